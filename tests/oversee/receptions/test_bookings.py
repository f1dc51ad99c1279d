"""A place is held, confirmed, changed, given back; who waits moves up by itself."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kheo.foundation.log.models import Entry
from kheo.foundation.notices.models import Message
from kheo.oversee.receptions import permissions, queries, services
from kheo.oversee.receptions.models import Booking
from tests.oversee.receptions import cases
from tests.oversee.receptions.cases import NOW, THEN

pytestmark = pytest.mark.django_db
State = Booking.State
LATER = NOW + timedelta(minutes=11)


@pytest.fixture
def session():
    return cases.posted()


def standing(booking):
    booking.refresh_from_db()
    return booking.state, booking.place


def test_a_place_is_held_for_some_minutes_then_confirmed(session):
    booking = cases.held(session)

    assert (booking.state, booking.place) == (State.HELD, 1)
    assert booking.hold_until == NOW + timedelta(minutes=10)

    confirmed = services.confirm(
        booking=booking, secret=cases.secret(booking), name="Lò Văn Nam", now=NOW
    )

    assert (confirmed.state, confirmed.name) == (State.CONFIRMED, "Lò Văn Nam")
    assert confirmed.hold_until is None


def test_the_same_press_twice_is_one_booking(session):
    key = uuid.uuid4()

    assert cases.held(session, key=key).pk == cases.held(session, key=key).pk
    assert Booking.objects.count() == 1


def test_neither_name_nor_phone_is_needed(session):
    booking = cases.confirmed(session)

    assert (booking.name, booking.phone) == ("", "")
    assert Message.objects.count() == 0


def test_a_wished_hour_is_given_or_refused(session):
    assert cases.held(session, place=2).place == 2
    with pytest.raises(services.PlaceGone):
        cases.held(session, place=2)
    with pytest.raises(services.PlaceGone):
        cases.held(session, place=99)
    assert cases.held(session).place == 1


def test_exactly_the_places_are_given_then_people_wait_in_order(session):
    bookings = [cases.confirmed(session) for _n in range(3)]
    waiting = [cases.held(session) for _n in range(2)]

    assert [one.place for one in bookings] == [1, 2, 3]
    assert [(one.state, one.rank) for one in waiting] == [(State.WAITING, 1), (State.WAITING, 2)]
    assert [queries.before(one) for one in waiting] == [0, 1]


def test_who_waits_first_has_the_place_that_is_given_back_and_is_told(session):
    bookings = [cases.confirmed(session) for _n in range(3)]
    waiting = [cases.confirmed(session, phone="0912345678"), cases.confirmed(session)]

    services.cancel(booking=bookings[1], secret=cases.secret(bookings[1]), now=NOW)

    assert standing(bookings[1]) == (State.CANCELLED, None)
    assert standing(waiting[0]) == (State.CONFIRMED, 2)
    assert standing(waiting[1]) == (State.WAITING, None)
    assert "Bạn có chỗ" in Message.objects.get().body


def test_a_hold_that_ran_out_makes_room(session):
    held = [cases.held(session) for _n in range(3)]

    new = cases.held(session, now=LATER)

    assert (new.state, new.place) == (State.HELD, 1)
    assert standing(held[0]) == (State.EXPIRED, None)
    with pytest.raises(services.HoldExpired):
        services.confirm(booking=held[0], secret=cases.secret(held[0]), now=LATER)


def test_a_hold_that_ran_out_still_counts_while_nobody_wants_the_place(session):
    held = cases.held(session)

    confirmed = services.confirm(booking=held, secret=cases.secret(held), now=LATER)

    assert confirmed.state == State.CONFIRMED


def test_a_hold_that_ran_out_goes_to_who_waits(session):
    held = [cases.held(session) for _n in range(3)]
    waiting = cases.held(session)

    with pytest.raises(services.HoldExpired):
        services.confirm(booking=held[0], secret=cases.secret(held[0]), now=LATER)

    assert standing(waiting) == (State.CONFIRMED, 1)


def test_the_clockwork_ends_holds_and_moves_people_up(session):
    for _n in range(3):
        cases.held(session)
    waiting = [cases.held(session) for _n in range(2)]

    assert services.tidy(now=LATER) == 2
    assert services.tidy(now=LATER) == 0
    assert [standing(one)[0] for one in waiting] == [State.CONFIRMED, State.CONFIRMED]


def test_cancelling_forgets_the_holder_and_twice_is_once(session):
    booking = cases.confirmed(session, phone="0912345678")

    for _n in range(2):
        services.cancel(booking=booking, secret=cases.secret(booking), now=NOW)

    booking.refresh_from_db()
    assert (booking.state, booking.phone, booking.name) == (State.CANCELLED, "", "")


def test_a_booking_moves_to_another_day_of_the_same_head(session):
    clerk = cases.clerk(session.body)
    other = cases.posted(session.body, by=clerk, on=date(2026, 10, 29))
    booking = cases.confirmed(session)

    moved = services.change(booking=booking, secret=cases.secret(booking), to=other, now=NOW)

    assert (moved.session_id, moved.place, moved.state) == (other.pk, 1, State.CONFIRMED)
    assert queries.free_places(session) == [1, 2, 3]


def test_a_full_day_leaves_the_old_place_alone(session):
    clerk = cases.clerk(session.body)
    other = cases.posted(session.body, by=clerk, on=date(2026, 10, 29), capacity=1)
    cases.confirmed(other)
    booking = cases.confirmed(session)

    with pytest.raises(services.NothingFree):
        services.change(booking=booking, secret=cases.secret(booking), to=other, now=NOW)

    assert standing(booking) == (State.CONFIRMED, 1)


def test_nobody_without_the_key_touches_a_booking(session):
    booking = cases.confirmed(session)

    for act in (
        lambda: services.confirm(booking=booking, secret="SAI", now=NOW),
        lambda: services.cancel(booking=booking, secret="SAI", now=NOW),
        lambda: services.change(booking=booking, secret="SAI", to=session, now=NOW),
    ):
        with pytest.raises(services.NotTheHolder):
            act()


def test_the_counter_may_cancel_and_no_other_counter(session):
    booking = cases.confirmed(session)

    with pytest.raises(PermissionDenied):
        services.cancel(booking=booking, by=cases.clerk(cases.body("Mường Bú")), now=NOW)

    services.cancel(booking=booking, by=cases.clerk(session.body), now=NOW)
    assert standing(booking) == (State.CANCELLED, None)


def test_a_key_is_read_as_people_type_it(session):
    booking = cases.held(session)
    secret = cases.secret(booking)

    assert permissions.holds_slip(booking, f" {secret[:5].lower()}-{secret[5:].lower()} ")


def test_neither_a_draft_nor_a_day_that_began_takes_bookings(session):
    with pytest.raises(services.NotOpen):
        cases.held(cases.drafted(cases.body("Mường Bú")))
    with pytest.raises(services.NotOpen):
        cases.held(session, now=THEN)


def test_nobody_moves_up_once_the_day_began(session):
    bookings = [cases.confirmed(session) for _n in range(3)]
    waiting = cases.held(session)

    services.cancel(booking=bookings[0], secret=cases.secret(bookings[0]), now=THEN)

    assert standing(waiting) == (State.WAITING, None)


def test_a_used_booking_is_not_changed(session):
    booking = cases.confirmed(session)
    services.cancel(booking=booking, secret=cases.secret(booking), now=NOW)

    with pytest.raises(services.NotAlive):
        services.confirm(booking=booking, secret=cases.secret(booking), now=NOW)
    with pytest.raises(services.NotAlive):
        services.change(booking=booking, secret=cases.secret(booking), to=session, now=NOW)


def test_places_share_the_sitting_evenly(session):
    hours = [f"{session.hour_of(place):%H:%M}" for place in (1, 2, 3)]

    assert hours == ["08:00", "09:00", "10:00"]


def test_the_log_tells_of_bookings_without_names(session):
    cases.confirmed(session, phone="0912345678")

    told = [str(row) for row in Entry.objects.filter(action__startswith="reception").values_list()]
    assert not any("0912345678" in row for row in told)
