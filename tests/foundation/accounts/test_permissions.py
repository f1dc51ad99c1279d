"""A right comes from a post, in the subtree of its body's unit, on its days; nowhere else."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from kheo.foundation.accounts import permissions, queries
from kheo.foundation.accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
ANSWER = "petitions.answer"


def test_a_post_opens_its_role_s_capabilities_in_its_unit_and_below() -> None:
    commune = factories.unit()
    village = factories.unit("Đông Xuông", level="village", parent=commune)

    officer = factories.officer(of=commune, role="handler")

    assert permissions.may(officer, ANSWER, commune, today=TODAY)
    assert permissions.may(officer, ANSWER, village, today=TODAY)
    assert not permissions.may(officer, "duties.assign", commune, today=TODAY)


def test_a_post_opens_nothing_beside_or_above_its_unit() -> None:
    officer = factories.officer(of=factories.unit(), role="head")

    assert not permissions.may(officer, ANSWER, factories.unit("Mường La"), today=TODAY)
    assert not permissions.may(officer, ANSWER, factories.province(), today=TODAY)


def test_a_unit_whose_number_only_begins_alike_is_another_unit() -> None:
    commune = factories.unit()
    officer = factories.officer(of=commune)
    other = factories.unit("Khác")
    other.path = commune.path[:-1] + "0/"

    assert not permissions.may(officer, ANSWER, other, today=TODAY)


def test_a_right_lasts_from_the_first_day_to_the_day_before_the_end() -> None:
    commune = factories.unit()
    post = factories.post(factories.body(commune))
    officer = factories.appoint(
        factories.user(), post, since=date(2026, 1, 1), until=date(2026, 3, 2)
    )
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 1), date(2026, 3, 2)]

    answers = [permissions.may(officer, ANSWER, commune, today=day) for day in days]

    assert answers == [False, True, True, False]


def test_a_closed_post_opens_nothing() -> None:
    commune = factories.unit()
    officer = factories.officer(of=commune)
    officer.appointments.get().post.__class__.objects.update(until=TODAY)

    assert not permissions.may(officer, ANSWER, commune, today=TODAY)


@pytest.mark.parametrize(
    "somebody",
    [AnonymousUser(), User(username="nobody", is_superuser=True, is_staff=True)],
)
def test_nobody_has_rights_without_a_post(somebody) -> None:
    if isinstance(somebody, User):
        somebody.save()

    assert not permissions.may(somebody, "units.manage", factories.unit(), today=TODAY)
    assert not permissions.may_anywhere(somebody, "units.manage", today=TODAY)
    assert not permissions.is_officer(somebody, today=TODAY)


def test_a_locked_account_has_no_rights() -> None:
    commune = factories.unit()
    officer = factories.officer(of=commune)
    officer.is_active = False

    assert not permissions.may(officer, ANSWER, commune, today=TODAY)


def test_ten_questions_cost_one_query(django_assert_num_queries) -> None:
    commune = factories.unit()
    officer = factories.officer(of=commune)

    with django_assert_num_queries(1):
        for _ in range(5):
            permissions.may(officer, ANSWER, commune, today=TODAY)
            permissions.may_anywhere(officer, "log.read", today=TODAY)


def test_records_of_an_ended_unit_belong_to_those_of_its_heir() -> None:
    old, new = factories.unit(valid_to=date(2025, 6, 30)), factories.unit("Mới")
    factories.succession(old, new, date(2025, 7, 1))
    stranger = factories.officer(of=factories.unit("Khác"))

    assert permissions.may(factories.officer(of=new), ANSWER, old, today=TODAY)
    assert not permissions.may(stranger, ANSWER, old, today=TODAY)
    assert not permissions.may(factories.citizen(), ANSWER, old, today=TODAY)


def test_today_is_asked_of_the_clock_when_not_given() -> None:
    commune = factories.unit()
    officer = factories.officer(of=commune)

    assert permissions.may(officer, ANSWER, commune)
    assert permissions.may_anywhere(officer, ANSWER)
    assert permissions.is_officer(officer)


def test_the_roots_of_a_person_s_rights() -> None:
    commune = factories.unit()
    officer = factories.officer(of=commune, role="head")
    factories.appoint(officer, factories.post(factories.body(factories.province()), role="auditor"))

    roots = queries.units_where(officer, "duties.extend", TODAY)
    readers = queries.units_where(officer, "duties.read", TODAY)

    assert list(roots) == [commune]
    assert set(readers) == {commune, factories.province()}


def test_the_officers_of_a_body_and_of_a_unit() -> None:
    commune = factories.unit()
    handler, front = (
        factories.officer(of=commune),
        factories.officer(of=commune, role="front", body_kind="front_committee"),
    )
    factories.officer(of=factories.unit("Mường La"))
    gone = factories.post(factories.body(commune))
    factories.appoint(factories.user(), gone, until=TODAY)

    assert list(queries.officers_of(factories.body(commune), today=TODAY)) == [handler]
    assert set(queries.officers_of(commune, today=TODAY)) == {handler, front}


def test_who_may_be_given_a_duty() -> None:
    commune, province = factories.unit(), factories.province()
    handler, head = factories.officer(of=commune), factories.officer(of=commune, role="head")
    above = factories.officer(of=province)
    factories.officer(of=commune, role="clerk")
    factories.officer(of=factories.unit("Mường La"))

    everybody = queries.officers_who_may("duties.work", commune, today=TODAY)
    own = queries.officers_who_may(
        "duties.work", commune, today=TODAY, body=factories.body(commune)
    )

    assert set(everybody) == {handler, head, above}
    assert set(own) == {handler, head}


def test_who_sits_where(django_assert_num_queries) -> None:
    officer = factories.officer(role="head")
    post = officer.appointments.get().post
    empty = factories.post(post.body)

    assert queries.person_in(post, today=TODAY) == officer
    assert queries.person_in(empty, today=TODAY) is None
    with django_assert_num_queries(1):
        [appointment] = queries.appointments_of(officer, today=TODAY)
        assert appointment.post.body.unit.name == "Ngọc Chiến"
