"""Duties as a calendar that phones and mail programs subscribe to."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Event

from kheo.foundation import agendas, tongues
from kheo.foundation.accounts.models import User
from kheo.foundation.duties.models import Duty

REFRESH = "PT1H"


def of_person(person: User, duties: Iterable[Duty]) -> bytes:
    """Write the calendar of a person: each duty is an event of the whole day it is due."""
    name = _("Hạn việc của %(person)s") % {"person": person}
    return agendas.written(map(_event, duties), room="duties", name=name, refresh=REFRESH)


def _event(duty: Duty) -> Event:
    changed: datetime = getattr(duty, "changed_at", None) or duty.opened_at
    lines = (f"{duty.body}", *duty.due.explain(tongues.current()))
    made = agendas.event(
        f"duty-{duty.pk}",
        summary=_("Hạn: %(work)s") % {"work": duty.work},
        starts=duty.due_on,
        ends=duty.due_on + timedelta(days=1),
        stamp=changed,
        address=duty.url,
        transp="TRANSPARENT",
        description="\n".join(lines),
    )
    made.add("last-modified", changed)
    return made
