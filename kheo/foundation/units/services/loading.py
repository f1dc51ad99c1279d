"""Brings the real territories of the country into the database, as often as one likes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection, transaction
from django.utils import timezone

from kheo.foundation.units import source
from kheo.foundation.units.models import Succession, Unit
from kheo.foundation.units.source import Key, Record, Territories

Row = TypeVar("Row")
BATCH = 2000
FROM_SOURCE = ("kind", "name", "parent_id", "path", "valid_to", "latitude", "longitude")
SPELLED = ("folded", "sort_key")


@dataclass(frozen=True)
class Loaded:
    """What a load did."""

    added: int
    changed: int
    unchanged: int
    successions: int


def _quiet(_count: int) -> object:
    return None


@transaction.atomic
def load(*, progress: Callable[[int], object] = _quiet) -> Loaded:
    """Load provinces, districts, communes and their succession; repeat it after every new source.

    Nothing is deleted, and units that people added (villages) stay as they are. Calls `progress`
    with the number of units and successions done since the last call.
    """
    found = source.read()
    known = {
        (unit.level, unit.code, unit.valid_from): unit
        for unit in Unit.objects.exclude(level=Unit.Level.VILLAGE)
    }
    ids = {key: unit.pk for key, unit in known.items()}
    ids.update(_new_ids([key for key in found.records if key not in ids]))
    units = _units(found, ids)
    added = [unit for key, unit in units.items() if key not in known]
    changed = [unit for key, unit in units.items() if key in known and _differs(unit, known[key])]
    # A unit may not point at a parent that does not exist yet, so old rows follow the new ones.
    for batch in _batches(added):
        Unit.objects.bulk_create(batch)
        progress(len(batch))
    for batch in _batches(changed):
        Unit.objects.bulk_update(batch, [*_columns(), *SPELLED, "changed_at"])
        progress(len(batch))
    successions = _load_successions(found, ids, progress)
    if added or changed:
        _analyse()
    return Loaded(len(added), len(changed), len(units) - len(added) - len(changed), successions)


def _new_ids(keys: Sequence[Key]) -> dict[Key, int]:
    """Draw the ids first, because a path is written with them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('units_unit', 'id'))"
            " FROM generate_series(1, %s)",
            [len(keys)],
        )
        return {key: row[0] for key, row in zip(keys, cursor.fetchall(), strict=True)}


def _units(found: Territories, ids: dict[Key, int]) -> dict[Key, Unit]:
    paths: dict[Key | None, str] = {None: "/"}
    units: dict[Key, Unit] = {}
    for key, record in found.records.items():
        paths[key] = f"{paths[record.parent]}{ids[key]}/"
        units[key] = _unit(record, ids, paths[key])
    return units


def _unit(record: Record, ids: dict[Key, int], path: str) -> Unit:
    level, code, valid_from = record.key
    unit = Unit(
        id=ids[record.key],
        code=code,
        name=record.name,
        kind=record.kind,
        level=level,
        parent_id=ids[record.parent] if record.parent else None,
        path=path,
        valid_from=valid_from,
        valid_to=record.valid_to,
        changed_at=timezone.now(),
        latitude=record.latitude,
        longitude=record.longitude,
    )
    unit.spell()
    return unit


def _columns() -> list[str]:
    return [column.removesuffix("_id") for column in FROM_SOURCE]


def _differs(unit: Unit, known: Unit) -> bool:
    return any(getattr(unit, column) != getattr(known, column) for column in FROM_SOURCE)


def _load_successions(
    found: Territories, ids: dict[Key, int], progress: Callable[[int], object]
) -> int:
    rows = [
        Succession(
            predecessor_id=ids[passage.predecessor],
            successor_id=ids[passage.successor],
            on=passage.on,
            share=passage.share,
            is_estimate=passage.is_estimate,
            legal_basis=passage.legal_basis,
        )
        for passage in found.passages
    ]
    for batch in _batches(rows):
        Succession.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=["predecessor", "successor", "on"],
            update_fields=["share", "is_estimate", "legal_basis"],
        )
        progress(len(batch))
    return len(rows)


def _batches(rows: Sequence[Row]) -> Iterable[Sequence[Row]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE units_unit, units_succession")
