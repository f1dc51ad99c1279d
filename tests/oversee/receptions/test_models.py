"""The database itself keeps the promises of receptions: each constraint, broken once."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kheo.foundation.units.models import Post
from kheo.oversee.receptions.models import Booking, Matter, Numbering, Ticket, Visit
from tests.oversee.receptions import cases
from tests.oversee.receptions.cases import NOW, THEN

pytestmark = pytest.mark.django_db


def breaks(name: str, found, **changes):
    """Say whether the database refuses the changes by the constraint of this name."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        type(found).objects.filter(pk=found.pk).update(**changes)
    return True


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("session_ends_after_it_begins", {"ends_at": "07:00"}),
        ("session_has_a_place", {"capacity": 0}),
        ("posted_session_says_when_it_was_posted", {"posted_at": None}),
        ("held_session_says_when_it_was_held", {"state": "held"}),
        ("called_off_session_says_why", {"state": "called_off"}),
        ("moved_session_says_why", {"was_on": "2026-10-01"}),
        ("draw_has_its_moment_and_commitment", {"is_by_lot": True}),
        ("only_a_draw_is_drawn", {"drawn_at": NOW}),
    ],
)
def test_a_day_keeps_its_promises(name, changes):
    assert breaks(name, cases.posted(), **changes)


def test_a_substitute_names_the_basis():
    session = cases.posted()

    assert breaks("substitute_names_the_basis", session, substitute=session.head)


def test_a_head_sits_once_at_one_hour():
    session = cases.posted()
    session.pk = None

    with pytest.raises(IntegrityError, match="one_session_per_head_and_hour"):
        session.save()


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("booking_has_a_place_exactly_while_it_counts", {"place": None}),
        ("booking_has_a_place_exactly_while_it_counts", {"state": "cancelled"}),
        ("booking_has_a_place_exactly_while_it_counts", {"place": 0}),
        ("held_place_says_until_when", {"state": "held"}),
        ("waiting_booking_has_its_turn", {"state": "waiting", "place": None}),
        ("booking_changes_after_it_was_made", {"changed_at": NOW - timedelta(days=1)}),
    ],
)
def test_a_booking_keeps_its_promises(name, changes):
    assert breaks(name, cases.confirmed(cases.posted()), **changes)


def test_a_place_is_given_once():
    session = cases.posted()
    one, other = cases.confirmed(session), cases.confirmed(session)

    assert breaks("one_booking_per_place", other, place=one.place)
    assert breaks("one_booking_per_code", other, code=one.code)


def test_a_lot_is_drawn_once():
    session = cases.posted()
    one, other = cases.confirmed(session), cases.confirmed(session)
    Booking.objects.filter(pk=one.pk).update(lot=1)

    assert breaks("one_booking_per_lot", other, lot=1)


def ticket(session, number=1):
    return Ticket.objects.create(
        session=session, submission_key=uuid.uuid4(), number=number, turn=1, issued_at=THEN
    )


def test_a_number_is_given_once():
    session = cases.posted()
    ticket(session)

    assert breaks("one_ticket_per_number", ticket(session, 2), number=1)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("called_ticket_names_counter_and_caller", {"called_at": THEN}),
        ("done_ticket_was_called", {"done_at": THEN}),
    ],
)
def test_a_called_number_says_where_and_by_whom(name, changes):
    assert breaks(name, ticket(cases.posted()), **changes)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("visit_has_somebody", {"people": 0}),
        ("sealed_visit_names_nobody", {"is_sealed": True}),
        ("refused_visit_names_ground_and_facts", {"refusal_ground": "threatens"}),
        ("visit_is_written_after_it_took_place", {"written_at": THEN - timedelta(days=1)}),
    ],
)
def test_the_book_keeps_its_promises(name, changes):
    assert breaks(name, cases.visit(), **changes)


def test_a_delegated_visit_names_who_sat_in():
    visit = cases.visit()
    head = Post.objects.get(body=visit.body, is_head=True)

    assert breaks("delegated_visit_names_who_sat_in", visit, delegated_by=head)


def test_a_book_has_one_visit_of_each_number():
    first = cases.visit()
    second = cases.visit(first.body)

    assert breaks("one_visit_per_number_of_a_book", second, number=first.number)


def test_a_unit_has_one_book_a_year():
    visit = cases.visit()

    with pytest.raises(IntegrityError, match="one_reception_book_per_year"):
        Numbering.objects.create(unit=visit.unit, year=visit.year, last=9)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("denounced_matter_leaves_a_code_and_no_word", {"kind": "denunciation"}),
        ("matter_says_what_it_is_about", {"content": ""}),
        ("matter_says_what_it_is_about", {"sealed_code": "TC-1"}),
        ("told_matter_has_its_result", {"told_at": THEN}),
        ("told_matter_has_its_result", {"handling": "accepted"}),
    ],
)
def test_a_matter_keeps_its_promises(name, changes):
    assert breaks(name, Matter.objects.get(visit=cases.visit()), **changes)


def test_a_matter_is_not_its_own_earlier_one():
    matter = Matter.objects.get(visit=cases.visit())

    assert breaks("repeated_matter_came_after_the_first", matter, earlier=matter)


def test_records_have_names_that_people_read():
    session = cases.posted()
    booking = cases.confirmed(session)
    visit = Visit.objects.get(pk=cases.visit(session.body).pk)

    assert str(session) == "UBND xã Ngọc Chiến 22/10/2026"
    assert str(booking).startswith("TD-")
    assert str(visit) == "1/2026"
    assert str(ticket(session)) == "1"
