"""The units of a day in memory, to find one by place or by name within a millisecond.

The embedded database has no trigram or geographic index, and 3,321 communes fit in a list. An
atlas holds one version of the map (no unit begins or ends within it). Every question first asks
the database, in one small query, whether anything has changed since the atlas was drawn.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import connection

from kheo.foundation.units import gazetteer, globe
from kheo.foundation.units.gazetteer import Former, Match
from kheo.foundation.units.globe import Nearest
from kheo.foundation.units.models import Succession, Unit

__all__ = ["Match", "Nearest", "on_day"]

Stamp = tuple[int | None, datetime | None, int | None]
STAMP = (
    "SELECT (SELECT max(id) FROM units_unit), (SELECT max(changed_at) FROM units_unit),"
    " (SELECT max(id) FROM units_succession)"
)


@dataclass
class Atlas:
    """The map of one version."""

    places: globe.Places
    names: gazetteer.Names
    provinces: dict[str, str]

    def nearest(self, latitude: float, longitude: float) -> Nearest | None:
        return self.places.nearest(latitude, longitude)

    def lookup(
        self, text: str, *, path: str, levels: "gazetteer.Levels", limit: int
    ) -> list[Match]:
        return self.names.lookup(text, path=path, levels=levels, limit=limit)


@dataclass
class Shelf:
    """The atlases drawn since the last change, by the first day of their version."""

    stamp: Stamp | None = None
    first_days: list[date] = field(default_factory=list)
    atlases: dict[int, Atlas] = field(default_factory=dict)


_shelf = Shelf()


def on_day(on: date) -> Atlas:
    """Return the atlas of a day, drawn anew when units have changed."""
    # One shelf per process, replaced whole so that threads agree.
    global _shelf
    stamp = _stamp()
    shelf = _shelf
    if shelf.stamp != stamp:
        shelf = _shelf = Shelf(stamp, _first_days())
    version = bisect_right(shelf.first_days, on)
    if version not in shelf.atlases:
        shelf.atlases[version] = _draw(on)
    return shelf.atlases[version]


def _stamp() -> Stamp:
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        newest_unit, changed_at, newest_succession = cursor.fetchone()
    return newest_unit, changed_at, newest_succession


def _first_days() -> list[date]:
    """List the days on which something begins, or has just ended."""
    days = set(Unit.objects.order_by().values_list("valid_from", flat=True).distinct())
    ends = Unit.objects.order_by().values_list("valid_to", flat=True).distinct()
    days |= {end + timedelta(days=1) for end in ends if end}
    return sorted(day for day in days if day)


def _draw(on: date) -> Atlas:
    units = {unit.pk: unit for unit in Unit.objects.as_of(on)}
    for unit in units.values():
        if unit.parent_id in units:
            unit.parent = units[unit.parent_id]
    communes = [unit for unit in units.values() if unit.level == Unit.Level.COMMUNE]
    paths = {unit.code: unit.path for unit in units.values() if unit.level == Unit.Level.PROVINCE}
    return Atlas(globe.Places(communes), gazetteer.Names([*units.values()], _former(on)), paths)


def _former(on: date) -> dict[int, list[Former]]:
    """Collect for each unit the units it was made of, through all changes up to the day."""
    # That a district passed to a province says nothing of where a place is.
    rows = Succession.objects.filter(on__lte=on).exclude(
        predecessor__level=Unit.Level.DISTRICT, successor__level=Unit.Level.PROVINCE
    )
    facts = rows.values_list(
        "successor",
        "predecessor",
        "predecessor__kind",
        "predecessor__name",
        "share",
        "predecessor__parent",
    )
    districts = {
        pk: f"{kind} {name}"
        for pk, kind, name in Unit.objects.filter(level=Unit.Level.DISTRICT).values_list(
            "pk", "kind", "name"
        )
    }
    origins: dict[int, list[tuple[int, Former]]] = {}
    for successor, pk, kind, name, share, parent in facts:
        former = Former(kind, name, districts.get(parent or 0, ""), share < 1)
        origins.setdefault(successor, []).append((pk, former))
    return {unit: _chain(unit, origins) for unit in origins}


def _chain(unit: int, origins: dict[int, list[tuple[int, Former]]]) -> list[Former]:
    found, waiting = [], [unit]
    while waiting:
        for pk, former in origins.get(waiting.pop(), []):
            found.append(former)
            waiting.append(pk)
    return found
