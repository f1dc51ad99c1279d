"""Writes what a province tells into the tables that travel: only rows that changed are touched.

The numbers are those of open data, so the same small groups are hidden here. Replication carries
each touched row to the hub; what is written again unchanged would travel for nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.insight.hub.models import HubArea, HubFigure, HubIndicator, HubProvince
from kheo.insight.opendata import queries as opendata

BATCH = 2_000
Row = tuple[Any, ...]
_TOLD = (
    "indicator", "area", "breakdown", "year", "value", "source", "is_estimate", "covered", "due",
)  # fmt: skip

_LAY_OUT = "CREATE TEMPORARY TABLE hub_told (LIKE {table} INCLUDING DEFAULTS) ON COMMIT DROP"
_CHANGE = """
INSERT INTO {table} AS kept ({columns}) SELECT {columns} FROM hub_told
ON CONFLICT ({key}) DO UPDATE SET {sets}
WHERE ({kept}) IS DISTINCT FROM ({given})
"""
_DROP = """
DELETE FROM {table} AS kept WHERE province = %s AND year >= %s
  AND NOT EXISTS (SELECT FROM hub_told WHERE {same})
"""


@dataclass(frozen=True)
class Gathered:
    """How many numbers a province tells, and how many of them are new, other or gone."""

    told: int
    changed: int


@transaction.atomic
def gather(*, now: datetime, since_year: int | None = None) -> Gathered:
    """Bring the province's rows up to date from a year on, all of them when none is given.

    May run twice at once and again after a crash: one waits for the other, all or nothing is seen.
    Does nothing where there is no province.
    """
    province = units.here(on=timezone.localdate(now))
    if province is None:
        return Gathered(0, 0)
    _take_turns(province)
    rows = _Rows(province, opendata.figures_by_year(now, since_year))
    _lay_out(rows)
    changed = _bring_over(province.code, since_year or 0)
    _keep_words(province, rows, now)
    return Gathered(rows.count, changed)


class _Rows:
    """The rows of open data on their way, with the words that their codes stand for."""

    def __init__(self, province: Unit, told: Iterable[dict[str, object]]) -> None:
        self.province, self._told = province, told
        self.indicators: dict[str, tuple[str, str]] = {}
        self.areas: dict[str, tuple[str, str, str]] = {}
        self.count = 0

    def __iter__(self) -> Iterator[Row]:
        for one in self._told:
            self.count += 1
            self.indicators[_text(one, "indicator")] = (
                _text(one, "indicator_name"),
                _text(one, "unit_of_count"),
            )
            self.areas[_text(one, "area")] = (
                _text(one, "unit_code"),
                _text(one, "unit"),
                _text(one, "level"),
            )
            yield (self.province.code, *(one[name] for name in _TOLD))


def _text(row: dict[str, object], name: str) -> str:
    return str(row[name])


def _take_turns(province: Unit) -> None:
    """Let one process gather at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"hub.{province.code}"])


def _lay_out(rows: Iterable[Row]) -> None:
    """Stream the rows into a table of this transaction, without holding them."""
    table = HubFigure._meta.db_table
    columns = ", ".join(("province", *_TOLD))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS hub_told")
        cursor.execute(_LAY_OUT.format(table=table))
    # Rows are read by the same connection while they are written: COPY would have to wait for them.
    places = ", ".join(["%s"] * (len(_TOLD) + 1))
    for batch in _batches(rows):
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO hub_told ({columns}) VALUES ({places})",  # noqa: S608
                batch,
            )


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _bring_over(province: str, since_year: int) -> int:
    """Insert, change and delete what differs; return how many rows that were."""
    table, key = HubFigure._meta.db_table, ("province", "indicator", "area", "breakdown", "year")
    columns = ("province", *_TOLD)
    others = [name for name in columns if name not in key]
    change = _CHANGE.format(
        table=table,
        columns=", ".join(columns),
        key=", ".join(key),
        sets=", ".join(f"{name} = excluded.{name}" for name in others),
        kept=", ".join(f"kept.{name}" for name in others),
        given=", ".join(f"excluded.{name}" for name in others),
    )
    drop = _DROP.format(
        table=table, same=" AND ".join(f"hub_told.{name} = kept.{name}" for name in key)
    )
    with connection.cursor() as cursor:
        cursor.execute(change)
        changed = cursor.rowcount
        cursor.execute(drop, [province, since_year])
        return int(changed + cursor.rowcount)


def _keep_words(province: Unit, rows: _Rows, now: datetime) -> None:
    """Keep the words of codes, where they are new or others, and the hour of this look."""
    own = HubIndicator.objects.filter(province=province.code)
    kept = {one.code: (one.name, one.unit_of_count) for one in own}
    HubIndicator.objects.bulk_create(
        [
            HubIndicator(province=province.code, code=code, name=name, unit_of_count=count)
            for code, (name, count) in rows.indicators.items()
            if kept.get(code) != (name, count)
        ],
        **_in_place("province", "code", sets=["name", "unit_of_count"]),
    )
    areas = HubArea.objects.filter(province=province.code)
    known = {one.area: (one.code, one.name, one.level) for one in areas}
    HubArea.objects.bulk_create(
        [
            HubArea(province=province.code, area=area, code=code, name=name, level=level)
            for area, (code, name, level) in rows.areas.items()
            if known.get(area) != (code, name, level)
        ],
        **_in_place("province", "area", sets=["code", "name", "level"]),
    )
    HubProvince.objects.update_or_create(
        code=province.code, defaults={"name": province.full_name, "told_at": now}
    )


def _in_place(*key: str, sets: list[str]) -> dict[str, Any]:
    return {"update_conflicts": True, "unique_fields": list(key), "update_fields": sets}
