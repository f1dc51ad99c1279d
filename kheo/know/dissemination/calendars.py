"""Conferences as a calendar that phones subscribe to, and one of them as a file."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from kheo.know.dissemination.models import Conference

REFRESH = "PT6H"
# How long a conference is shown of which nobody said when it ends.
USUAL = timedelta(hours=2)


def of_conferences(conferences: Iterable[Conference], *, name: str) -> bytes:
    """Write conferences; a moved one keeps its event, one that was called off says so."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kheo//dissemination//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", REFRESH)
    for conference in conferences:
        calendar.add_component(_event(conference))
    return bytes(calendar.to_ical())


def _event(conference: Conference) -> Event:
    event = Event()
    event.add("uid", f"conference-{conference.pk}@{urlsplit(settings.KHEO_BASE_URL).hostname}")
    event.add("dtstamp", conference.changed_at)
    event.add("dtstart", conference.starts_at)
    event.add("dtend", conference.ends_at or conference.starts_at + USUAL)
    event.add("summary", conference.title)
    event.add("location", conference.place)
    lines = (conference.body.name, conference.audience, conference.reason)
    event.add("description", "\n".join(filter(None, lines)))
    is_off = conference.state == Conference.State.CANCELLED
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("url", urljoin(settings.KHEO_BASE_URL, conference.get_absolute_url()))
    return event
