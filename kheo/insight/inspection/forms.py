"""Which window and unit the tables are asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kheo.foundation.units.models import Unit
from kheo.insight.inspection import periods
from kheo.insight.inspection.periods import Period

FIRST_YEAR, LAST_YEAR = 2015, 2100


class ReportForm(forms.Form):
    """A window, the year it ends in, and a unit that the officer reports for."""

    ky = forms.ChoiceField(label=_("Kỳ báo cáo"))
    nam = forms.IntegerField(
        label=_("Năm"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={"invalid": _("Năm phải viết bằng số, như 2026.")},
    )

    def __init__(self, query: Any, *, usual: Period) -> None:
        given = {"ky": usual.code, "nam": str(usual.year)}
        super().__init__({name: query.get(name) or value for name, value in given.items()})
        field = self.fields["ky"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = periods.choices()
        self.fields["nam"].widget.attrs["inputmode"] = "numeric"

    @property
    def period(self) -> Period:
        return periods.period(self.cleaned_data["ky"], self.cleaned_data["nam"])


class UnitForm(forms.Form):
    """One of the units of the window's last day."""

    def __init__(self, query: Any, *, units: list[Unit]) -> None:
        code = query.get("don-vi") or units[0].code
        super().__init__({"don-vi": code})
        self.units = {unit.code: unit for unit in units}
        self.fields["don-vi"] = forms.ChoiceField(
            label=_("Đơn vị"),
            choices=[(unit.code, unit.full_name) for unit in units],
            error_messages={"invalid_choice": _("Kỳ này không có đơn vị đó trong quyền của bạn.")},
        )

    @property
    def unit(self) -> Unit:
        return self.units[self.cleaned_data["don-vi"]]
