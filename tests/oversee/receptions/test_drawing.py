"""A draw can be done again by anybody from its page alone."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from kheo.foundation.notices.models import Message
from kheo.oversee.receptions import services
from kheo.oversee.receptions.models import Booking
from tests.oversee.receptions import cases
from tests.oversee.receptions.cases import NOW

pytestmark = pytest.mark.django_db
CLOSES = NOW + timedelta(days=3)
State = Booking.State


@pytest.fixture
def session():
    return cases.posted(draws_at=CLOSES, capacity=2)


def entered(session, number):
    return cases.held(session, phone=f"091234567{number}")


def page(session):
    return Client().get(f"/tiep-cong-dan/buoi/{session.pk}/boc-tham/").content.decode()


def test_names_are_taken_until_the_moment_one_for_each_phone(session):
    assert entered(session, 1).state == State.ENTERED
    with pytest.raises(services.PhoneNeeded):
        cases.held(session)
    with pytest.raises(services.AlreadyEntered):
        entered(session, 1)
    with pytest.raises(services.NotOpen):
        cases.held(session, phone="0912345672", now=CLOSES)


def test_the_hash_is_published_before_and_the_seed_only_after(session):
    entered(session, 1)
    before = page(session)

    services.draw(session=session, now=CLOSES)

    session.refresh_from_db()
    assert session.commitment in before
    assert session.seed not in before
    assert session.seed in page(session)


def test_anybody_can_draw_again_from_the_page_alone(session):
    for number in range(5):
        entered(session, number)

    services.draw(session=session, now=CLOSES)

    shown = page(session)
    seed = re.search(r'data-seed="([0-9a-f]+)"', shown)[1]
    commitment = re.search(r'data-commitment="([0-9a-f]+)"', shown)[1]
    rows = re.findall(r'data-code="(TD-[A-Z0-9]+)" data-lot="(\d+)"', shown)
    again = sorted(
        (code for code, _lot in rows),
        key=lambda code: hashlib.sha256(f"{seed}|{code}".encode()).hexdigest(),
    )
    assert hashlib.sha256(seed.encode()).hexdigest() == commitment
    assert [code for code, lot in sorted(rows, key=lambda row: int(row[1]))] == again
    assert len(rows) == 5


def test_the_page_shows_no_phone(session):
    entered(session, 1)
    services.draw(session=session, now=CLOSES)

    assert "0912345671" not in page(session)


def test_the_first_have_places_and_the_others_wait_in_the_same_order(session):
    for number in range(4):
        entered(session, number)

    services.draw(session=session, now=CLOSES)

    rows = Booking.objects.order_by("lot").values_list("lot", "place", "state")
    assert list(rows) == [
        (1, 1, State.CONFIRMED),
        (2, 2, State.CONFIRMED),
        (3, None, State.WAITING),
        (4, None, State.WAITING),
    ]
    assert Message.objects.count() == 4


def test_who_gives_the_place_back_leaves_it_to_the_next_lot(session):
    for number in range(3):
        entered(session, number)
    services.draw(session=session, now=CLOSES)
    first, third = Booking.objects.get(lot=1), Booking.objects.get(lot=3)

    services.cancel(booking=first, secret=cases.secret(first), now=CLOSES)

    third.refresh_from_db()
    assert (third.state, third.place) == (State.CONFIRMED, 1)
    assert first.code in page(session)


def test_nothing_is_drawn_early_and_nothing_twice(session):
    entered(session, 1)
    with pytest.raises(services.TooEarlyToDraw):
        services.draw(session=session, now=NOW)

    assert services.draw_due(now=CLOSES) == 1
    assert services.draw_due(now=CLOSES + timedelta(minutes=1)) == 0
    again = services.draw(session=session, now=CLOSES + timedelta(minutes=1))

    assert again.drawn_at == CLOSES


def test_only_a_day_with_lots_is_drawn_and_only_by_its_officers(session):
    with pytest.raises(services.AlreadyDecided):
        services.draw(session=cases.posted(cases.body("Mường Bú")), now=CLOSES)
    with pytest.raises(PermissionDenied):
        services.draw(session=session, now=CLOSES, by=cases.clerk(cases.body("Chiềng Sơ")))
