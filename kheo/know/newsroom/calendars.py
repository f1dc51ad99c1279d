"""The publication calendar for phones and mail programs."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Event

from kheo.foundation import agendas
from kheo.know.newsroom.queries import Planned

REFRESH = "PT1H"
LENGTH = timedelta(minutes=15)


def of(planned: Iterable[Planned], *, now: datetime) -> bytes:
    """Write each thing as an event; what waits takes the whole day it is due."""
    name = _("Lịch đăng bài · %(site)s") % {"site": settings.KHEO_SITE_NAME}
    events = (_event(entry, now) for entry in planned)
    return agendas.written(events, room="newsroom", name=name, refresh=REFRESH)


def _event(entry: Planned, now: datetime) -> Event:
    return agendas.event(
        f"news-{entry.page}-{entry.what}",
        summary=f"{entry.what.label}: {entry.title}",
        starts=entry.at if entry.has_time else entry.on,
        ends=entry.at + LENGTH if entry.has_time else entry.on + timedelta(days=1),
        stamp=now,
        address=entry.url,
        location=entry.list_name,
        transp="TRANSPARENT",
    )
