"""Reads the inspectorate's tables from data: headings over headings, and what each cell counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from kheo.foundation import tongues
from kheo.foundation.figures.ledgers import Ledger
from kheo.oversee.complaints import queries as complaints
from kheo.oversee.denunciations import queries as denunciations
from kheo.oversee.petitions import queries as petitions
from kheo.oversee.receptions import queries as receptions

DATA = Path(__file__).parent / "data" / "tables.yaml"
LEDGERS: Mapping[str, Ledger] = {
    ledger.key: ledger
    for ledger in (
        receptions.VISITS,
        receptions.SEALED_VISITS,
        receptions.MATTERS,
        receptions.SEALED_MATTERS,
        receptions.SESSIONS,
        petitions.PETITIONS,
        complaints.COMPLAINTS,
        complaints.EXECUTIONS,
        denunciations.CASES,
    )
}


@dataclass(frozen=True)
class Named:
    """Words in both languages."""

    vi: str
    en: str

    @property
    def label(self) -> str:
        return tongues.pick(self.vi, self.en)


@dataclass(frozen=True)
class Part:
    """One number that a cell adds up."""

    ledger: str
    tally: str

    @property
    def is_sealed(self) -> bool:
        return LEDGERS[self.ledger].is_sealed


@dataclass(frozen=True)
class Leaf:
    """A column of numbers; `number` is its place in the table, `above` the headings over it."""

    number: int
    name: Named
    above: tuple[Named, ...]
    parts: tuple[Part, ...]
    is_money: bool = False

    @property
    def label(self) -> str:
        return " / ".join(name.label for name in (*self.above, self.name))

    @property
    def open_parts(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.is_sealed)

    @property
    def sealed_parts(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.is_sealed)


@dataclass(frozen=True)
class Heading:
    """A cell of the head of the table: from which column, over how many columns and rows."""

    name: Named
    first: int
    columns: int
    rows: int

    @property
    def label(self) -> str:
        return self.name.label


@dataclass(frozen=True)
class Table:
    """One form of the circular."""

    key: str
    form: str
    name: Named
    confidence: str
    leaves: tuple[Leaf, ...]
    missing: Named | None

    @property
    def label(self) -> str:
        return self.name.label

    @cached_property
    def ledgers(self) -> frozenset[str]:
        return frozenset(part.ledger for leaf in self.leaves for part in leaf.parts)

    @cached_property
    def has_sealed(self) -> bool:
        return any(LEDGERS[key].is_sealed for key in self.ledgers)

    @cached_property
    def depth(self) -> int:
        return max(len(leaf.above) for leaf in self.leaves) + 1

    @cached_property
    def head(self) -> tuple[tuple[Heading, ...], ...]:
        """Give the rows of the head, from the top; a heading without children reaches down."""
        return tuple(tuple(self._row(level)) for level in range(self.depth))

    def _row(self, level: int) -> Iterator[Heading]:
        before: tuple[Named, ...] = ()
        at, width = 0, 0
        for leaf in self.leaves:
            chain = (*leaf.above, leaf.name)[: level + 1]
            if len(leaf.above) > level and chain == before:
                width += 1
                continue
            if before:
                yield Heading(before[-1], at, width, 1)
            before, at, width = (), leaf.number, 1
            if len(leaf.above) > level:
                before = chain
            elif len(leaf.above) == level:
                yield Heading(leaf.name, leaf.number, 1, self.depth - level)
        if before:
            yield Heading(before[-1], at, width, 1)


@dataclass(frozen=True)
class Forms:
    """Everything in the file."""

    basis: str
    unchecked: Named
    windows: tuple[str, ...]
    parts: tuple[str, ...]
    paper: Mapping[str, str]
    ledgers: Mapping[str, Named]
    tables: Mapping[str, Table]


@cache
def forms() -> Forms:
    """Read the file once."""
    read = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    tables = [_table(entry) for entry in read["tables"]]
    return Forms(
        basis=read["basis"],
        unchecked=_named(read["unchecked"]),
        windows=tuple(read["windows"]),
        parts=tuple(read["parts"]),
        paper=read["paper"],
        ledgers={key: _named(entry) for key, entry in read["ledgers"].items()},
        tables={table.key: table for table in tables},
    )


def _table(entry: dict[str, Any]) -> Table:
    leaves = tuple(
        Leaf(number, name, above, parts, is_money)
        for number, (name, above, parts, is_money) in enumerate(_leaves(entry["columns"], ()), 1)
    )
    missing = entry.get("missing")
    return Table(
        key=entry["key"],
        form=entry["form"],
        name=_named(entry),
        confidence=entry["confidence"],
        leaves=leaves,
        missing=_named(missing) if missing else None,
    )


def _leaves(
    columns: list[dict[str, Any]], above: tuple[Named, ...]
) -> Iterator[tuple[Named, tuple[Named, ...], tuple[Part, ...], bool]]:
    for column in columns:
        name = _named(column)
        if "columns" in column:
            yield from _leaves(column["columns"], (*above, name))
        else:
            parts = tuple(Part(*text.split(".", 1)) for text in column["count"])
            yield name, above, parts, bool(column.get("money"))


def _named(entry: Mapping[str, str]) -> Named:
    return Named(entry["vi"], entry["en"])
