"""Reads a table that an officer pasted: which columns may be public, which are refused by name."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path

from django.conf import settings

from kheo.foundation import tongues
from kheo.foundation.clock.reading import Fields
from kheo.foundation.vietnamese.text import clean, words

FILE = "named_people.yaml"
NAME, VILLAGE, RESULT = "name", "village", "result"
KEPT = (NAME, VILLAGE, RESULT)


@dataclass(frozen=True)
class Kept:
    """A column that exists."""

    key: str
    vi: str
    en: str
    headings: tuple[str, ...]

    @property
    def label(self) -> str:
        return tongues.pick(self.vi, self.en)


@dataclass(frozen=True)
class Refusal:
    """A column that nobody may publish."""

    code: str
    vi: str
    en: str
    headings: tuple[str, ...]

    @property
    def label(self) -> str:
        return tongues.pick(self.vi, self.en)


@dataclass(frozen=True)
class Book:
    """What the law file says."""

    kept: Mapping[str, Kept]
    refused: tuple[Refusal, ...]
    most_rows: int
    rows_a_page: int


@cache
def book(law_dir: Path | None = None) -> Book:
    """Read the file once; a broken one raises BrokenRuleFile."""
    path = Path(law_dir or settings.LAW_DIR) / FILE
    file = Fields.read(path)
    keep, custom = file.inner("keep"), file.inner("custom")
    keep.only(KEPT)
    return Book(
        kept={key: _kept(key, keep.inner(key)) for key in KEPT},
        refused=tuple(
            Refusal(row.text("code"), row.text("vi"), row.text("en"), _headings(row))
            for row in file.rows("refuse")
        ),
        most_rows=custom.whole("most_rows"),
        rows_a_page=custom.whole("rows_a_page"),
    )


def _kept(key: str, row: Fields) -> Kept:
    return Kept(key, row.text("vi"), row.text("en"), _headings(row))


def _headings(row: Fields) -> tuple[str, ...]:
    return tuple(map(str, row.items("headings")))


@dataclass(frozen=True)
class Column:
    """One column as it was pasted: its heading, what it may become, or why it may not."""

    heading: str
    proposed: str
    refusal: Refusal | None


@dataclass(frozen=True)
class Table:
    """What was pasted: the columns, and the lines below them."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def read(text: str) -> Table:
    """Read what was copied from Excel or a CSV file; the first line names the columns."""
    lines = [row for row in _parsed(text) if any(row)]
    if not lines:
        return Table((), ())
    width = max(map(len, lines))
    heading, *rows = [row + [""] * (width - len(row)) for row in lines]
    return Table(_columns(heading), tuple(map(tuple, rows)))


def _parsed(text: str) -> list[list[str]]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    first = text.lstrip("\n").partition("\n")[0]
    delimiter = max("\t;,|", key=first.count)
    read = csv.reader(StringIO(text), delimiter=delimiter)
    return [[" ".join(clean(cell).split()) for cell in row] for row in read]


def _columns(heading: list[str]) -> tuple[Column, ...]:
    taken: set[str] = set()
    columns = []
    for written in heading:
        refusal = refused(written)
        proposed = "" if refusal else _proposed(written, taken)
        taken.add(proposed)
        columns.append(Column(written, proposed, refusal))
    return tuple(columns)


def refused(heading: str) -> Refusal | None:
    """Say why a heading may not be published; None where it may."""
    said = _said(heading)
    return next((one for one in book().refused if _names(said, one.headings)), None)


def _proposed(heading: str, taken: set[str]) -> str:
    said = _said(heading)
    fitting = (one.key for one in book().kept.values() if _names(said, one.headings))
    return next((key for key in fitting if key not in taken), "")


def _said(heading: str) -> str:
    return f" {' '.join(words(heading))} "


def _names(said: str, headings: tuple[str, ...]) -> bool:
    return any(f" {one} " in said for one in headings)
