"""A small form with columns, a share and a row that skips one; and its workbook, to be spoilt."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from kheo.insight.returns.definition import Column, Definition, Row, Section
from kheo.insight.returns.excel import reading, template
from kheo.insight.returns.excel.reading import Reading
from kheo.insight.returns.excel.slip import Slip, fingerprint

ASKED = Definition(
    columns=(
        Column("tong", "Tổng số"),
        Column("xa", "Cấp xã", "convener=authority"),
        Column("tinh", "Cấp tỉnh", "convener=department_head"),
    ),
    sections=(
        Section(
            "doi_thoai",
            "I. Đối thoại",
            (
                Row("cuoc", "Cuộc đối thoại", "dialogues.held", help="Đếm cả cuộc đột xuất."),
                Row(
                    "chi_huy", "Người đứng đầu đối thoại", "dialogues.held",
                    breakdown="", level="commune", columns=("tong", "xa"), unit_of_count="người",
                ),
            ),
        ),
        Section(
            "thon_ban",
            "II. Thôn, bản",
            (
                Row(
                    "ty_le", "Tỷ lệ bí thư là trưởng bản", "villages.secretary_is_head_percent",
                    columns=("tong",), decimals=1, maximum=Decimal(100),
                ),
                Row(
                    "bien_dong", "Tăng, giảm", "villages.total", columns=("tong",),
                    minimum=Decimal(-50),
                ),
            ),
        ),
    ),
)  # fmt: skip
SLIP = Slip(
    form="doi-thoai", form_title="Biểu đối thoại", version=2, unit="7", unit_name="xã Ngọc Chiến",
    since=date(2026, 1, 1), until=date(2026, 6, 30), period="6 tháng đầu năm 2026",
    fingerprint=fingerprint(ASKED),
)  # fmt: skip
# Where the template puts them.
CUOC, CHI_HUY, TY_LE, BIEN_DONG = 8, 9, 11, 12


def written(values: dict[str, int] | None = None, **recorded: int) -> bytes:
    known = {key.replace("__", "."): Decimal(value) for key, value in recorded.items()}
    given = {key: Decimal(value) for key, value in (values or {}).items()}
    return template.write(SLIP, ASKED, values=given, recorded=known)


def changed(change: Callable[[Any], object], data: bytes | None = None) -> bytes:
    """Open the workbook, let somebody spoil its first sheet, and save it."""
    book = load_workbook(BytesIO(data or written()))
    change(book.worksheets[0])
    return saved(book)


def filled(**cells: Any) -> bytes:
    def fill(sheet: Any) -> None:
        for address, value in cells.items():
            sheet[address].value = value

    return changed(fill)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes, *, slip: Slip = SLIP, asked: Definition = ASKED) -> Reading:
    return reading.read(data, slip=slip, definition=asked)


def numbers(found: Reading) -> dict[str, str]:
    return {one.place: str(one.value) for one in found.values}


def problem(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Give address, words and readings of the only problem."""
    (one,) = read(data).problems
    return one.address, one.words, tuple(str(reading) for reading in one.readings)
