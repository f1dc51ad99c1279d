"""What officers type about targets: one at a time, or one number for many communes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.fields.days import Day
from kheo.foundation.fields.sending import NamedForm
from kheo.foundation.fields.words import Words
from kheo.foundation.figures.addresses import Address
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import numbers, text
from kheo.insight.returns.models import Cell
from kheo.insight.targets import catalogue
from kheo.insight.targets.models import LONGEST_BASIS, LONGEST_REASON, Target
from kheo.insight.targets.services import Plan

MOST_DECIMALS = 4
MOST = Decimal(10) ** 15


class Amount(Words):
    """A number as Vietnamese people write it: 1.190; 96,4; 95%."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("missing", gettext_lazy("Xin ghi một số, ví dụ 1.190 hay 96,4."))
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=40, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        return amount(typed) if typed else None

    def prepare_value(self, value: Any) -> Any:
        return numbers.write(value.normalize()) if isinstance(value, Decimal) else value


def amount(typed: str) -> Decimal:
    """Read a number; raises ValidationError with a sentence."""
    try:
        found = numbers.parse(typed).value
    except numbers.Malformed as wrong:
        raise forms.ValidationError(str(wrong)) from wrong
    exponent = found.normalize().as_tuple().exponent
    if not 0 <= found < MOST or not isinstance(exponent, int) or -exponent > MOST_DECIMALS:
        raise forms.ValidationError(
            _("Mức giao phải từ 0 trở lên, không quá dài và không quá bốn chữ số sau dấu phẩy.")
        )
    return found


class NumberForm(NamedForm):
    """Which number, over which period, in which way; the grid and the single form share it."""

    ids = "target_%s"
    chi_so = forms.ChoiceField(
        label=gettext_lazy("Số liệu nào"),
        error_messages={"required": gettext_lazy("Xin chọn số liệu.")},
    )
    cap = forms.ChoiceField(
        label=gettext_lazy("Tính của cấp nào"), choices=Cell.Level.choices, initial="all"
    )
    tu = Day(label=gettext_lazy("Từ ngày"))
    den = Day(label=gettext_lazy("Đến ngày"), help_text=gettext_lazy("Ngày cuối cùng của kỳ."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chi_so"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Chọn số liệu")), *catalogue.choices()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("tu"), data.get("den")
        if since and until and until < since:
            self.add_error("den", _("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi."))
        return data

    @property
    def address(self) -> Address:
        return Address.parse(f"{self.cleaned_data['chi_so']}@{self.cleaned_data['cap']}")


class WayForm(NamedForm):
    """At least or at most, and by which document."""

    ids = "target_%s"
    huong = forms.ChoiceField(
        label=gettext_lazy("Phải đạt"),
        choices=Target.Aim.choices,
        widget=forms.RadioSelect,
        initial=Target.Aim.AT_LEAST,
    )
    can_cu = Words(
        label=gettext_lazy("Văn bản giao"),
        help_text=gettext_lazy("Số, ký hiệu như trong sổ văn bản. Ví dụ: 16-CTr/TU"),
        max_length=LONGEST_BASIS,
        missing=gettext_lazy("Xin ghi văn bản giao chỉ tiêu."),
    )

    def plan(self, number: NumberForm, document: OfficialDocument | None) -> Plan:
        """Put together what is asked."""
        data = self.cleaned_data
        return Plan(
            address=number.address,
            period_start=number.cleaned_data["tu"],
            period_end=number.cleaned_data["den"],
            aim=data["huong"],
            basis=data["can_cu"],
            document=document,
        )


class OneForm(WayForm):
    """The number of one unit."""

    don_vi = forms.ChoiceField(label=gettext_lazy("Đơn vị"))
    muc = Amount(label=gettext_lazy("Mức giao"))

    field_order = ("don_vi", "huong", "muc", "can_cu")

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        field = self.fields["don_vi"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, unit.full_name) for key, unit in self.units.items()]

    @property
    def unit(self) -> Unit:
        return self.units[self.cleaned_data["don_vi"]]


