"""Keeps small numbers of denunciations from being read, or worked out from others (ADR 0021).

What is under the smallest count is never shown alone: as soon as one number of a sealed ledger is
small, every number of the same level (all units, or the total) is said as "dưới 5" or "từ 5 trở
lên" only. So no sum, no other table and no other window gives it away. A zero may be worked out; it
tells of nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kheo.oversee.denunciations import queries as denunciations

Numbers = Mapping[str, Decimal]


@dataclass(frozen=True)
class Mask:
    """Which levels of one sealed ledger are said in words."""

    rows: bool = False
    total: bool = False


OPEN, CLOSED = Mask(), Mask(rows=True, total=True)


def least() -> int:
    """Return the smallest count that may be told."""
    return denunciations.smallest_count()


def is_small(value: Decimal) -> bool:
    return 0 < value < least()


def decide(windows: Iterable[Iterable[Numbers]]) -> Mask:
    """Decide for one ledger; each window gives the numbers of its rows, by tally.

    A window that is part of the one shown counts as well: what is small there must not come out as
    the difference of two windows.
    """
    levels = [list(rows) for rows in windows]
    if not any(is_small(value) for rows in levels for row in rows for value in row.values()):
        return OPEN
    totals = [_added(rows) for rows in levels]
    small = any(is_small(value) for total in totals for value in total.values())
    tight = any(
        _tells(value, [row.get(name, Decimal(0)) for row in rows])
        for rows, total in zip(levels, totals, strict=True)
        for name, value in total.items()
    )
    return Mask(rows=True, total=small or tight)


def _added(rows: list[Numbers]) -> dict[str, Decimal]:
    total: dict[str, Decimal] = {}
    for row in rows:
        for name, value in row.items():
            total[name] = total.get(name, Decimal(0)) + value
    return total


def _tells(total: Decimal, values: list[Decimal]) -> bool:
    """Say whether a total fixes what is said in words: all at their highest, or at their lowest."""
    small = sum(1 for value in values if value < least())
    large = len(values) - small
    highest = large == 0 and total == small * (least() - 1)
    lowest = large > 0 and total == large * least()
    return total > 0 and (highest or lowest)
