"""Hides small groups of people in published tables, so that no sum gives them back.

A cell of one to four people (law/local.yaml) is not told. Where a total and its other parts are
told, the missing part could be reckoned; so further cells are hidden until it cannot: in every sum
the hidden cells are several, hold enough people together, and no combination of sums fixes one.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from kheo.foundation.clock.reading import Fields
from kheo.foundation.figures import indicators

LOCAL = "local.yaml"
# Reckoning is done in whole numbers below a prime: exact, and no number grows.
PRIME = 2_147_483_647
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Sum:
    """A published total and the cells that add up to it."""

    total: Hashable
    parts: tuple[Hashable, ...]

    @property
    def cells(self) -> tuple[Hashable, ...]:
        return (*self.parts, self.total)


@cache
def smallest_group(law_dir: Path | None = None) -> int:
    """Return how many people a published number must count at least."""
    path = (law_dir or settings.LAW_DIR) / LOCAL
    return Fields.read(path).inner("publication").whole("smallest_group")


def is_small(value: Decimal | int, least: int | None = None) -> bool:
    """Say whether a number of people is too small to be told; nobody at all is no group."""
    return 0 < value < (smallest_group() if least is None else least)


def is_told(indicator: str, value: Decimal | int) -> bool:
    """Say whether one number of an indicator, told alone, may be published."""
    return not (indicators.get(indicator).counts_people and is_small(value))


def publish(
    cells: Mapping[Key, Decimal], sums: Iterable[Sum] = (), least: int | None = None
) -> dict[Key, Decimal | None]:
    """Give each cell as it may be published, None where it is hidden.

    `sums` are all the relations a reader knows of; cells that they name and the table does not
    have count as 0. The same table is always hidden in the same way.
    """
    least = smallest_group() if least is None else least
    table = _Table(cells, tuple(sums), least)
    table.hide_enough()
    return {key: None if key in table.hidden else value for key, value in cells.items()}


def with_total(
    parts: Mapping[Key, Decimal], total: Decimal, least: int | None = None
) -> tuple[dict[Key, Decimal | None], Decimal | None]:
    """Give one row of parts and their total as they may be published."""
    told = publish({**parts, _TOTAL: total}, [Sum(_TOTAL, tuple(parts))], least)
    return {key: told[key] for key in parts}, told[_TOTAL]


class _Total:
    """The key of a total that has no name of its own."""

    def __repr__(self) -> str:
        return "total"


_TOTAL = _Total()


class _Table:
    """Cells, the sums over them, and which cells are hidden so far."""

    def __init__(self, cells: Mapping[Key, Decimal], sums: Sequence[Sum], least: int) -> None:
        self.cells: dict[Hashable, Decimal] = dict(cells.items())
        self.sums, self.least = sums, least
        self.order = {key: at for at, key in enumerate(self.cells)}
        self.hidden = {key for key, value in self.cells.items() if is_small(value, least)}

    def hide_enough(self) -> None:
        """Hide further cells until nothing gives a hidden one back; each round hides one more."""
        while self.hidden and (open_sum := self._open()) is not None:
            self._hide_one(open_sum)

    def _open(self) -> Sum | None:
        """Find a sum that must hold one more hidden cell; None where all is hidden or safe."""
        mendable = [one for one in self.sums if self._shown(one) and self._in(one, self.hidden)]
        for one in mendable:
            if self._gives_away(one):
                return one
        told = self._fixed()
        near = (one for one in mendable if self._in(one, told))
        return next(near, mendable[0] if told and mendable else None)

    def _gives_away(self, one: Sum) -> bool:
        """Say whether a sum alone tells too much of its hidden cells."""
        hidden = self._in(one, self.hidden)
        if len(hidden) == 1:
            return True
        together = sum(self.cells[cell] for cell in hidden)
        return one.total not in self.hidden and together < self.least

    def _shown(self, one: Sum) -> list[Hashable]:
        return [cell for cell in one.cells if cell in self.cells and cell not in self.hidden]

    def _in(self, one: Sum, wanted: set[Hashable]) -> list[Hashable]:
        return [cell for cell in one.cells if cell in wanted]

    def _hide_one(self, one: Sum) -> None:
        """Hide the cell of least use: a part before the total, people before none, few first."""

        def use(cell: Hashable) -> tuple[object, ...]:
            value = self.cells[cell]
            return cell == one.total, not value, value, self.order[cell]

        self.hidden.add(min(self._shown(one), key=use))

    def _fixed(self) -> set[Hashable]:
        """Find the hidden cells whose value all sums together still fix."""
        columns = {cell: self.order[cell] for cell in self.hidden}
        rows = [
            {columns[cell]: (-1 if cell == one.total else 1) % PRIME for cell in hidden}
            for one in self.sums
            if (hidden := self._in(one, self.hidden))
        ]
        fixed = {pivot for pivot, row in _reduced(rows).items() if len(row) == 1}
        return {cell for cell, at in columns.items() if at in fixed}


def _reduced(rows: Iterable[dict[int, int]]) -> dict[int, dict[int, int]]:
    """Solve the sums as far as they go: pivot -> its row in terms of the free unknowns."""
    solved: dict[int, dict[int, int]] = {}
    for row in rows:
        for pivot in [at for at in row if at in solved]:
            row = _less(row, solved[pivot], row[pivot])
        if not row:
            continue
        pivot = min(row)
        inverse = pow(row[pivot], -1, PRIME)
        row = {at: value * inverse % PRIME for at, value in row.items()}
        for other, known in solved.items():
            if pivot in known:
                solved[other] = _less(known, row, known[pivot])
        solved[pivot] = row
    return solved


def _less(row: Mapping[int, int], other: Mapping[int, int], times: int) -> dict[int, int]:
    found = {at: (row.get(at, 0) - times * other.get(at, 0)) % PRIME for at in {*row, *other}}
    return {at: value for at, value in found.items() if value}
