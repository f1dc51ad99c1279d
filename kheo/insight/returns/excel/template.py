"""The form as a workbook: what was asked cannot be changed, what is known is filled in."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kheo.foundation.documents import paper
from kheo.foundation.sheets import ACTS
from kheo.insight.returns import typed
from kheo.insight.returns.definition import Definition, Place, Row
from kheo.insight.returns.excel import slip as slips
from kheo.insight.returns.excel.slip import Slip
from kheo.insight.returns.typed import Expected

KEYS_AT: Final = 5
HEADINGS_AT: Final = 6
NUMBER, LABEL, COUNTED, FIRST = 2, 3, 4, 5
_LINE: Final = Side(style="thin", color="999999")
_BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_MIDDLE: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT: Final = Alignment(vertical="center", wrap_text=True)
_RIGHT: Final = Alignment(horizontal="right", vertical="center")
_OPEN: Final = PatternFill("solid", fgColor="FFFDF1D3")
_RECORDED: Final = PatternFill("solid", fgColor="FFE4F1E5")
_CLOSED: Final = PatternFill("solid", fgColor="FFDDDDDD")
_HEAD: Final = PatternFill("solid", fgColor="FFE7EEF5")
_LARGEST: Final = 10**15


def write(
    slip: Slip, definition: Definition, *, values: Mapping[str, Decimal],
    recorded: Mapping[str, Decimal],
) -> bytes:  # fmt: skip
    """Write the workbook of a return; `recorded` are the cells that records know."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _("Biểu")
    _head(sheet, slip, definition)
    last = _rows(sheet, definition, {**recorded, **values}, recorded)
    _validate(sheet, definition)
    _protect(sheet, last, len(definition.columns))
    _remember(book, slip)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, slip: Slip, definition: Definition) -> None:
    width = FIRST + len(definition.columns) - 1
    for at, text, is_bold in (
        (1, slip.form_title, True),
        (2, slip.unit_name, False),
        (3, slip.period, False),
        (4, _how_to(), False),
    ):
        _put(sheet, at, NUMBER, text, bold=is_bold, align=_MIDDLE if at < 4 else _LEFT)
        sheet.merge_cells(start_row=at, start_column=NUMBER, end_row=at, end_column=width)
    sheet.row_dimensions[4].height = 50
    _put(sheet, KEYS_AT, 1, slips.MARK)
    heads = [_("TT"), _("Chỉ tiêu"), _("Đơn vị tính")]
    for at, text in enumerate(heads, NUMBER):
        _heading(sheet, at, text)
    for at, column in enumerate(definition.columns, FIRST):
        _put(sheet, KEYS_AT, at, column.key)
        _heading(sheet, at, column.label or _("Số liệu"))


def _how_to() -> str:
    return _(
        "Điền vào ô nền vàng; ô nền xanh đã lấy từ hồ sơ; ô nền xám không phải điền. Chỉ gõ chữ "
        "số: Excel tự ngăn hàng nghìn. Chưa có số thì để trống, đừng ghi 0. Rê chuột lên ô có dấu "
        "đỏ để đọc hướng dẫn. Điền xong, tải tệp này lên lại trang biểu số liệu."
    )


def _heading(sheet: Worksheet, column: int, text: str) -> None:
    put = _put(sheet, HEADINGS_AT, column, text, bold=True, align=_MIDDLE)
    put.fill, put.border = _HEAD, _BOX


def _rows(
    sheet: Worksheet, definition: Definition, values: Mapping[str, Decimal],
    recorded: Mapping[str, Decimal],
) -> int:  # fmt: skip
    at, number = HEADINGS_AT, 0
    width = FIRST + len(definition.columns) - 1
    for section in definition.sections:
        if section.title:
            at += 1
            _put(sheet, at, NUMBER, section.title, bold=True, align=_LEFT)
            sheet.merge_cells(start_row=at, start_column=NUMBER, end_row=at, end_column=width)
        for row in section.rows:
            at, number = at + 1, number + 1
            _row(sheet, at, number, row)
            for column_at, column in enumerate(definition.columns, FIRST):
                place = Place(row, column) if row.has(column.key) else None
                _cell(sheet, at, column_at, place, values, recorded)
    return at


