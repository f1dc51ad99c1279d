"""Whatever people do, a place has one holder and nobody waits beside a free one."""

import uuid
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from kheo.oversee.receptions import services
from kheo.oversee.receptions.models import Booking
from kheo.oversee.receptions.models.bookings import PLACED
from tests.oversee.receptions import cases
from tests.oversee.receptions.cases import NOW

State = Booking.State
CAPACITY = 3


class Places(RuleBasedStateMachine):
    """One day with few places and people who hold, confirm, cancel and dawdle."""

    bookings = Bundle("bookings")

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.session = cases.posted(cases.body(f"Xã {uuid.uuid4().hex[:6]}"), capacity=CAPACITY)

    @rule(target=bookings)
    def hold(self):
        return cases.held(self.session, now=self.now)

    @rule(booking=bookings)
    def confirm(self, booking):
        try:
            services.confirm(booking=booking, secret=cases.secret(booking), now=self.now)
        except (services.HoldExpired, services.NotAlive):
            booking.refresh_from_db()
            assert booking.state in (State.EXPIRED, State.CANCELLED)

    @rule(booking=consumes(bookings))
    def cancel(self, booking):
        try:
            services.cancel(booking=booking, secret=cases.secret(booking), now=self.now)
        except services.NotAlive:
            booking.refresh_from_db()
            assert booking.state == State.EXPIRED

    @rule(minutes=st.integers(1, 15))
    def wait(self, minutes):
        self.now += timedelta(minutes=minutes)

    @rule()
    def tidy(self):
        services.tidy(now=self.now)

    @invariant()
    def places_are_given_once_and_none_is_lost(self):
        rows = list(Booking.objects.filter(session=self.session))
        places = [one.place for one in rows if one.state in PLACED]
        waiting = [one for one in rows if one.state == State.WAITING]

        assert len(places) == len(set(places))
        assert set(places) <= set(range(1, CAPACITY + 1))
        assert not waiting or len(places) == CAPACITY


class TestPlaces(TestCase):
    def test_places(self):
        machine = Places.TestCase
        machine.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
        machine("runTest").runTest()
