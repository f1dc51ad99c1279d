"""Duties as a calendar that phones and mail programs subscribe to (RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from kheo.foundation.accounts.models import User
from kheo.foundation.duties.models import Duty

REFRESH = "PT1H"


def of_person(person: User, duties: Iterable[Duty]) -> bytes:
    """Write the calendar of a person: each duty is an event of the whole day it is due."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kheo//duties//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Hạn việc của %(person)s") % {"person": person})
    calendar.add("x-published-ttl", REFRESH)
    for duty in duties:
        calendar.add_component(_event(duty))
    return bytes(calendar.to_ical())


def _event(duty: Duty) -> Event:
    changed: datetime = getattr(duty, "changed_at", None) or duty.opened_at
    event = Event()
    # The same duty keeps its event when its date moves.
    event.add("uid", f"duty-{duty.pk}@{urlsplit(settings.KHEO_BASE_URL).hostname}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", duty.due_on)
    event.add("dtend", duty.due_on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", _("Hạn: %(work)s") % {"work": duty.work})
    event.add("description", "\n".join(_lines(duty)))
    if duty.url:
        event.add("url", urljoin(settings.KHEO_BASE_URL, duty.url))
    return event


def _lines(duty: Duty) -> list[str]:
    language = "vi" if translation.get_language() == "vi" else "en"
    return [f"{duty.body}", *duty.due.explain(language)]
