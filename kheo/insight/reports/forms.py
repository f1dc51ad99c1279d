"""The months that a reader wants a report for."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_FORMS = ["%m/%Y", "%Y-%m"]
_WRONG = _("Tháng phải viết như 06/2013.")


class PeriodForm(forms.Form):
    """From month to month, both included."""

    tu = forms.DateField(
        label=_("Từ tháng"), input_formats=_FORMS, error_messages={"invalid": _WRONG}
    )
    den = forms.DateField(
        label=_("Đến tháng"), input_formats=_FORMS, error_messages={"invalid": _WRONG}
    )

    def __init__(self, query: Any, *, since: date, until: date) -> None:
        usual = {"tu": f"{since:%m/%Y}", "den": f"{until:%m/%Y}"}
        super().__init__({name: query.get(name) or value for name, value in usual.items()})
        for field in self.fields.values():
            field.widget.attrs["inputmode"] = "numeric"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        if data.get("tu") and data.get("den") and data["den"] < data["tu"]:
            raise ValidationError({"den": _("Tháng cuối phải sau tháng đầu.")})
        return data
