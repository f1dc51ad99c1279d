"""Reads of boards: whose board it is, and what all its panels say."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from django.db.models import QuerySet

from kheo.foundation.accounts import queries as accounts
from kheo.foundation.accounts.permissions import Somebody
from kheo.foundation.duties.models import Duty, DutyQuerySet
from kheo.foundation.moments import in_another_year
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.insight.dashboards import permissions
from kheo.insight.dashboards.definitions import Panel
from kheo.insight.dashboards.readings import Asked, Reading, figures, working

DAY = timedelta(days=1)
_SOURCES: Mapping[str, Callable[[tuple[Panel, ...], Asked], dict[str, Reading]]] = {
    "figures": figures.read,
    "duties": working.duties,
    "late_petitions": working.late_petitions,
    "disclosure": working.disclosed,
    "returns": working.returned,
    "targets": working.targeted,
}


def own(user: Somebody, *, today: date) -> Unit | None:
    """Return the widest unit whose board the user reads: a province before a commune."""
    found = sorted(
        accounts.units_where(user, permissions.READ, today), key=lambda unit: len(unit.path)
    )
    return found[0] if found else None


def asked(
    unit: Unit, *, reader: Somebody, today: date, is_public: bool, year: int | None = None
) -> Asked:
    """Lay out what a board is asked for: a year, or the twelve months that end with this one."""
    since, until = window(today, year)
    communes = (
        tuple(units.communes(unit, on=today)) if unit.level != Unit.Level.COMMUNE else (unit,)
    )
    return Asked(unit, communes, since, until, today, reader, is_public)


def window(today: date, year: int | None) -> tuple[date, date]:
    """Return the months of a board as [since, until)."""
    if year is not None:
        return date(year, 1, 1), date(year + 1, 1, 1)
    until = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    return in_another_year(until, -1), until


def read(panels: tuple[Panel, ...], what: Asked) -> dict[str, Reading]:
    """Read all panels; each source is asked once."""
    found: dict[str, Reading] = {}
    for source, reader in _SOURCES.items():
        if of_source := tuple(panel for panel in panels if panel.source == source):
            found |= reader(of_source, what)
    return found


def late_duties(what: Asked, *, kind: str = "") -> DutyQuerySet:
    """List the late duties of a board, the longest late first."""
    found = Duty.objects.late(today=what.today).filter(working.late_duties(what)).with_names()
    return (found.filter(kind=kind) if kind else found).order_by("due_on", "id")


def choices(user: Somebody, *, today: date) -> QuerySet[Unit]:
    """Return the units among which an officer chooses a board: the widest and its communes."""
    home = own(user, today=today)
    if home is None:
        return Unit.objects.none()
    levels = (Unit.Level.PROVINCE, Unit.Level.COMMUNE)
    return units.subtree(home, on=today).filter(level__in=levels)
