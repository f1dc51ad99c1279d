"""What readers and officers are asked: months, a template's file, what to make a report of."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.sending import KeyedForm, NamedForm
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import dates
from kheo.insight.reports import safety
from kheo.insight.reports.errors import NotAWordFile
from kheo.insight.reports.periods import last_day
from kheo.insight.reports.queries import Choice

_FORMS = ["%m/%Y", "%Y-%m"]
_WRONG = gettext_lazy("Tháng phải viết như 06/2013.")
_WORD = ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _month(label: Any) -> forms.DateField:
    field = forms.DateField(label=label, input_formats=_FORMS, error_messages={"invalid": _WRONG})
    field.widget.attrs["inputmode"] = "numeric"
    return field


def _in_order(data: dict[str, Any]) -> None:
    if data.get("tu") and data.get("den") and data["den"] < data["tu"]:
        raise ValidationError({"den": _("Tháng cuối phải sau tháng đầu.")})


class PeriodForm(forms.Form):
    """From month to month, both included."""

    tu = _month(gettext_lazy("Từ tháng"))
    den = _month(gettext_lazy("Đến tháng"))

    def __init__(self, query: Any, *, since: date, until: date) -> None:
        usual = {"tu": f"{since:%m/%Y}", "den": f"{until:%m/%Y}"}
        super().__init__({name: query.get(name) or value for name, value in usual.items()})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        _in_order(data)
        return data


class WordFile(forms.FileField):
    """A .docx that may be a template; gives its bytes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = _WORD

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not file:
            return file
        content = file.read(safety.MOST_BYTES + 1)
        try:
            safety.check(content)
        except NotAWordFile as refused:
            raise ValidationError(str(refused)) from refused
        file.seek(0)
        return file


class TemplateForm(NamedForm):
    """A new template of an office."""

    title = forms.CharField(label=gettext_lazy("Tên mẫu"), max_length=200)
    unit = forms.ChoiceField(label=gettext_lazy("Dùng cho"))
    file = WordFile(label=gettext_lazy("Tệp Word (.docx)"))

    def __init__(self, *args: Any, choice: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in choice}
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(unit.code, unit.full_name) for unit in choice]


class VersionForm(NamedForm):
    """Another version of a template."""

    file = WordFile(label=gettext_lazy("Tệp Word đã sửa (.docx)"))
    note = forms.CharField(label=gettext_lazy("Đã sửa gì"), max_length=300, required=False)


class MakeForm(KeyedForm):
    """Which template, for whom, for which months."""

    mau = forms.ChoiceField(label=gettext_lazy("Mẫu"))
    don_vi = forms.ChoiceField(label=gettext_lazy("Đơn vị"))
    tu = _month(gettext_lazy("Từ tháng"))
    den = _month(gettext_lazy("Đến tháng"))

    def __init__(
        self, *args: Any, templates: list[Choice], choice: list[Unit], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.units = {unit.code: unit for unit in choice}
        for name, offered in (
            ("mau", [(one.key, one.title) for one in templates]),
            ("don_vi", [(unit.code, unit.full_name) for unit in choice]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered

    def clean_tu(self) -> date:
        since: date = self.cleaned_data["tu"]
        if since > self.today:
            raise ValidationError(_("Kỳ này chưa bắt đầu nên chưa có số liệu nào."))
        return since

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        _in_order(data)
        unit, until = self.units.get(data.get("don_vi", "")), data.get("den")
        if unit and until:
            _refuse_ended(unit, last_day(until), self.today)
        return data


def _refuse_ended(unit: Unit, until: date, today: date) -> None:
    """A unit that ended before the period did reports no more; name those that do."""
    if unit.valid_from and unit.valid_from > until:
        words = _("%(unit)s chỉ có từ ngày %(day)s. Xin chọn đơn vị của kỳ này.")
        day = dates.write_date(unit.valid_from)
        raise ValidationError({"don_vi": words % {"unit": unit.full_name, "day": day}})
    if unit.valid_to is None or unit.valid_to > until:
        return
    heirs = ", ".join(part.unit.full_name for part in units.successors(unit, on=today))
    words = _("%(unit)s đã kết thúc ngày %(day)s, trước khi hết kỳ. Xin chọn: %(heirs)s.")
    day = dates.write_date(unit.valid_to)
    told = {"unit": unit.full_name, "day": day, "heirs": heirs or "–"}
    raise ValidationError({"don_vi": words % told})
