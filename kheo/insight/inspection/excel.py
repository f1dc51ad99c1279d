"""The tables as a workbook: official head, merged headings, numbers that stay numbers."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kheo.foundation.documents import paper
from kheo.foundation.sheets import ACTS
from kheo.insight.inspection import sheets
from kheo.insight.inspection.filled import Cell, Filled, Line, Report
from kheo.insight.inspection.tables import forms

_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
HEAD_AT = 7


def render(report: Report, *, today: date) -> bytes:
    """Return the tables as the bytes of a .xlsx file, one sheet each."""
    book = Workbook()
    for blank in book.worksheets:
        book.remove(blank)
    for filled in report.tables.values():
        sheet = book.create_sheet(filled.table.form.replace("/", "-"))
        _fill(sheet, report, filled, today)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, report: Report, filled: Filled, today: date) -> None:
    words = sheets.words(report, filled, today=today)
    width = len(filled.table.leaves) + 1
    _official(sheet, words, width)
    body = _head(sheet, filled)
    at = _lines(sheet, report, filled, body)
    at = _compared(sheet, filled, at)
    for note in words.notes:
        at += 1
        _put(sheet, at, 1, note, italic=True)
    _signatures(sheet, words, at + 2, width)
    _page(sheet, body, width)


def _official(sheet: Worksheet, words: sheets.Words, width: int) -> None:
    middle = max(2, width // 2)
    _across(sheet, 1, 1, middle, words.issuer, bold=True)
    _across(sheet, 1, middle + 1, width, paper.NATION, bold=True)
    _across(sheet, 2, 1, middle, words.form)
    _across(sheet, 2, middle + 1, width, paper.MOTTO, bold=True)
    _across(sheet, 4, 1, width, words.title, bold=True)
    _across(sheet, 5, 1, width, words.window, italic=True)


def _head(sheet: Worksheet, filled: Filled) -> int:
    """Draw the merged headings; return the row of the first line."""
    table = filled.table
    _block(sheet, HEAD_AT, 1, HEAD_AT + table.depth - 1, 1, _("Đơn vị"))
    for level, row in enumerate(table.head):
        for heading in row:
            top, left = HEAD_AT + level, heading.first + 1
            bottom, right = top + heading.rows - 1, left + heading.columns - 1
            _block(sheet, top, left, bottom, right, heading.label)
    numbers = HEAD_AT + table.depth
    for column in range(1, len(table.leaves) + 2):
        mark = "A" if column == 1 else str(column - 1)
        _put(sheet, numbers, column, mark, align=_MIDDLE, box=True, italic=True)
    return numbers + 1


def _lines(sheet: Worksheet, report: Report, filled: Filled, at: int) -> int:
    lines = [*filled.lines, *([filled.total] if report.is_whole else [])]
    for line in lines:
        is_total = line is filled.total
        _put(sheet, at, 1, sheets.name_of(line), bold=is_total, box=True)
        for column, cell in enumerate(line.cells, 2):
            _number(sheet, at, column, cell, report, filled, line, is_total)
        at += 1
    return at


def _number(
    sheet: Worksheet, at: int, column: int, cell: Cell, report: Report, filled: Filled,
    line: Line, is_total: bool,
) -> None:  # fmt: skip
    value: Any = cell.text if cell.value is None else cell.value
    put = _put(sheet, at, column, value, bold=is_total, box=True)
    put.number_format = "#,##0.##" if cell.value is not None and cell.value % 1 else "#,##0"
    if cell.opens:
        put.hyperlink = sheets.full_url(sheets.rows_url(report, filled, line, cell.leaf))


def _compared(sheet: Worksheet, filled: Filled, at: int) -> int:
    """Print the year before and the change, in number and in percent."""
    rows: list[tuple[str, Iterable[Any]]] = [
        (_("Cùng kỳ năm trước"), [_told(change.before) for change in filled.changes]),
        (_("Tăng, giảm (số)"), [
            change.difference_text if change.difference is None else change.difference
            for change in filled.changes
        ]),
        (_("Tăng, giảm (%)"), [change.share_text for change in filled.changes]),
    ]  # fmt: skip
    for name, values in rows:
        _put(sheet, at, 1, name, italic=True, box=True)
        for column, value in enumerate(values, 2):
            _put(sheet, at, column, value, italic=True, box=True).alignment = Alignment(
                horizontal="right"
            )
        at += 1
    return at


def _told(cell: Cell) -> Any:
    return cell.text if cell.value is None else cell.value


def _signatures(sheet: Worksheet, words: sheets.Words, at: int, width: int) -> None:
    middle, said = max(2, width // 2), forms().paper
    _across(sheet, at, middle + 1, width, f"{words.place}, {words.day}", italic=True)
    _across(sheet, at + 1, 1, middle, said["maker"], bold=True)
    _across(sheet, at + 1, middle + 1, width, said["signer"], bold=True)
    _across(sheet, at + 2, 1, middle, said["maker_note"], italic=True)
    _across(sheet, at + 2, middle + 1, width, said["signer_note"], italic=True)


def _page(sheet: Worksheet, body: int, width: int) -> None:
    sheet.freeze_panes = f"B{body}"
    sheet.column_dimensions["A"].width = 26
    for column in range(2, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 11
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEAD_AT}:{body - 1}"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.6, bottom=0.6)


def _block(sheet: Worksheet, top: int, left: int, bottom: int, right: int, text: str) -> None:
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            sheet.cell(row, column).border = _BOX
    _put(sheet, top, left, text, bold=True, align=_MIDDLE, box=True)
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def _across(sheet: Worksheet, at: int, left: int, right: int, text: str, **style: bool) -> None:
    _put(sheet, at, left, text, align=_MIDDLE, **style)
    if right > left:
        sheet.merge_cells(start_row=at, start_column=left, end_row=at, end_column=right)


def _put(
    sheet: Worksheet, at: int, column: int, value: Any, *, bold: bool = False,
    italic: bool = False, box: bool = False, align: Alignment | None = None,
) -> Any:  # fmt: skip
    cell: Any = sheet.cell(at, column)
    cell.value = value
    if isinstance(value, str) and value.startswith(ACTS):
        cell.data_type = "s"
    cell.font = Font(name=paper.FONT, size=12, bold=bold, italic=italic)
    if box:
        cell.border = _BOX
    if align:
        cell.alignment = align
    return cell
