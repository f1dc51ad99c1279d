"""Counts dated records by unit and window where months do not fit, and finds the records again.

The inspectorate's quarters begin in the middle of a month, so its tables cannot stand on the facts
per month. A room names what may be counted of its records; one statement then counts it all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from kheo.foundation.figures.indicators import Row
from kheo.foundation.moments import start_of

Counts = dict[int, dict[str, Decimal]]


class UnknownTally(LookupError):
    """The ledger counts nothing under this name."""


@dataclass(frozen=True)
class Tally:
    """What counts in a window: records that meet the condition, or the sum of one of their fields.

    A name that is summed may still be opened: the rows are the records that add to it.
    """

    condition: Q
    field: str = ""

    @property
    def rows(self) -> Q:
        return self.condition & Q(**{f"{self.field}__gt": 0}) if self.field else self.condition


@dataclass(frozen=True)
class Ledger:
    """Records of one kind, counted by the unit they belong to.

    `records(since, until)` gives those that may matter in [since, until), so that nobody reads the
    whole table; `tallies(since, until)` names what is counted. No condition may join to many rows.
    `readers` are the capabilities of which one opens a row; without any, its address is public.
    A sealed ledger's small counts are told to nobody but its readers, and neither are its rows.
    """

    key: str
    unit: str
    records: Callable[[date, date], QuerySet[Any]]
    tallies: Callable[[date, date], Mapping[str, Tally]]
    row: Callable[[Any], Row]
    readers: tuple[str, ...] = ()
    is_sealed: bool = False
    related: tuple[str, ...] = field(default=())

    def by_unit(self, since: date, until: date, names: Iterable[str] | None = None) -> Counts:
        """Count by unit in one statement: unit -> name -> number; what is not there is 0."""
        known = self.tallies(since, until)
        wanted = {name: _found(known, name) for name in (known if names is None else names)}
        # Names have dots, columns of a statement may not.
        columns = {f"n{at}": _expression(tally) for at, tally in enumerate(wanted.values())}
        found = (
            self.records(since, until)
            .order_by()
            .values(counted_unit=F(self.unit))
            .annotate(**columns)
        )
        return {
            row.pop("counted_unit"): dict(zip(wanted, map(Decimal, row.values()), strict=True))
            for row in found
        }

    def units(self, since: date, until: date) -> set[int]:
        """Return the units whose records may matter in a window."""
        found = self.records(since, until).order_by().values_list(self.unit, flat=True)
        return set(found.distinct())

    def behind(
        self, names: Iterable[str], since: date, until: date, units: Iterable[int]
    ) -> QuerySet[Any]:
        """Return the records behind a number that adds up some names, the newest first."""
        known = self.tallies(since, until)
        conditions = [_found(known, name).rows for name in names]
        # An empty condition asks for every record; joined by "or" it would be left out.
        asked = reduce(or_, conditions) if all(conditions) else Q()
        inside = Q(**{f"{self.unit}__in": list(units)})
        found = self.records(since, until).filter(asked, inside)
        return found.select_related(*self.related).order_by("-pk")


def within(name: str, since: date, until: date) -> Q:
    """Ask whether a moment lies in [since, until)."""
    return Q(**{f"{name}__gte": start_of(since), f"{name}__lt": start_of(until)})


def on_days(name: str, since: date, until: date) -> Q:
    """Ask whether a day lies in [since, until)."""
    return Q(**{f"{name}__gte": since, f"{name}__lt": until})


def _found(known: Mapping[str, Tally], name: str) -> Tally:
    if name not in known:
        raise UnknownTally(name)
    return known[name]


def _expression(tally: Tally) -> Count | Sum:
    if tally.field:
        return Sum(tally.field, filter=tally.condition, default=0)
    return Count("pk", filter=tally.condition)
