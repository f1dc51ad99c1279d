"""Conferences as a calendar that phones subscribe to, and one of them as a file."""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Event

from kheo.foundation import agendas
from kheo.know.dissemination.models import Conference

REFRESH = "PT6H"
# How long a conference is shown of which nobody said when it ends.
USUAL = timedelta(hours=2)


def of_conferences(conferences: Iterable[Conference], *, name: str) -> bytes:
    """Write conferences; a moved one keeps its event, one that was called off says so."""
    events = map(_event, conferences)
    return agendas.written(events, room="dissemination", name=name, refresh=REFRESH)


def _event(conference: Conference) -> Event:
    lines = (conference.body.name, conference.audience, conference.reason)
    is_off = conference.state == Conference.State.CANCELLED
    return agendas.event(
        f"conference-{conference.pk}",
        summary=conference.title,
        starts=conference.starts_at,
        ends=conference.ends_at or conference.starts_at + USUAL,
        stamp=conference.changed_at,
        address=conference.get_absolute_url(),
        location=conference.place,
        description="\n".join(filter(None, lines)),
        status="CANCELLED" if is_off else "CONFIRMED",
    )
