"""What several pages need: communes to type from, sums of numbers, how long a page is kept."""

from collections.abc import Iterable
from datetime import date

from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions.queries import UnitNumbers

# How long a public page may be served again before it is asked for anew.
SECONDS_KEPT = 5


def communes(today: date, home: Unit | None = None) -> list[Unit]:
    """List the communes of the province for the browser to complete from."""
    home = home or units.here(on=today)
    known = ("kind", "name", "code", "level", "latitude", "longitude")
    return list(units.communes(home, on=today).only(*known)) if home else []


def sums(numbers: Iterable[UnitNumbers]) -> dict[str, float | None]:
    """Add up the numbers of the units."""
    rows = list(numbers)
    answered = sum(row.answered for row in rows)
    in_time = sum(row.in_time for row in rows)
    return {
        "received": sum(row.received for row in rows),
        "answered": answered,
        "late": sum(row.late for row in rows),
        "in_time_share": in_time / answered * 100 if answered else None,
    }
