"""The days of receptions as a calendar that phones subscribe to, and as one event of a booking."""

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from kheo.oversee.receptions.models import Session

REFRESH = "PT6H"


def of_days(sessions: Iterable[Session], *, name: str) -> bytes:
    """Write posted days; a moved day keeps its event, one that was called off says so."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kheo//receptions//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", REFRESH)
    for session in sessions:
        calendar.add_component(_event(session))
    return bytes(calendar.to_ical())


def _event(session: Session) -> Event:
    event = Event()
    event.add("uid", f"reception-{session.pk}@{urlsplit(settings.KHEO_BASE_URL).hostname}")
    event.add("dtstamp", session.posted_at)
    event.add("dtstart", session.begins)
    event.add("dtend", session.ends)
    event.add("summary", _("Tiếp công dân: %(who)s") % {"who": session.receiver})
    event.add("location", session.place)
    event.add("description", "\n".join(_lines(session)))
    event.add("status", "CANCELLED" if session.state == Session.State.CALLED_OFF else "CONFIRMED")
    event.add("url", urljoin(settings.KHEO_BASE_URL, session.get_absolute_url()))
    return event


def _lines(session: Session) -> list[str]:
    lines = [str(session.get_kind_display()), str(session.get_mode_display())]
    if session.reason:
        lines.append(session.reason)
    return lines
