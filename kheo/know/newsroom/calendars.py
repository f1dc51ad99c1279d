"""The publication calendar for phones and mail programs (RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from kheo.know.newsroom.queries import Planned

REFRESH = "PT1H"
LENGTH = timedelta(minutes=15)


def of(planned: Iterable[Planned], *, now: datetime) -> bytes:
    """Write each thing as an event; what waits takes the whole day it is due."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kheo//newsroom//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Lịch đăng bài · %(site)s") % {"site": settings.KHEO_SITE_NAME})
    calendar.add("x-published-ttl", REFRESH)
    for entry in planned:
        calendar.add_component(_event(entry, now))
    return bytes(calendar.to_ical())


def _event(entry: Planned, now: datetime) -> Event:
    event = Event()
    host = urlsplit(settings.KHEO_BASE_URL).hostname
    # The same article keeps its event when its hour moves.
    event.add("uid", f"news-{entry.page}-{entry.what}@{host}")
    event.add("dtstamp", now)
    event.add("dtstart", entry.at if entry.has_time else entry.on)
    end = entry.at + LENGTH if entry.has_time else entry.on + timedelta(days=1)
    event.add("dtend", end)
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"{entry.what.label}: {entry.title}")
    event.add("location", entry.list_name)
    event.add("url", urljoin(settings.KHEO_BASE_URL, entry.url))
    return event