def _row(sheet: Worksheet, at: int, number: int, row: Row) -> None:
    _put(sheet, at, 1, row.key)
    _put(sheet, at, NUMBER, number, align=_MIDDLE).border = _BOX
    label = _put(sheet, at, LABEL, row.label, align=_LEFT)
    label.border = _BOX
    if row.help:
        label.comment = Comment(row.help, "Khéo", width=320, height=60 + len(row.help) // 2)
    _put(sheet, at, COUNTED, typed.unit_of_row(row), align=_MIDDLE).border = _BOX


def _cell(
    sheet: Worksheet, at: int, column: int, place: Place | None, values: Mapping[str, Decimal],
    recorded: Mapping[str, Decimal],
) -> None:  # fmt: skip
    cell: Any = sheet.cell(at, column)
    cell.border, cell.alignment = _BOX, _RIGHT
    if place is None:
        cell.fill = _CLOSED
        return
    known = recorded.get(place.key)
    cell.value = values.get(place.key)
    cell.fill = _OPEN if known is None else _RECORDED
    cell.protection = Protection(locked=False)
    cell.font = Font(name=paper.FONT, size=12)
    cell.number_format = _format(place)


def _format(place: Place) -> str:
    """Group thousands; Excel shows dots and commas as the machine is set."""
    return "#,##0" + ("." + "#" * place.row.decimals if place.row.decimals else "")


def _validate(sheet: Worksheet, definition: Definition) -> None:
    """Let Excel itself refuse words and fractions while they are typed."""
    rules: dict[tuple[int, str, str], DataValidation] = {}
    for address, place in addresses(definition):
        expected = Expected.of(place)
        rule = (expected.decimals, _bound(place, expected), _most(place))
        if rule not in rules:
            rules[rule] = _validation(*rule)
            sheet.add_data_validation(rules[rule])
        rules[rule].add(address)


def addresses(definition: Definition) -> Iterator[tuple[str, Place]]:
    """Give each cell to be filled in and its address in the workbook as it is written."""
    at = HEADINGS_AT
    for section in definition.sections:
        at += bool(section.title)
        for row in section.rows:
            at += 1
            for column_at, column in enumerate(definition.columns, FIRST):
                if row.has(column.key):
                    yield f"{get_column_letter(column_at)}{at}", Place(row, column)


def _bound(place: Place, expected: Expected) -> str:
    if place.row.minimum is not None:
        return f"{place.row.minimum:f}"
    return str(-_LARGEST) if expected.may_be_negative else "0"


def _most(place: Place) -> str:
    return f"{place.row.maximum:f}" if place.row.maximum is not None else str(_LARGEST)


def _validation(decimals: int, least: str, most: str) -> DataValidation:
    rule = DataValidation(
        type="decimal" if decimals else "whole", operator="between", formula1=least, formula2=most
    )
    rule.allow_blank = rule.showErrorMessage = True
    rule.errorTitle = _("Số chưa đúng")
    rule.error = (
        _("Ô này nhận một số, không nhận chữ.") if decimals else _("Ô này chỉ nhận số nguyên.")
    )
    return rule


def _protect(sheet: Worksheet, last: int, columns: int) -> None:
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.column_dimensions["A"].hidden = True
    sheet.row_dimensions[KEYS_AT].hidden = True
    widths = defaultdict(lambda: 14, {NUMBER: 6, LABEL: 52, COUNTED: 14})
    for at in range(NUMBER, FIRST + columns):
        sheet.column_dimensions[get_column_letter(at)].width = widths[at]
    sheet.freeze_panes = f"{get_column_letter(FIRST)}{HEADINGS_AT + 1}"
    sheet.page_setup.orientation = "landscape" if columns > 3 else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEADINGS_AT}:{HEADINGS_AT}"
    sheet.print_area = f"B1:{get_column_letter(FIRST + columns - 1)}{last}"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.6, bottom=0.6)


def _remember(book: Any, slip: Slip) -> None:
    sheet = book.create_sheet(slips.SHEET)
    sheet.sheet_state = "veryHidden"
    for at, (name, value) in enumerate(slip.write().items(), 1):
        _put(sheet, at, 1, name)
        _put(sheet, at, 2, value)
        book.custom_doc_props.append(StringProperty(name=slips.PREFIX + name, value=value))


def _put(
    sheet: Worksheet, at: int, column: int, value: Any, *, bold: bool = False,
    align: Alignment | None = None,
) -> Any:  # fmt: skip
    cell: Any = sheet.cell(at, column)
    cell.value = value
    if isinstance(value, str) and value.startswith(ACTS):
        cell.data_type = "s"
    cell.font = Font(name=paper.FONT, size=12, bold=bold)
    if align:
        cell.alignment = align
    return cell
