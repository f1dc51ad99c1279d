"""Dates that phones and mail programs subscribe to (RFC 5545)."""

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from kheo.foundation.addresses import absolute


def written(events: Iterable[Event], *, room: str, name: str, refresh: str) -> bytes:
    """Write events as the calendar of a room; `refresh` is after how long programs ask again."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Kheo//{room}//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", refresh)
    for one in events:
        calendar.add_component(one)
    return bytes(calendar.to_ical())


def event(
    key: str,
    *,
    summary: str,
    starts: date | datetime,
    ends: date | datetime,
    stamp: datetime,
    address: str = "",
    **more: object,
) -> Event:
    """Make an event; the same key keeps it the same event when its date moves.

    What is given beside is added under the names of the standard.
    """
    made = Event()
    made.add("uid", f"{key}@{urlsplit(settings.KHEO_BASE_URL).hostname}")
    made.add("dtstamp", stamp)
    made.add("dtstart", starts)
    made.add("dtend", ends)
    made.add("summary", summary)
    for name, value in more.items():
        made.add(name, value)
    if address:
        made.add("url", absolute(address))
    return made
