"""Reads a report's words from data: sentences with places for figures, written by officers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kheo.foundation.figures.addresses import Address

DATA = Path(__file__).parent / "data"
LAYOUT = DATA / "nghi_dinh_30.docx"
_PLACE = re.compile(r"\{([^{}]*)\}")


class UnknownWord(ValueError):
    """A place in braces is neither a figure nor a word that reports know."""


@dataclass(frozen=True)
class Word:
    """A place for a name or date of the report: {đơn vị}."""

    name: str


WORDS = ("đơn vị", "tên riêng", "từ tháng", "đến tháng")
Text = tuple[str | Word | Address, ...]


@dataclass(frozen=True)
class Table:
    """Figures side by side."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True)
class Section:
    """A headed part of the report."""

    heading: str
    paragraphs: tuple[Text, ...]
    table: Table | None = None


@dataclass(frozen=True)
class Definition:
    """A report as officers wrote it, before any figure is filled in."""

    key: str
    since: date
    until: date
    kind: str
    subject: Text
    short_title: Text
    issuer: Text
    symbol: str
    signs_for: str
    signer: str
    recipients: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: Text
    is_public: bool = False

    def addresses(self) -> Iterator[Address]:
        """Yield every figure that the text asks for, once, in the order of the text."""
        texts = (text for section in self.sections for text in _texts(section))
        yield from dict.fromkeys(
            part for text in texts for part in text if isinstance(part, Address)
        )


@cache
def all_reports() -> Mapping[str, Definition]:
    """Return the reports of data/*.yaml by key."""
    read = (
        _definition(yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(DATA.glob("*.yaml"))
    )
    return {definition.key: definition for definition in read}


def parse(text: str) -> Text:
    """Split a sentence at its places; raises UnknownWord or MalformedAddress."""
    parts = _PLACE.split(text)
    return tuple(_place(part) if number % 2 else part for number, part in enumerate(parts) if part)


def _place(name: str) -> Word | Address:
    if "@" in name:
        return Address.parse(name)
    if name not in WORDS:
        raise UnknownWord(name)
    return Word(name)


def _definition(entry: dict[str, Any]) -> Definition:
    filled = ("subject", "short_title", "issuer", "closing")
    texts: dict[str, Any] = {name: parse(entry[name]) for name in filled}
    names = ("key", "since", "until", "kind", "symbol", "signs_for", "signer", "is_public")
    plain = {name: entry[name] for name in names}
    return Definition(
        **plain,
        **texts,
        recipients=tuple(entry["recipients"]),
        sections=tuple(_section(section) for section in entry["sections"]),
    )


def _section(entry: dict[str, Any]) -> Section:
    table = entry.get("table")
    return Section(
        heading=entry["heading"],
        paragraphs=tuple(parse(paragraph) for paragraph in entry["paragraphs"]),
        table=table and _table(table),
    )


def _table(entry: dict[str, Any]) -> Table:
    rows = tuple(tuple(parse(cell) for cell in row) for row in entry["rows"])
    return Table(entry["title"], tuple(entry["columns"]), rows)


def _texts(section: Section) -> Iterator[Text]:
    yield from section.paragraphs
    if section.table:
        for row in section.table.rows:
            yield from row
