"""The figures of a report as a workbook: what, of whom, how much, when, from where; the checks."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from kheo.foundation.addresses import absolute
from kheo.foundation.documents import paper
from kheo.foundation.sheets import ACTS
from kheo.insight.reports.filled import Built, Figure
from kheo.insight.reports.filling import source

HEADS = ("TT", "Đơn vị", "Chỉ tiêu", "Số liệu", "Đơn vị tính", "Thời kỳ", "Nguồn", "Mã số liệu")
WIDTHS = (6, 26, 60, 14, 16, 24, 60, 44)
_YELLOW = PatternFill("solid", fgColor="FFFF00")


def render(built: Built) -> bytes:
    """Return the workbook; numbers stay numbers, each links to its source."""
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title = "Khéo", built.title
    _figures(book, built)
    _checks(book, built)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _figures(book: Workbook, built: Built) -> None:
    sheet = _sheet(book, "Số liệu", WIDTHS)
    sheet.append([_cell(sheet, built.title, bold=True)])
    sheet.append([])
    sheet.append([_cell(sheet, head, bold=True) for head in HEADS])
    for number, figure in enumerate(built.figures, 1):
        sheet.append(_row(sheet, number, figure))


def _row(sheet: WriteOnlyWorksheet, number: int, figure: Figure) -> list[Any]:
    value = _cell(sheet, figure.known.value.normalize() if figure.known else figure.text)
    value.number_format = "#,##0.####" if figure.known and figure.known.value % 1 else "#,##0"
    if figure.known is None:
        value.fill = _YELLOW
    elif figure.url:
        value.hyperlink = absolute(figure.url)
    return [
        _cell(sheet, number), _cell(sheet, figure.unit.full_name if figure.unit else ""),
        _cell(sheet, figure.label), value, _cell(sheet, figure.unit_of_count),
        _cell(sheet, figure.period), _cell(sheet, source(figure)),
        _cell(sheet, str(figure.address)),
    ]  # fmt: skip


def _checks(book: Workbook, built: Built) -> None:
    sheet = _sheet(book, "Soát số liệu", (16, 60, 60))
    sheet.append([_cell(sheet, head, bold=True) for head in ("Kết quả", "Phép tính", "Số liệu")])
    said: Iterable[tuple[str, Sequence[Any]]] = (
        ("Không khớp", built.wrong), ("Chưa đủ số liệu", built.untold), ("Khớp", built.right),
    )  # fmt: skip
    for name, checks in said:
        for one in checks:
            words = (name, one.finding.title, one.finding.arithmetic)
            sheet.append([_cell(sheet, word) for word in words])


def _sheet(book: Workbook, title: str, widths: Sequence[int]) -> WriteOnlyWorksheet:
    sheet = book.create_sheet(title)
    for letter, width in zip("ABCDEFGH", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    assert isinstance(sheet, WriteOnlyWorksheet)
    return sheet


def _cell(sheet: WriteOnlyWorksheet, value: Any, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str) and value.startswith(ACTS):
        cell.data_type = "s"
    cell.font = Font(name=paper.FONT, size=12, bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str) and not bold)
    return cell
