"""Everything that puts figures into returns."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Self

from django.db import transaction

from kheo.foundation.accounts.models import User
from kheo.foundation.figures import breakdowns, indicators
from kheo.foundation.figures.indicators import UnknownBreakdown, UnknownIndicator
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Unit
from kheo.insight.returns import catalogue
from kheo.insight.returns.models import Cell, Return

SEED_FIGURES = catalogue.DATA / "seed_figures.csv"
# The file names units by the codes that were valid on this day.
_DAY_OF_CODES = date(2024, 12, 31)


class BadRow(ValueError):
    """A line of the file cannot be taken; the message names line and column."""


@dataclass(frozen=True)
class Figure:
    """One line of the file, read and checked."""

    key: str
    source: str
    unit_code: str
    start: date
    end: date
    indicator: str
    breakdown: str
    level: str
    value: Decimal
    quote: str

    @classmethod
    def read(cls, row: dict[str, str]) -> Self:
        """Read a line; raises ValueError, KeyError or an error of the registry."""
        breakdown = breakdowns.read(row["breakdown"])
        indicators.get(row["indicator"]).check(breakdown)
        if row["seed"] not in catalogue.sources():
            raise ValueError(f"seed={row['seed']}")
        return cls(
            key=row["id"],
            source=row["seed"],
            unit_code=row["unit_code_2024"],
            start=date.fromisoformat(row["period_start"]),
            end=date.fromisoformat(row["period_end"]),
            indicator=row["indicator"],
            breakdown=breakdowns.write(breakdown),
            level=Cell.Level(row["level"]),
            value=_number(row["value"]),
            quote=row["quote"],
        )


def _number(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(f"value={text}")
    return value


@transaction.atomic
def load_seed_figures(path: Path = SEED_FIGURES, *, by: User, now: datetime) -> int:
    """Enter the figures that the first articles print; return how many were new.

    Run again it adds what is missing and changes nothing. Raises BadRow.
    """
    known = set(Cell.objects.exclude(key=None).values_list("key", flat=True))
    fresh = [figure for figure in _read(path) if figure.key not in known]
    units = _units(fresh)
    cells = [_cell(figure, units[figure.unit_code], by, now) for figure in fresh]
    Cell.objects.bulk_create(cells)
    return len(cells)


def _read(path: Path) -> Iterator[Figure]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                yield Figure.read(row)
            except (
                ValueError,
                KeyError,
                TypeError,
                AttributeError,
                InvalidOperation,
                UnknownIndicator,
                UnknownBreakdown,
            ) as problem:
                raise BadRow(f"{path.name}, dòng {number}: {problem}") from problem


def _units(figures: Iterable[Figure]) -> dict[str, Unit]:
    codes = {figure.unit_code for figure in figures}
    found = Unit.objects.as_of(_DAY_OF_CODES).filter(level=Unit.Level.PROVINCE, code__in=codes)
    units = {unit.code: unit for unit in found}
    if unknown := codes - units.keys():
        raise BadRow(f"Không có tỉnh mang mã {', '.join(sorted(unknown))}.")
    return units


def _cell(figure: Figure, unit: Unit, by: User, now: datetime) -> Cell:
    return Cell(
        origin=_origin(figure, unit, by, now),
        key=figure.key,
        indicator=figure.indicator,
        breakdown=figure.breakdown,
        level=figure.level,
        value=figure.value,
        quote=figure.quote,
    )


def _origin(figure: Figure, unit: Unit, by: User, now: datetime) -> Return:
    source = catalogue.sources()[figure.source]
    origin, is_new = Return.objects.get_or_create(
        unit=unit,
        source_key=source["article"],
        period_start=figure.start,
        period_end=figure.end,
        defaults={
            "source_title": source["title"],
            "state": Return.State.SUBMITTED,
            "entered_by": by,
            "entered_at": now,
        },
    )
    if is_new:
        log.record(
            action="return.entered",
            on=f"return:{origin.pk}",
            by=by.username,
            at=now,
            unit_code=unit.code,
        )
    return origin
