"""A calendar is read back; an event that moves stays the same event."""

from datetime import date

from icalendar import Calendar

from kheo.foundation import agendas
from tests.factories import MONDAY


def read(*events):
    return Calendar.from_ical(
        agendas.written(events, room="rooms", name="Lịch tiếp dân", refresh="PT6H")
    )


def test_a_calendar_says_its_name_and_when_to_ask_again():
    calendar = read()

    assert calendar["x-wr-calname"] == "Lịch tiếp dân"
    assert calendar["x-published-ttl"] == "PT6H"


def test_an_event_is_read_back_with_its_address_on_this_site():
    event = agendas.event(
        "day-1",
        summary="Tiếp công dân",
        starts=date(2026, 3, 2),
        ends=date(2026, 3, 3),
        stamp=MONDAY,
        address="/tiep-cong-dan/1/",
        location="Trụ sở UBND xã",
    )

    found = read(event).walk("VEVENT")[0]

    assert found.decoded("dtstart") == date(2026, 3, 2)
    assert found["location"] == "Trụ sở UBND xã"
    assert found["url"] == "http://127.0.0.1:8000/tiep-cong-dan/1/"


def test_an_event_that_moves_keeps_its_name():
    when = {"starts": MONDAY, "ends": MONDAY, "stamp": MONDAY}
    one = agendas.event("day-1", summary="a", **when)
    moved = agendas.event("day-1", summary="b", **when)

    assert one["uid"] == moved["uid"] == "day-1@127.0.0.1"
    assert "url" not in one
