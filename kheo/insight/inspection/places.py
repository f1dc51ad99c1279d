"""Whose row a record counts in: its unit's, what that unit became, or the split unit's own."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit


@dataclass(frozen=True)
class Place:
    """One row; `heirs` are named when the unit was split and nobody says who has its records."""

    unit: Unit
    is_ended: bool = False
    heirs: tuple[Unit, ...] = ()


@dataclass(frozen=True)
class Places:
    """The rows of a province on a day, and the row of each unit that has records."""

    province: Unit
    rows: list[Place]
    row_of: dict[int, int] = field(default_factory=dict)

    def units_of(self, row: int | None) -> set[int]:
        """Return the units whose records count in a row; None is the total."""
        return {unit for unit, place in self.row_of.items() if row is None or place == row}

    def place(self, pk: int) -> Place | None:
        return next((place for place in self.rows if place.unit.pk == pk), None)


def lay_out(province: Unit, recorded: Iterable[int], *, on: date) -> Places:
    """Lay out the rows of a province on a day for records of some units.

    The province itself comes first, then its communes by name, then units that were split.
    """
    rows = {unit.pk: Place(unit) for unit in (province, *units.communes(province, on=on))}
    row_of = {pk: pk for pk in rows}
    found = list(Unit.objects.filter(pk__in=set(recorded) - rows.keys()))
    above = _above(found)
    for unit in found:
        inside = next((pk for pk in reversed(unit.ancestors[1:]) if pk in rows), None)
        if inside is not None:
            row_of[unit.pk] = inside
    rest = {unit.pk: _commune(unit, above) for unit in found if unit.pk not in row_of}
    heirs = units.became({one.pk: one for one in rest.values()}.values(), on=on) if rest else {}
    ended: dict[int, Place] = {}
    for pk, unit in rest.items():
        living = [part.unit for part in heirs[unit.pk]]
        ours = [heir for heir in living if heir.pk in rows]
        if not ours and province.pk not in unit.ancestors:
            continue  # Another province's.
        if unit.level != Unit.Level.COMMUNE:
            row_of[pk] = province.pk
        elif len(living) == 1 and ours:
            row_of[pk] = ours[0].pk
        else:
            ended[unit.pk] = Place(unit, is_ended=True, heirs=tuple(living))
            row_of[pk] = unit.pk
    split = sorted(ended.values(), key=lambda place: place.unit.sort_key)
    return Places(province, [*rows.values(), *split], row_of)


def _above(found: list[Unit]) -> dict[int, Unit]:
    wanted = {pk for unit in found for pk in unit.ancestors}
    return Unit.objects.in_bulk(wanted) if wanted else {}


def _commune(unit: Unit, above: dict[int, Unit]) -> Unit:
    """Return the commune that a village lies in; any other unit is itself."""
    chain = [above[pk] for pk in unit.ancestors]
    return next((one for one in chain if one.level == Unit.Level.COMMUNE), unit)
