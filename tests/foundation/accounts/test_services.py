"""Posts are given and taken by those who manage the unit, and every time it is written down."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from kheo.foundation.accounts import permissions, queries, services
from kheo.foundation.accounts.models import Appointment, User
from kheo.foundation.log import queries as log
from kheo.foundation.units.models import Post, Unit
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db

TODAY = MONDAY.date()


@pytest.fixture
def commune() -> Unit:
    return factories.unit()


@pytest.fixture
def admin(commune: Unit) -> User:
    return factories.officer(of=commune, role="admin")


@pytest.fixture
def post(commune: Unit) -> Post:
    return factories.post(factories.body(commune))


def test_an_appointment_opens_its_rights_at_once(admin: User, post: Post, commune: Unit) -> None:
    person = factories.user()
    assert not permissions.may(person, "petitions.answer", commune, today=TODAY)

    services.appoint(person=person, post=post, since=TODAY, by=admin, now=MONDAY)

    assert permissions.may(person, "petitions.answer", commune, today=TODAY)
    [entry] = log.about(f"user:{person.pk}")
    assert (entry.action, entry.actor) == ("person.appointed", admin.username)
    assert entry.detail == {"post": post.title, "role": "handler", "since": "2026-03-02"}


def test_a_dismissal_closes_its_rights_at_once(admin: User, post: Post, commune: Unit) -> None:
    person = factories.appoint(factories.user(), post)
    appointment = person.appointments.get()

    services.dismiss(appointment=appointment, until=TODAY, by=admin, now=MONDAY)

    assert not permissions.may(person, "petitions.answer", commune, today=TODAY)
    assert [entry.action for entry in log.about(f"user:{person.pk}")] == ["person.dismissed"]


def test_a_stranger_appoints_and_dismisses_nobody(post: Post) -> None:
    stranger = factories.officer(of=factories.unit("Mường La"), role="admin")
    appointment = factories.appoint(factories.user(), post).appointments.get()

    with pytest.raises(PermissionDenied):
        services.appoint(person=factories.user(), post=post, since=TODAY, by=stranger, now=MONDAY)
    with pytest.raises(PermissionDenied):
        services.dismiss(appointment=appointment, until=TODAY, by=stranger, now=MONDAY)


def test_a_head_does_not_appoint(commune: Unit, post: Post) -> None:
    head = factories.officer(of=commune, role="head")

    with pytest.raises(PermissionDenied):
        services.appoint(person=factories.user(), post=post, since=TODAY, by=head, now=MONDAY)


def test_a_person_holds_a_post_once(admin: User, post: Post) -> None:
    person = factories.appoint(factories.user(), post)

    with pytest.raises(services.AlreadyAppointed):
        services.appoint(person=person, post=post, since=TODAY, by=admin, now=MONDAY)


def test_a_body_is_headed_by_one_person(admin: User, commune: Unit) -> None:
    head = factories.officer(of=commune, role="head").appointments.get().post

    with pytest.raises(services.SeatTaken):
        services.appoint(person=factories.user(), post=head, since=TODAY, by=admin, now=MONDAY)


def test_a_post_of_no_known_role_is_given_to_nobody(commune: Unit) -> None:
    post = factories.post(factories.body(commune), role="king")

    with pytest.raises(services.NoSuchRole):
        services.appoint(person=factories.user(), post=post, since=TODAY, by=None, now=MONDAY)


def test_an_appointment_lasts_at_least_a_day(admin: User, post: Post) -> None:
    appointment = factories.appoint(factories.user(), post, since=TODAY).appointments.get()

    with pytest.raises(services.EndsBeforeItBegins):
        services.dismiss(appointment=appointment, until=TODAY, by=admin, now=MONDAY)


def test_an_officer_s_account_has_no_password_until_its_owner_sets_one(
    admin: User, commune: Unit
) -> None:
    person = services.open_account(
        username="lo.van.an", full_name="Lò Văn An", email="an@example.vn",
        by=admin, now=MONDAY, unit=commune,
    )  # fmt: skip

    assert not person.has_usable_password()
    assert str(person) == "Lò Văn An"


def test_an_account_name_is_taken_once(admin: User, commune: Unit) -> None:
    with pytest.raises(ValidationError):
        services.open_account(
            username=admin.username, full_name="", email="", by=admin, now=MONDAY, unit=commune
        )


def test_a_body_goes_on_in_its_heir_after_each_appointment_was_looked_at() -> None:
    change = date(2025, 7, 1)
    old, new = factories.unit(valid_to=date(2025, 6, 30)), factories.unit("Mới")
    factories.succession(old, new, change)
    stays, goes = factories.officer(of=old), factories.officer(of=old, role="clerk")
    body = factories.body(old)
    assert queries.left_behind(today=TODAY).count() == 2
    admin = factories.officer(of=new, role="admin")

    services.hand_over(
        body=body, to=new, by=admin, now=MONDAY,
        keep=lambda appointment: appointment.person == stays,
    )  # fmt: skip

    assert permissions.may(stays, "petitions.answer", new, today=TODAY)
    assert not permissions.is_officer(goes, today=TODAY)
    assert goes.appointments.get().until == change
    assert queries.left_behind(today=TODAY).count() == 0


def test_a_body_goes_on_in_no_unit_but_an_heir() -> None:
    with pytest.raises(services.NotAHeir):
        services.hand_over(body=factories.body(), to=factories.unit("Khác"), by=None, now=MONDAY)


def test_a_body_is_handed_over_by_who_manages_the_heir() -> None:
    old, new = factories.unit(valid_to=date(2025, 6, 30)), factories.unit("Mới")
    factories.succession(old, new, date(2025, 7, 1))

    with pytest.raises(PermissionDenied):
        services.hand_over(body=factories.body(old), to=new, by=factories.citizen(), now=MONDAY)


def test_the_database_keeps_appointments_whole(post: Post) -> None:
    with pytest.raises(IntegrityError, match="appointment_ends_after_it_begins"):
        factories.appoint(factories.user(), post, since=TODAY, until=TODAY)


def test_the_database_keeps_one_open_appointment_per_person_and_post(post: Post) -> None:
    person = factories.appoint(factories.user(), post)

    with pytest.raises(IntegrityError, match="one_open_appointment_per_person_and_post"):
        factories.appoint(person, post)


def test_an_appointment_says_who_and_what(post: Post) -> None:
    appointment = Appointment(person=User(username="an"), post=post)

    assert str(appointment) == f"an — {post.title}"
