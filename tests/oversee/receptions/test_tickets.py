"""Each number is called once, to one counter."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from kheo.oversee.receptions import queries, services
from kheo.oversee.receptions.models import Session, Ticket
from tests.oversee.receptions import cases
from tests.oversee.receptions.cases import NOW, THEN


@pytest.fixture
def session(db):
    return cases.posted()


@pytest.fixture
def clerk(session):
    return cases.clerk(session.body)


def walk_in(session, by):
    return services.walk_in(session=session, submission_key=uuid.uuid4(), by=by, now=THEN)


def call(session, by, *, counter=1, after=0):
    return services.call_next(session=session, counter=counter, after=after, by=by, now=THEN)


def test_numbers_run_in_the_order_of_coming(session, clerk):
    assert [walk_in(session, clerk).number for _n in range(3)] == [1, 2, 3]


def test_a_number_pressed_twice_is_one(session, clerk):
    key = uuid.uuid4()

    for _n in range(2):
        services.walk_in(session=session, submission_key=key, by=clerk, now=THEN)

    assert Ticket.objects.count() == 1


def test_who_booked_is_called_before_who_took_a_number(session, clerk):
    late, early = [cases.confirmed(session, place=place) for place in (3, 1)]
    first = walk_in(session, clerk)
    tickets = [services.arrive(booking=one, by=clerk, now=THEN) for one in (late, early)]

    called = [call(session, clerk)]
    for _n in range(2):
        called.append(call(session, clerk, after=called[-1].pk))

    assert called == [tickets[1], tickets[0], first]


def test_arriving_twice_is_one_number(session, clerk):
    booking = cases.confirmed(session)

    one = services.arrive(booking=booking, by=clerk, now=THEN)
    two = services.arrive(booking=booking, by=clerk, now=THEN)

    booking.refresh_from_db()
    assert one.pk == two.pk
    assert booking.state == "came"


def test_calling_twice_by_mistake_calls_nobody_else(session, clerk):
    for _n in range(2):
        walk_in(session, clerk)

    first = call(session, clerk)
    again = call(session, clerk)

    assert first.pk == again.pk
    assert Ticket.objects.filter(called_at=None).count() == 1


def test_nobody_is_left_to_call(session, clerk):
    ticket = walk_in(session, clerk)
    call(session, clerk)

    assert call(session, clerk, after=ticket.pk) is None
    assert queries.called(session) == []


def test_the_first_call_begins_the_reception(session, clerk):
    walk_in(session, clerk)
    call(session, clerk)

    session.refresh_from_db()
    assert session.state == Session.State.HELD


def test_numbers_are_given_on_the_day_only(session, clerk):
    with pytest.raises(services.AlreadyDecided):
        services.walk_in(session=session, submission_key=uuid.uuid4(), by=clerk, now=NOW)


def test_who_cancelled_does_not_arrive(session, clerk):
    booking = cases.confirmed(session)
    services.cancel(booking=booking, secret=cases.secret(booking), now=NOW)

    with pytest.raises(services.NotAlive):
        services.arrive(booking=booking, by=clerk, now=THEN)


def test_a_clerk_of_another_commune_calls_nobody(session):
    stranger = cases.clerk(cases.body("Mường Bú"))
    booking = cases.confirmed(session)

    with pytest.raises(PermissionDenied):
        walk_in(session, stranger)
    with pytest.raises(PermissionDenied):
        call(session, stranger)
    with pytest.raises(PermissionDenied):
        services.arrive(booking=booking, by=stranger, now=THEN)


@pytest.mark.django_db(transaction=True)
def test_two_clerks_who_call_at_once_have_two_people():
    session = cases.posted()
    clerk = cases.clerk(session.body)
    for _n in range(12):
        walk_in(session, clerk)
    gate = threading.Barrier(4)

    def counter(number):
        found, after = [], 0
        gate.wait()
        try:
            for _n in range(3):
                ticket = call(session, clerk, counter=number, after=after)
                found.append(ticket.number)
                after = ticket.pk
        finally:
            connection.close()
        return found

    with ThreadPoolExecutor(4) as counters:
        called = [number for found in counters.map(counter, range(1, 5)) for number in found]

    assert sorted(called) == list(range(1, 13))