class ChangeForm(WayForm):
    """Another number for the same unit and period."""

    muc = Amount(label=gettext_lazy("Mức mới"))
    ly_do = Words(
        label=gettext_lazy("Vì sao đổi"),
        max_length=LONGEST_REASON,
        missing=gettext_lazy("Xin ghi vì sao đổi chỉ tiêu."),
        lines=2,
    )
    da_xem = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("huong", "muc", "can_cu", "ly_do", "da_xem")


class WithdrawForm(NamedForm):
    """Why a target is taken back."""

    ids = "withdraw_%s"
    ly_do = Words(
        label=gettext_lazy("Vì sao thôi giao"),
        max_length=LONGEST_REASON,
        missing=gettext_lazy("Xin ghi vì sao thôi giao chỉ tiêu."),
        lines=2,
    )


# --- Many communes ----------------------------------------------------------------------------


@dataclass
class Line:
    """One commune of the grid: what is typed, and what is wrong with it."""

    unit: Unit
    name: str
    typed: str
    error: str = ""


class Grid:
    """The numbers of many communes, typed in cells or pasted from a sheet; nothing typed is lost.

    A pasted line is a name and a number with a tab, a semicolon or spaces between them; it fills
    the cell of its commune. A cell left empty sets nothing.
    """

    def __init__(self, units: Sequence[Unit], data: Any = None, *, known: Any = None) -> None:
        known = known or {}
        self.pasted = text.clean(data.get("dan", "")) if data else ""
        self.wrong: list[str] = []
        self.lines = [Line(unit, f"x{unit.pk}", self._typed(unit, data, known)) for unit in units]
        self.numbers: dict[int, Decimal] = {}
        if data is not None:
            self._paste()
            self._read()

    @property
    def is_valid(self) -> bool:
        return not self.wrong and not any(line.error for line in self.lines)

    @staticmethod
    def _typed(unit: Unit, data: Any, known: Any) -> str:
        if data is not None:
            return text.clean(str(data.get(f"x{unit.pk}", "")))[:40]
        value = known.get(unit.pk)
        return numbers.write(value.normalize()) if value is not None else ""

    def _paste(self) -> None:
        names: dict[str, list[Line]] = {}
        for line in self.lines:
            for name in {text.fold(line.unit.full_name), text.fold(line.unit.name)}:
                names.setdefault(text.one_spelling(name), []).append(line)
        left = []
        for written in self.pasted.splitlines():
            name, number = _halves(written)
            if not name:
                continue
            found = names.get(text.one_spelling(text.fold(name)), [])
            if len(found) != 1:
                self.wrong.append(_why(written, len(found)))
                left.append(written)
            else:
                found[0].typed = number
        self.pasted = "\n".join(left)

    def _read(self) -> None:
        for line in self.lines:
            if not line.typed:
                continue
            try:
                self.numbers[line.unit.pk] = amount(line.typed)
            except forms.ValidationError as wrong:
                line.error = " ".join(wrong.messages)


def _halves(written: str) -> tuple[str, str]:
    """Cut a pasted line into name and number."""
    for sign in ("\t", ";", " "):
        name, found, number = written.strip().rpartition(sign)
        if found and name.strip():
            return " ".join(name.split()), number.strip()
    return " ".join(written.split()), ""


def _why(written: str, found: int) -> str:
    shown = " ".join(written.split())[:60]
    if found:
        return _("Dòng “%(line)s”: có nhiều nơi tên này, xin ghi cả “xã” hay “phường”.") % {
            "line": shown
        }
    return _("Dòng “%(line)s”: không thấy xã, phường nào tên này trong quyền của bạn.") % {
        "line": shown
    }


def period_of_year(today: date) -> dict[str, date]:
    """Offer the running year."""
    return {"tu": date(today.year, 1, 1), "den": date(today.year, 12, 31)}
