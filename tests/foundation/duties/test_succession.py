"""Units end and officers leave; what is owed finds its way on, with the same clock."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kheo.foundation.accounts import services as accounts
from kheo.foundation.accounts.models import Appointment
from kheo.foundation.duties import queries, services
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.duties.services import Succeeded
from tests import factories
from tests.factories import MONDAY
from tests.foundation.duties.making import TOLD, Ear, owe

CHANGE = date(2026, 3, 5)
AFTER = MONDAY + timedelta(days=3)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ear():
    Ear.heard = []
    return Ear


@pytest.fixture
def old():
    return factories.unit("Nậm Păm")


@pytest.fixture
def new():
    unit = factories.unit("Ngọc Chiến", valid_from=CHANGE)
    factories.head(factories.body(unit))
    return unit


def end(unit, *heirs):
    unit.valid_to = CHANGE - timedelta(days=1)
    unit.save()
    for heir, share in heirs:
        factories.succession(unit, heir, CHANGE, share)


def test_a_merged_units_duties_go_on_in_its_heir_with_their_clock(old, new, ear):
    duty = owe(unit=old, kind=TOLD)
    was = (duty.due_on, duty.explanation)
    end(old, (new, "1"))

    assert services.succeed(now=AFTER) == Succeeded(moved=1, waiting=0)

    duty.refresh_from_db()
    assert (duty.unit, duty.body, duty.head) == (
        new,
        factories.body(new),
        factories.head(new_body(new)),
    )
    assert (duty.due_on, duty.explanation) == was
    assert ear.heard == [("test:1", "handed_over", "xã Nậm Păm nay là xã Ngọc Chiến", "")]


def new_body(unit):
    return factories.body(unit)


def test_moving_twice_moves_once(old, new):
    owe(unit=old)
    end(old, (new, "1"))
    services.succeed(now=AFTER)

    assert services.succeed(now=AFTER) == Succeeded(moved=0, waiting=0)
    assert Step.objects.filter(kind=Step.Kind.HANDED_OVER).count() == 1


def test_before_the_day_nothing_moves(old, new):
    owe(unit=old)
    end(old, (new, "1"))

    assert services.succeed(now=MONDAY) == Succeeded(moved=0, waiting=0)


def test_a_chain_of_changes_is_followed_to_its_end(old, new):
    between = factories.unit("Mường Chùm", valid_to=CHANGE - timedelta(days=1))
    duty = owe(unit=old)
    end(old, (between, "1"))
    factories.succession(between, new, CHANGE)

    services.succeed(now=AFTER)

    duty.refresh_from_db()
    assert duty.unit == new


def test_a_suspended_duty_stays_suspended(old, new):
    duty = owe(unit=old)
    head = factories.officer(old, "head")
    services.suspend(duty, reason="Mưa lũ", decision="1/QĐ", by=head, now=MONDAY)
    end(old, (new, "1"))

    services.succeed(now=AFTER)

    duty.refresh_from_db()
    assert (duty.unit, duty.progress) == (new, Duty.Progress.SUSPENDED)


def test_closed_duties_stay_with_the_unit_of_their_day(old, new):
    duty = owe(unit=old)
    services.close(duty, result="Xong", by=factories.officer(old), now=MONDAY)
    end(old, (new, "1"))

    services.succeed(now=AFTER)

    duty.refresh_from_db()
    assert duty.unit == old


def test_where_nobody_answers_yet_the_duty_waits(old):
    owe(unit=old)
    end(old, (factories.unit("Chưa có ai", valid_from=CHANGE), "1"))

    assert services.succeed(now=AFTER) == Succeeded(moved=0, waiting=1)


def test_a_body_that_moved_along_keeps_its_duties(old, new):
    duty = owe(unit=old)
    body = duty.body
    end(old, (new, "1"))
    body.unit, body.name = new, "UBND chuyển sang"
    body.save()

    services.succeed(now=AFTER)

    duty.refresh_from_db()
    assert (duty.unit, duty.body) == (new, body)


def test_the_person_stays_where_a_post_there_opens_the_work(old, new):
    both = factories.officer(factories.province())
    only_old = factories.officer(old)
    head = factories.officer(old, "head")
    kept, freed = owe("test:1", unit=old), owe("test:2", unit=old)
    services.assign(kept, to=both, by=head, now=MONDAY)
    services.assign(freed, to=only_old, by=head, now=MONDAY)
    end(old, (new, "1"))

    services.succeed(now=AFTER)

    kept.refresh_from_db()
    freed.refresh_from_db()
    assert (kept.person, kept.progress) == (both, Duty.Progress.ASSIGNED)
    assert (freed.person, freed.progress) == (None, Duty.Progress.WAITING)


# --- A division -------------------------------------------------------------------------------


@pytest.fixture
def split(old, new):
    other = factories.unit("Mường Trai", valid_from=CHANGE)
    factories.head(factories.body(other))
    duty = owe(unit=old)
    end(old, (new, "0.6"), (other, "0.4"))
    return duty, other


def test_a_divided_units_duties_wait_for_a_person(split, new):
    duty, other = split
    clerk = factories.officer(new, "head")

    assert services.succeed(now=AFTER) == Succeeded(moved=0, waiting=1)
    assert queries.awaiting_heir(clerk, AFTER.date()) == [queries.Orphan(duty, [new, other])]


def test_a_stranger_is_shown_nothing_to_choose(split):
    assert queries.awaiting_heir(factories.officer(factories.unit("Xa")), AFTER.date()) == []


def test_the_administrator_chooses_the_heir(split, ear):
    duty, other = split
    admin = factories.officer(factories.province(), "admin")

    services.succeed_to(duty, unit=other, by=admin, now=AFTER)

    duty.refresh_from_db()
    assert (duty.unit, duty.body) == (other, factories.body(other))
    assert duty.steps.last().by == admin


def test_only_an_heir_is_chosen(split):
    duty, _other = split
    admin = factories.officer(factories.province(), "admin")

    with pytest.raises(services.NotAnHeir):
        services.succeed_to(duty, unit=factories.unit("Xa"), by=admin, now=AFTER)


def test_a_stranger_chooses_nothing(split):
    duty, other = split

    with pytest.raises(PermissionDenied):
        services.succeed_to(
            duty, unit=other, by=factories.officer(factories.unit("Xa"), "head"), now=AFTER
        )


# --- An officer leaves ------------------------------------------------------------------------


@pytest.fixture
def held(old):
    duty = owe(unit=old)
    person = factories.officer(old)
    services.assign(duty, to=person, by=factories.officer(old, "head"), now=MONDAY)
    return duty, person


def dismiss(person):
    appointment = Appointment.objects.get(person=person)
    accounts.dismiss(appointment=appointment, until=CHANGE, by=None, now=MONDAY)


def test_what_a_dismissed_officer_held_comes_back_to_the_head(held):
    duty, person = held
    dismiss(person)

    assert services.take_back(now=AFTER) == 1

    duty.refresh_from_db()
    assert (duty.person, duty.progress) == (None, Duty.Progress.WAITING)
    assert (duty.steps.last().kind, duty.steps.last().text) == (Step.Kind.RETURNED, str(person))
    head = duty.head.appointments.get().person
    assert list(queries.for_head(head, AFTER.date())) == [duty]


def test_until_the_last_day_it_stays(held):
    _duty, person = held
    dismiss(person)

    assert services.take_back(now=MONDAY) == 0


def test_an_account_that_was_closed_gives_back_as_well(held):
    _duty, person = held
    person.is_active = False
    person.save()

    assert services.take_back(now=MONDAY, person=person) == 1


def test_a_question_that_is_out_stays_out(held):
    duty, person = held
    services.ask(duty, question="Ở đâu?", by=person, now=MONDAY)
    dismiss(person)

    services.take_back(now=AFTER)

    duty.refresh_from_db()
    assert (duty.person, duty.progress) == (None, Duty.Progress.ASKING)


def test_taking_back_leaves_others_alone(held, old):
    _duty, person = held
    dismiss(factories.officer(old, "clerk"))

    assert services.take_back(now=AFTER) == 0


def test_a_reopened_duty_reaches_todays_head_and_not_who_has_left(held):
    duty, person = held
    services.close(duty, result="Xong", by=person, now=MONDAY)
    dismiss(person)

    services.reopen(duty, reason="Chưa xong", by=None, now=AFTER)

    duty.refresh_from_db()
    head = duty.head.appointments.get().person
    assert (duty.person, duty.progress) == (None, Duty.Progress.WAITING)
    assert list(queries.for_head(head, AFTER.date())) == [duty]


def test_sent_back_by_its_sender_it_is_on_the_heads_list_until_somebody_works(held):
    duty, person = held
    head = duty.head.appointments.get().person
    services.close(duty, result="Xong", by=person, now=MONDAY)
    services.reopen(duty, reason="Chưa xong", by=None, now=MONDAY)
    assert list(queries.for_head(head, MONDAY.date())) == [duty]

    services.progress(duty, text="Làm lại", by=person, now=MONDAY)

    assert list(queries.for_head(head, MONDAY.date())) == []
