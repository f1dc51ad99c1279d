"""The days of receptions as a calendar that phones subscribe to, and as one event of a booking."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from icalendar import Event

from kheo.foundation import agendas
from kheo.oversee.receptions.models import Session

REFRESH = "PT6H"


def of_days(sessions: Iterable[Session], *, name: str) -> bytes:
    """Write posted days; a moved day keeps its event, one that was called off says so."""
    events = map(_event, sessions)
    return agendas.written(events, room="receptions", name=name, refresh=REFRESH)


def _event(session: Session) -> Event:
    lines = (str(session.get_kind_display()), str(session.get_mode_display()), session.reason)
    assert session.posted_at, "only posted days are told"
    is_off = session.state == Session.State.CALLED_OFF
    return agendas.event(
        f"reception-{session.pk}",
        summary=_("Tiếp công dân: %(who)s") % {"who": session.receiver},
        starts=session.begins,
        ends=session.ends,
        stamp=session.posted_at,
        address=session.get_absolute_url(),
        location=session.place,
        description="\n".join(filter(None, lines)),
        status="CANCELLED" if is_off else "CONFIRMED",
    )
