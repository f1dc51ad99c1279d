"""Reads a filled-in form cell by cell: a value that is sure, or a problem with its address.

Nothing is guessed and nothing is lost: what cannot be taken is said in one sentence, beside what
stands there and what it may mean.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel

from kheo.foundation.vietnamese import dates, numbers
from kheo.insight.returns import typed
from kheo.insight.returns.definition import Definition, Place
from kheo.insight.returns.excel import opening, sheets
from kheo.insight.returns.excel import slip as slips
from kheo.insight.returns.excel.opening import NotReadable
from kheo.insight.returns.excel.sheets import Book, Sheet, Stored
from kheo.insight.returns.excel.slip import Slip
from kheo.insight.returns.typed import Expected, Unclear

_MARK_WITHIN: Final = 60
_FEW: Final = 5


@dataclass(frozen=True)
class Value:
    """A number that was read, where it stood, and what the reader should know of it."""

    place: str
    address: str
    value: Decimal
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """A cell that was not taken: what stood there, why not, and what it may mean."""

    address: str
    place: str
    label: str
    found: str
    words: str
    readings: tuple[Decimal, ...] = ()


@dataclass
class Reading:
    """All that a workbook gave."""

    values: list[Value] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # What must be looked at before anything is accepted: the file was made for another period.
    warnings: list[str] = field(default_factory=list)


def read(data: bytes, *, slip: Slip, definition: Definition) -> Reading:
    """Read a workbook for the return that `slip` names; raise NotReadable."""
    reading = Reading()
    if opening.check(data):
        reading.notes.append(_("Tệp có macro: chỉ đọc số, không chạy macro."))
    book = sheets.read(data)
    _compare(_slip_of(book), slip, reading)
    form, at = _form(book)
    _say_other_sheets(book, form, reading)
    _Cells(form, at, definition, reading).read()
    return reading


# --- Is it ours? ------------------------------------------------------------------------------


def _slip_of(book: Book) -> Slip:
    for sheet in book.sheets:
        if sheet.title == slips.SHEET:
            rows = {row for row, _column in sheet.cells}
            found = Slip.read({sheet.text(row, 1): sheet.text(row, 2) for row in rows})
            if found:
                return found
    said = {name.removeprefix(slips.PREFIX): value for name, value in book.properties.items()}
    found = Slip.read(said)
    if found is None:
        raise NotReadable(
            _("Tệp này không phải tệp mẫu của biểu. Xin tải tệp mẫu, chép số vào rồi tải lên; hoặc "
              "chép cả khối số trong Excel rồi dán thẳng vào bảng trên trang này.")
        )  # fmt: skip
    return found


def _compare(file: Slip, wanted: Slip, reading: Reading) -> None:
    if file.form != wanted.form:
        raise NotReadable(
            _("Tệp này là của biểu “%(file)s”, không phải biểu “%(wanted)s”.")
            % {"file": file.form_title, "wanted": wanted.form_title}
        )
    if file.unit != wanted.unit:
        raise NotReadable(
            _("Tệp này là của %(file)s; bạn đang nhập cho %(wanted)s.")
            % {"file": file.unit_name, "wanted": wanted.unit_name}
        )
    if (file.since, file.until) != (wanted.since, wanted.until):
        reading.warnings.append(
            _("Tệp này lập cho kỳ %(file)s; bạn đang nhập kỳ %(wanted)s. Chỉ nhận nếu bạn đã thay "
              "hết số của kỳ cũ.") % {"file": file.period, "wanted": wanted.period}
        )  # fmt: skip
    if file.fingerprint != wanted.fingerprint:
        reading.notes.append(
            _("Tệp theo mẫu số %(file)d, nay biểu đã sang mẫu số %(wanted)d: ô nào còn thì giữ số.")
            % {"file": file.version, "wanted": wanted.version}
        )


def _form(book: Book) -> tuple[Sheet, int]:
    """Find the sheet with the form and the row that names its columns."""
    for sheet in book.sheets:
        for row in range(1, _MARK_WITHIN):
            if sheet.text(row, 1) == slips.MARK:
                return sheet, row
    raise NotReadable(
        _("Tệp mất cột ẩn A ghi mã dòng nên không biết số nào của dòng nào. Xin tải tệp mẫu mới.")
    )


def _say_other_sheets(book: Book, form: Sheet, reading: Reading) -> None:
    for sheet in book.sheets:
        if sheet is form or sheet.title == slips.SHEET or not sheet.cells:
            continue
        said = _("Trang tính ẩn “%(title)s” không được đọc.") if sheet.is_hidden else _(
            "Trang tính “%(title)s” không được đọc."
        )  # fmt: skip
        reading.notes.append(said % {"title": sheet.title})
    if form.is_hidden:
        reading.notes.append(_("Trang tính của biểu đang bị ẩn trong tệp, nhưng vẫn được đọc."))


# --- Cell by cell -----------------------------------------------------------------------------


class _Cells:
    """The cells of the form within its sheet."""

    def __init__(self, sheet: Sheet, at: int, definition: Definition, reading: Reading) -> None:
        self.sheet, self.places, self.reading = sheet, definition.places, reading
        columns = {column for row, column in sheet.cells if row == at and column > 1}
        self.columns = {column: sheet.text(at, column) for column in sorted(columns)}
        self.rows = {
            row: stored.text
            for (row, column), stored in sorted(sheet.cells.items())
            if column == 1 and row > at
        }
        self.merged = self._merged()

    def read(self) -> None:
        """Take each cell once; tell of those that stand outside."""
        twice = {key for key, times in Counter(self.rows.values()).items() if times > 1}
        for row, row_key in self.rows.items():
            for column, column_key in self.columns.items():
                stored = self.sheet.cells.get((row, column))
                if stored or (row, column) in self.merged:
                    self._take(row, column, f"{row_key}.{column_key}", stored, row_key in twice)
        self._say_strays()

    def _take(self, row: int, column: int, key: str, stored: Stored | None, is_twice: bool) -> None:
        address = f"{get_column_letter(column)}{row}"
        place = self.places.get(key)
        if place is None:
            if stored and stored.text:
                self._refuse(address, "", self._label(row), _shown(stored), _lost())
            return
        found = _shown(stored) if stored else ""
        try:
            self._refuse_position(row, column, is_twice)
            value, notes = _value(stored, place) if stored else (None, ())
            if value is not None:
                self._refuse_hidden(row, column, value)
                self.reading.values.append(Value(key, address, value, notes))
        except Unclear as unclear:
            words = str(unclear.args[0])
            self._refuse(address, key, place.label, found, words, unclear.readings)

    def _refuse(
        self, address: str, place: str, label: str, found: str, words: str,
        readings: tuple[Decimal, ...] = (),
    ) -> None:  # fmt: skip
        problem = Problem(address, place, label, found, words, readings)
        self.reading.problems.append(problem)

    def _refuse_position(self, row: int, column: int, is_twice: bool) -> None:
        if area := self.merged.get((row, column)):
            raise Unclear(
                _("Các ô %(area)s đã gộp làm một nên không biết số là của ô nào.") % {"area": area}
            )
        if is_twice:
            raise Unclear(_("Dòng này có hai lần trong tệp (có thể do chép dòng)."))

    def _refuse_hidden(self, row: int, column: int, value: Decimal) -> None:
        if row in self.sheet.hidden_rows:
            raise Unclear(_("Dòng %(row)d đang bị ẩn trong tệp.") % {"row": row}, (value,))
        if column in self.sheet.hidden_columns:
            letter = get_column_letter(column)
            raise Unclear(_("Cột %(column)s đang bị ẩn trong tệp.") % {"column": letter}, (value,))

    def _merged(self) -> dict[tuple[int, int], str]:
        """Name the merged area of each cell to be filled in that lies in one."""
        found = {}
        for top, left, bottom, right in self.sheet.merged:
            area = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
            for row in self.rows:
                if top <= row <= bottom:
                    inside = (column for column in self.columns if left <= column <= right)
                    found.update({(row, column): area for column in inside})
        return found

    def _label(self, row: int) -> str:
        """Say a row in the words that stand in the file."""
        words = (self.sheet.text(row, column) for column in range(2, min(self.columns, default=2)))
        return max(words, key=len, default="")

    def _say_strays(self) -> None:
        last = max(self.columns, default=0)
        strays = [
            stored.address
            for (row, column), stored in sorted(self.sheet.cells.items())
            if stored.kind == "number" and (column > last or self._is_below(row, column))
        ]
        if strays:
            shown = ", ".join(strays[:_FEW]) + ("…" if len(strays) > _FEW else "")
            self.reading.notes.append(
                _("Số ở các ô ngoài biểu không được đọc: %(cells)s.") % {"cells": shown}
            )

    def _is_below(self, row: int, column: int) -> bool:
        return row > min(self.rows, default=0) and row not in self.rows and column in self.columns


def _lost() -> str:
    return _("Biểu hiện nay không còn ô này.")


# --- One cell ---------------------------------------------------------------------------------


def _value(stored: Stored, place: Place) -> tuple[Decimal | None, tuple[str, ...]]:
    expected = Expected.of(place)
    if stored.kind == "text":
        return typed.read(stored.text, expected), _formula_note(stored)
    if stored.kind != "number":
        raise Unclear(_no_number(stored))
    value = _stored_number(stored.text)
    notes = list(_formula_note(stored))
    if stored.is_percent:
        value = _percent(value, expected)
        notes.append(_("ô định dạng phần trăm, đọc là %(value)s%%") % {"value": typed.write(value)})
    return _checked(value, expected), tuple(notes)


def _shown(stored: Stored) -> str:
    """Say what stands in a cell as people write it; in the file numbers have a dot."""
    if stored.kind != "number":
        return stored.text
    try:
        value = _stored_number(stored.text)
    except Unclear:
        return stored.text
    return f"{typed.write(value * 100)}%" if stored.is_percent else typed.write(value)


def _formula_note(stored: Stored) -> tuple[str, ...]:
    return (_("lấy kết quả của công thức"),) if stored.is_formula else ()


def _no_number(stored: Stored) -> str:
    if stored.kind == "error":
        return _("Ô báo lỗi %(error)s của Excel.") % {"error": stored.text}
    if stored.kind == "nothing":
        return _("Ô có công thức nhưng tệp không lưu kết quả. Xin mở bằng Excel, lưu lại.")
    if stored.kind == "truth":
        return _("Ô là giá trị đúng/sai, không phải số.")
    return _("Ô là ngày tháng%(day)s, không phải số.") % {"day": _day(stored.text)}


def _day(text: str) -> str:
    try:
        day = from_excel(float(text)) if text.replace(".", "").isdigit() else None
    except (ValueError, OverflowError):
        day = None
    return f" {dates.write_date(day.date())}" if isinstance(day, datetime) else ""


def _stored_number(text: str) -> Decimal:
    """Read what Excel stores in binary with the fifteen digits that it means."""
    value = Decimal(f"{float(text):.15g}")
    if not value.is_finite():
        raise Unclear(_("Số trong ô lớn quá, không đọc được."))
    return value


def _percent(value: Decimal, expected: Expected) -> Decimal:
    if not expected.is_percent:
        raise Unclear(
            _("Ô định dạng phần trăm (%(value)s%%); dòng này không tính theo %%.")
            % {"value": typed.write(value * 100)}
        )
    return value * 100


def _checked(value: Decimal, expected: Expected) -> Decimal:
    try:
        return expected.check(value, typed.write(value))
    except Unclear as unclear:
        if not unclear.readings:
            raise
        words = _(
            "Excel giữ số %(value)s: nếu bạn gõ dấu chấm ngăn hàng nghìn thì Excel đã hiểu là dấu "
            "thập phân."
        ) % {"value": numbers.write(value)}
        raise Unclear(words, unclear.readings) from unclear
