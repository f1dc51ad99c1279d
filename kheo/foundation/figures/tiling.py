"""Chooses among overlapping periods those that together say most, none of them twice."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Tile:
    """What a source says over [since, until); a later one has a higher key."""

    since: date
    until: date
    value: Decimal
    source: str = ""
    key: int = 0

    @property
    def days(self) -> int:
        return (self.until - self.since).days


def tile(found: Iterable[Tile]) -> tuple[Tile, ...]:
    """Take the tiles that cover most days, with the fewest and so longest; of equals the latest."""
    ordered = sorted(found, key=lambda one: (one.until, one.since, one.key))
    if all(one.until <= after.since for one, after in zip(ordered, ordered[1:], strict=False)):
        return tuple(ordered)
    ends = [one.until for one in ordered]
    # best[n] is the best choice among the first n tiles: days, minus tiles, keys; and which.
    best: list[tuple[tuple[int, int, int], tuple[Tile, ...]]] = [((0, 0, 0), ())]
    for place, one in enumerate(ordered):
        (days, few, keys), before = best[bisect_right(ends, one.since, hi=place)]
        taken = (days + one.days, few - 1, keys + one.key), (*before, one)
        best.append(max(best[-1], taken, key=lambda choice: choice[0]))
    return best[-1][1]


def covers(tiles: Iterable[Tile], since: date, until: date) -> bool:
    """Say whether tiles leave no day of [since, until) open."""
    reached = since
    for one in sorted(tiles, key=lambda one: one.since):
        if one.since > reached:
            return False
        reached = max(reached, one.until)
    return reached >= until
