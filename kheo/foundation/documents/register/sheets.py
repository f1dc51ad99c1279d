"""Reads a list of documents from Excel or CSV into rows of named cells, as people make them.

Titles above the headings are skipped, merged cells give their value to each of their rows, and
every cell knows where it stands, so that a mistake can be shown at its place.
"""

import csv
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from kheo.foundation.documents import kinds
from kheo.foundation.vietnamese import dates, legacy, text

MOST_BYTES: Final = 4 * 1024 * 1024
MOST_UNPACKED: Final = 60 * 1024 * 1024
MOST_ROWS: Final = 2000
MOST_COLUMNS: Final = 40
HEADINGS_WITHIN: Final = 20
LONGEST_CELL: Final = 2000
NEEDED: Final = ("numbered", "issued_on", "title")
_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_BROKEN: Final = (
    InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError,
    OSError, SyntaxError, MemoryError, IndexError,
)  # fmt: skip


class SheetUnreadable(ValueError):
    """The sheet cannot be used; the message says what to change."""


@dataclass(frozen=True)
class Row:
    """One line of the sheet: where it stands, and its cells by the name of the field."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """The rows and the letter of each column, so that a mistake is told as "C12"."""

    rows: list[Row]
    letters: dict[str, str]

    def place(self, row: Row, name: str) -> str:
        return f"{self.letters.get(name, '')}{row.line}"


Grid = list[list[str]]


def read(data: bytes) -> Sheet:
    """Read a sheet; raise SheetUnreadable with a sentence."""
    if len(data) > MOST_BYTES:
        raise SheetUnreadable(_("Tệp lớn quá: xin tách thành nhiều tệp, mỗi tệp dưới 4 MB."))
    if data.startswith(_OLD_OFFICE):
        raise SheetUnreadable(_("Tệp Excel kiểu cũ hoặc có mật khẩu. Xin lưu lại thành .xlsx."))
    grid = _of_excel(data) if data.startswith(_ZIP) else _of_csv(data)
    return _named(grid)


def kept(sheet_data: bytes) -> bytes:
    """Write any sheet as Excel with plain cells, to wait for its confirmation."""
    grid = _of_excel(sheet_data) if sheet_data.startswith(_ZIP) else _of_csv(sheet_data)
    book = Workbook(write_only=True)
    page = book.create_sheet()
    for row in grid:
        page.append([f"'{cell}" if cell.startswith("=") else cell for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


# --- Excel ------------------------------------------------------------------------------------


def _of_excel(data: bytes) -> Grid:
    try:
        _refuse_bomb(data)
        book = load_workbook(BytesIO(data), data_only=True)
        page = book.worksheets[0]
        last = min(page.max_row, MOST_ROWS + HEADINGS_WITHIN + 1)
        wide = min(page.max_column, MOST_COLUMNS)
        grid = [
            [_written(cell) for cell in row]
            for row in page.iter_rows(max_row=last, max_col=wide, values_only=True)
        ]
        _spread(grid, page.merged_cells.ranges)
    except SheetUnreadable:
        raise
    except _BROKEN as broken:
        raise SheetUnreadable(_("Không mở được tệp này. Xin lưu lại thành .xlsx.")) from broken
    return grid


def _refuse_bomb(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
            raise SheetUnreadable(_("Bảng lớn quá: xin tách thành nhiều tệp."))


def _spread(grid: Grid, merged: Any) -> None:
    """Give the value of merged cells to each row that they cover, in their first column."""
    for area in merged:
        if area.min_row > len(grid):
            continue
        value = grid[area.min_row - 1][area.min_col - 1] if area.min_col <= MOST_COLUMNS else ""
        for row in grid[area.min_row : min(area.max_row, len(grid))]:
            if area.min_col <= len(row):
                row[area.min_col - 1] = value


def _written(value: Any) -> str:
    """Write a cell as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return dates.write_plain_date(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(text.clean(str(value)[:LONGEST_CELL]).split())


# --- CSV --------------------------------------------------------------------------------------


def _of_csv(data: bytes) -> Grid:
    try:
        words = legacy.to_unicode(data)
    except legacy.UnknownEncoding as unknown:
        raise SheetUnreadable(str(unknown)) from unknown
    if "\0" in words:
        raise SheetUnreadable(_("Đây không phải tệp Excel hay CSV."))
    first = words[:5000]
    separator = max(";\t,", key=first.count)
    try:
        rows = csv.reader(StringIO(words), delimiter=separator)
        return [[_written(cell) for cell in row[:MOST_COLUMNS]] for row in _few(rows)]
    except csv.Error as broken:
        raise SheetUnreadable(_("Không đọc được tệp CSV này.")) from broken


def _few(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    for at, row in enumerate(rows):
        if at > MOST_ROWS + HEADINGS_WITHIN:
            return
        yield row


# --- Columns ----------------------------------------------------------------------------------


def _named(grid: Grid) -> Sheet:
    at, names = _headings(grid)
    rows = [
        Row(line, {name: row[column] for column, name in names.items() if column < len(row)})
        for line, row in enumerate(grid[at + 1 :], start=at + 2)
    ]
    filled = [row for row in rows if row.cells.get("numbered") or row.cells.get("title")]
    if not filled:
        raise SheetUnreadable(_("Bảng chưa có dòng nào."))
    if len(filled) > MOST_ROWS:
        raise SheetUnreadable(
            _("Bảng có hơn %(most)s dòng, xin tách thành nhiều tệp.") % {"most": MOST_ROWS}
        )
    letters = {name: get_column_letter(column + 1) for column, name in names.items()}
    return Sheet(filled, letters)


def _headings(grid: Grid) -> tuple[int, dict[int, str]]:
    """Find the line of headings: the first that names all that is needed."""
    known = kinds.columns()
    for at, row in enumerate(grid[:HEADINGS_WITHIN]):
        names: dict[int, str] = {}
        for column, heading in enumerate(row):
            name = known.get(" ".join(text.words(heading)))
            if name and name not in names.values():
                names[column] = name
        if _is_enough(list(names.values())):
            return at, names
    raise SheetUnreadable(
        _("Không thấy dòng tiêu đề có đủ các cột: Số, ký hiệu; Ngày ban hành; Trích yếu.")
    )


def _is_enough(names: Sequence[str]) -> bool:
    return all(name in names for name in NEEDED)
