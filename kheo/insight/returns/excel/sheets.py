"""Passes once over a sheet of a workbook and gives its cells as they are stored.

openpyxl opens the book, its words and its formats; its own reader of cells tells neither hidden
rows nor merged cells when it reads in constant memory, nor a formula together with its last value.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils import coordinate_to_tuple, get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from kheo.insight.returns.excel.opening import NotReadable

MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 200
LONGEST: Final = 200
_NS: Final = f"{{{SHEET_MAIN_NS}}}"
_BROKEN: Final = (
    InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError,
    OSError, SyntaxError, MemoryError, IndexError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True)
class Stored:
    """A cell that holds something: its place, its text as stored, and how it is to be read."""

    row: int
    column: int
    text: str
    kind: str  # number, text, error, truth, day, nothing
    is_formula: bool = False
    is_percent: bool = False

    @property
    def address(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass
class Sheet:
    """The cells of one sheet by row and column, and what is hidden or merged in it."""

    title: str
    is_hidden: bool
    cells: dict[tuple[int, int], Stored] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def text(self, row: int, column: int) -> str:
        found = self.cells.get((row, column))
        return found.text if found else ""


@dataclass(frozen=True)
class Book:
    """The sheets of a workbook and the properties that were written into it."""

    sheets: tuple[Sheet, ...]
    properties: dict[str, str]


def read(data: bytes) -> Book:
    """Read a workbook that passed `opening.check`; raise NotReadable."""
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            sheets = tuple(_sheet(book, sheet, archive) for sheet in book.worksheets)
        properties = {one.name: str(one.value) for one in _custom(book).props}
        book.close()
    except _BROKEN as broken:
        raise NotReadable(_("Không mở được tệp này. Xin mở bằng Excel và lưu lại.")) from broken
    return Book(sheets, properties)


def _custom(book: Any) -> Any:
    return book.custom_doc_props


def _sheet(book: Any, opened: Any, archive: zipfile.ZipFile) -> Sheet:
    sheet = Sheet(opened.title, opened.sheet_state != "visible")
    formats = _Formats(book)
    rows = 0
    with archive.open(opened._worksheet_path.lstrip("/")) as source:
        for _event, element in iterparse(source):
            if element.tag == f"{_NS}row":
                rows += 1
                _refuse_long(rows, sheet)
                _take_row(sheet, element, rows, formats, opened._shared_strings)
                element.clear()
            elif element.tag == f"{_NS}mergeCell":
                left, top, right, bottom = range_boundaries(element.get("ref", ""))
                sheet.merged.append((top or 1, left or 1, bottom or 1, right or 1))
            elif element.tag == f"{_NS}col" and element.get("hidden") in ("1", "true"):
                last = min(int(element.get("max", "0")), MOST_COLUMNS)
                sheet.hidden_columns.update(range(int(element.get("min", "1")), last + 1))
    return sheet


def _refuse_long(rows: int, sheet: Sheet) -> None:
    if rows > MOST_ROWS:
        raise NotReadable(
            _("Trang tính “%(sheet)s” có hơn %(most)d dòng. Xin tải tệp mẫu mới, chép số vào đúng "
              "ô rồi tải lên.") % {"sheet": sheet.title, "most": MOST_ROWS}
        )  # fmt: skip


def _take_row(sheet: Sheet, row: Any, at: int, formats: "_Formats", words: Any) -> None:
    number = int(row.get("r", at))
    if row.get("hidden") in ("1", "true"):
        sheet.hidden_rows.add(number)
    for stored in _cells(row, number, formats, words):
        if stored.column <= MOST_COLUMNS:
            sheet.cells[stored.row, stored.column] = stored


def _cells(row: Any, number: int, formats: "_Formats", words: Any) -> Iterator[Stored]:
    column = 0
    for cell in row:
        if cell.tag != f"{_NS}c":
            continue
        place = cell.get("r")
        column = coordinate_to_tuple(place)[1] if place else column + 1
        style = int(cell.get("s", "0"))
        is_formula = cell.find(f"{_NS}f") is not None
        text, kind = _content(cell, words)
        if kind == "number" and formats.is_day(style):
            kind = "day"
        if text or is_formula:
            yield Stored(number, column, text, kind, is_formula, formats.is_percent(style))


_KINDS: Final = {"n": "number", "e": "error", "b": "truth", "d": "day"}


def _content(cell: Element, words: Any) -> tuple[str, str]:
    """Give the words of a cell as they are stored, and what they are."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        text = "".join(part.text or "" for part in cell.iter(f"{_NS}t"))
        return text.strip()[:LONGEST], "text"
    value = (cell.findtext(f"{_NS}v") or "").strip()
    if not value:
        return "", "nothing"
    if kind == "s":
        return str(words[int(value)]).strip()[:LONGEST], "text"
    return value[:LONGEST], _KINDS.get(kind, "text")


class _Formats:
    """Which styles of a book show a day or a percentage."""

    def __init__(self, book: Any) -> None:
        self._days = book._date_formats | book._timedelta_formats
        self._percents = {
            style
            for style, cell in enumerate(book._cell_styles)
            if _shows_percent(book, cell.numFmtId)
        }

    def is_day(self, style: int) -> bool:
        return style in self._days

    def is_percent(self, style: int) -> bool:
        return style in self._percents


def _shows_percent(book: Any, number: int) -> bool:
    if number < 164:
        return number in (9, 10)
    form = book._number_formats[number - 164]
    return "%" in form and not is_date_format(form)
