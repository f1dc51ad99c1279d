"""Builds the reports of the product at once, for the page and the command."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.units.models import Unit
from kheo.insight.reports import building, definitions
from kheo.insight.reports.building import build
from kheo.insight.reports.definitions import Definition
from kheo.insight.reports.errors import UnknownProvince
from kheo.insight.reports.filled import Built
from kheo.insight.reports.periods import last_day
from kheo.insight.reports.said import official

__all__ = [
    "Entry",
    "UnknownProvince",
    "build",
    "entries",
    "last_day",
    "official",
    "unit_of",
    "write_word",
]


def unit_of(code: str, *, on: date) -> Unit:
    """Find the province that had a code on a day; raises UnknownProvince."""
    found = building.here(code, on=on)
    if found is None:
        raise UnknownProvince(_("Không có tỉnh, thành phố nào mang mã %(code)s.") % {"code": code})
    return found


@dataclass(frozen=True)
class Entry:
    """A report in a list."""

    key: str
    title: str
    since: date
    until: date


def entries(unit: Unit, reports: Iterable[Definition]) -> list[Entry]:
    """Name reports as they are called for a unit."""
    return [Entry(one.key, one.titled(unit.name), one.since, one.until) for one in reports]


def write_word(
    *,
    province: str,
    since: date,
    until: date,
    path: Path | str,
    key: str = "nghi-quyet-25",
    now: datetime | None = None,
) -> Built:
    """Write a province's report to a Word file; raises UnknownProvince or OSError."""
    unit = unit_of(province, on=last_day(until))
    built = build(
        report=definitions.all_reports()[key],
        unit=unit,
        since=since,
        until=until,
        now=now or timezone.now(),
    )
    Path(path).write_bytes(built.word)
    return built
