"""What the records of the rooms say of many indicators at once, by level and breakdown.

One statement reads all facts; indicators that are counted when asked add one each.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from kheo.foundation.figures import breakdowns, indicators
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.indicators import Parts, Scope
from kheo.foundation.figures.queries import ALL_LEVELS, reading
from kheo.foundation.units.models import Unit


class Records:
    """The numbers that records give for some indicators, a unit's subtree and a window."""

    def __init__(self, parts: Mapping[str, Parts]) -> None:
        self._parts = parts

    def has(self, indicator: str, level: str) -> bool:
        """Say whether there is any record of it at a level; then what is not there is 0."""
        return any(_at(level, found) for _pairs, found in self._parts.get(indicator, {}))

    def number(self, address: Address) -> Decimal:
        """Sum the records that an address means."""
        asked = address.pairs.items()
        return sum(
            (
                value
                for (written, level), value in self._parts.get(address.indicator, {}).items()
                if _at(address.level, level) and asked <= breakdowns.read(written).items()
            ),
            Decimal(0),
        )


def records(codes: Iterable[str], unit: Unit, since: date, until: date) -> Records:
    """Read what records say of some indicators over [since, until), months that it touches."""
    wanted = [indicators.get(code) for code in sorted(set(codes))]
    parts: dict[str, Parts] = {}
    for one in wanted:
        if one.counts_of_records:
            parts[one.code] = one.counts_of_records(unit, since, until)
    facts = [one.code for one in wanted if not one.counts]
    return Records({**parts, **(_facts(facts, unit, since, until) if facts else {})})


def total(scope: Scope) -> Decimal:
    """Count the records that a scope means."""
    found = records([scope.indicator], scope.unit, scope.since, scope.until)
    written = breakdowns.write(scope.breakdown)
    return found.number(Address(scope.indicator, written, scope.level or ALL_LEVELS))


def _at(asked: str, level: str) -> bool:
    return asked in (ALL_LEVELS, level)


def _facts(codes: list[str], unit: Unit, since: date, until: date) -> dict[str, Parts]:
    parts: dict[str, dict[tuple[str, str], Decimal]] = defaultdict(dict)
    for row in reading.sums(codes, [unit.pk], since, until):
        parts[row.indicator][row.breakdown, row.level] = row.value
    return dict(parts)
