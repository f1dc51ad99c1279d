"""What may be counted: rooms register their indicators here, and reports read the words.

The registry refuses a second owner of a code, so a number has one meaning. Indicators that
officers named stand in the database and are found through the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, cast

from django.utils.functional import Promise
from django.utils.module_loading import import_string

# Rooms register before Django has loaded the models.
if TYPE_CHECKING:
    from kheo.foundation.units.models import Unit

Words = str | Promise
# Where the indicators of officers are looked up; the models are not there yet when this is read.
_OWN = "kheo.foundation.figures.own"


class Gathering(StrEnum):
    """How numbers of several months or units make one.

    A sum adds up. Of a stock the last value counts: it is added over units, never over time.
    A share is its numerator divided by its denominator, and never added at all.
    """

    SUM = "sum"
    LAST = "last"
    SHARE = "share"


class CodeTaken(Exception):
    """Two rooms asked for the same code; the first keeps it."""


class UnknownIndicator(LookupError):
    """Nobody registered this code."""


class UnknownBreakdown(ValueError):
    """The indicator does not have this breakdown, or the breakdown not this value."""


@dataclass(frozen=True)
class Scope:
    """Which number is meant: of a unit's subtree, over months that touch [since, until).

    A level keeps only what units of that level, or their bodies, did themselves. `on` a day
    the number is that of the unit in the map of the day, with what those had that it followed.
    """

    indicator: str
    unit: Unit
    since: date
    until: date
    breakdown: Mapping[str, str] = field(default_factory=dict)
    level: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Row:
    """One record behind a number."""

    label: str
    url: str


Rows = Callable[[Scope, int, int], list[Row]]
# What records give, by written breakdown (all its pairs) and level of the unit that did it.
Parts = Mapping[tuple[str, str], Decimal]
Counts = Callable[["Unit", date, date], Parts]


@dataclass(frozen=True)
class Indicator:
    """A thing that is counted, in words, with the ways it is broken down.

    `rows` names, by dotted path, the function of the room that returns the
    records behind a number: (scope, first, count) -> list of Row. They are shown
    to everybody unless the indicator is not public. Of one that counts people, small
    numbers are not published (`smallness`). `counts` names a function
    (unit, since, until) -> Parts where records are counted when asked (people on a
    list, documents of a register); without it the records were counted as facts.
    A share may name `numerator` and `denominator`, each as indicator[breakdown]; without them
    it is known only where somebody stated it.
    """

    code: str
    label: Words
    unit_of_count: Words
    breakdowns: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)
    rows: str = ""
    is_public: bool = True
    counts: str = ""
    counts_people: bool = False
    gathers: Gathering = Gathering.SUM
    numerator: str = ""
    denominator: str = ""

    @cached_property
    def counts_of_records(self) -> Counts | None:
        """Return the function that counts the records when asked; None where facts do."""
        return cast(Counts, import_string(self.counts)) if self.counts else None

    @cached_property
    def rows_behind(self) -> Rows | None:
        """Return the function that lists the records; None when they are not ours to list."""
        return cast(Rows, import_string(self.rows)) if self.rows else None

    def check(self, breakdown: Mapping[str, str]) -> None:
        """Refuse a pair that was not registered."""
        for key, value in breakdown.items():
            if value not in self.breakdowns.get(key, {}):
                raise UnknownBreakdown(f"{self.code}: {key}={value}")

    def has(self, breakdown: Mapping[str, str]) -> bool:
        """Say whether every pair was registered."""
        return all(value in self.breakdowns.get(key, {}) for key, value in breakdown.items())

    def words_of(self, breakdown: Mapping[str, str]) -> list[str]:
        """Say a breakdown in words, one per pair."""
        self.check(breakdown)
        return [str(self.breakdowns[key][value]) for key, value in sorted(breakdown.items())]


_registered: dict[str, Indicator] = {}


def register(indicator: Indicator) -> None:
    """Make an indicator known; the same one may come twice, another under its code may not."""
    if _registered.setdefault(indicator.code, indicator) != indicator:
        raise CodeTaken(indicator.code)


def get(code: str) -> Indicator:
    """Return a registered indicator, or one that officers named, or raise UnknownIndicator."""
    try:
        return several([code])[code]
    except KeyError:
        raise UnknownIndicator(code) from None


def several(codes: Iterable[str]) -> dict[str, Indicator]:
    """Find indicators by code, with one query at most; unknown ones are left out."""
    asked = set(codes)
    found = {code: _registered[code] for code in asked & _registered.keys()}
    own = asked - found.keys()
    return {**found, **_own(own)} if own else found


def known() -> list[Indicator]:
    """List all indicators by code, those of officers too, in one query."""
    every = {**_own(None), **_registered}
    return [every[code] for code in sorted(every)]


def is_registered(code: str) -> bool:
    """Say whether a room has the code."""
    return code in _registered


def _own(codes: set[str] | None) -> dict[str, Indicator]:
    found: dict[str, Indicator] = import_string(f"{_OWN}.find")(codes)
    return found
