"""What is typed into the draft of a form: a section, a column, a row, a rule.

Each carries the revision that its page was read at, so that the second of two officers is told.
"""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.words import Words
from kheo.foundation.figures import breakdowns
from kheo.foundation.figures.indicators import Indicator
from kheo.insight.returns import binding, drafting
from kheo.insight.returns.definition import (
    LONGEST_WORDS,
    MOST_DECIMALS,
    Column,
    Definition,
    Row,
    RuleText,
)
from kheo.insight.returns.models import Cell

LONGEST_LABEL = 300


class DraftForm(forms.Form):
    """A step on a draft as it was at a revision."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SectionForm(DraftForm):
    title = Words(
        label=gettext_lazy("Tên phần"),
        help_text=gettext_lazy("Ví dụ: I. Tuyên truyền, vận động"),
        missing=gettext_lazy("Xin ghi tên phần."),
        max_length=LONGEST_LABEL,
    )


class ColumnForm(DraftForm):
    label = Words(
        label=gettext_lazy("Tên cột"),
        help_text=gettext_lazy("Ví dụ: Tổng số; Trong đó: nữ"),
        missing=gettext_lazy("Xin ghi tên cột."),
        max_length=LONGEST_LABEL,
    )
    breakdown = forms.ChoiceField(
        label=gettext_lazy("Cột này chỉ đếm"),
        help_text=gettext_lazy("Chỉ dòng nào có cách chia này mới có cột này."),
        required=False,
    )
    unit_of_count = Words(
        label=gettext_lazy("Đơn vị tính riêng của cột"), max_length=60, required=False
    )

    def __init__(self, *args: Any, known: Iterable[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "breakdown", _pairs(known), gettext_lazy("Tất cả, không chia"))

    def column(self, key: str) -> Column:
        data = self.cleaned_data
        return Column(key, data["label"], data["breakdown"], data["unit_of_count"])


class RowForm(DraftForm):
    """A row; the choices follow the indicator that was picked and the columns that there are."""

    label = Words(
        label=gettext_lazy("Tên dòng"),
        missing=gettext_lazy("Xin ghi tên dòng."),
        max_length=LONGEST_LABEL,
    )
    section = forms.ChoiceField(label=gettext_lazy("Ở phần"))
    help = Words(
        label=gettext_lazy("Hướng dẫn cách tính"),
        max_length=LONGEST_WORDS,
        required=False,
        lines=3,
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Đếm việc của cấp"), choices=Cell.Level.choices, initial="all"
    )
    breakdown = forms.ChoiceField(label=gettext_lazy("Chỉ đếm"), required=False)
    unit_of_count = Words(
        label=gettext_lazy("Đơn vị tính"),
        help_text=gettext_lazy("Để trống là theo chỉ số."),
        max_length=60,
        required=False,
    )
    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Có ở các cột"), widget=forms.CheckboxSelectMultiple, required=False
    )
    compulsory = forms.MultipleChoiceField(
        label=gettext_lazy("Bắt buộc nhập ở"), widget=forms.CheckboxSelectMultiple, required=False
    )
    decimals = forms.IntegerField(
        label=gettext_lazy("Số chữ số sau dấu phẩy"),
        min_value=0,
        max_value=MOST_DECIMALS,
        initial=0,
    )
    minimum = forms.DecimalField(label=gettext_lazy("Không nhỏ hơn"), required=False, localize=True)
    maximum = forms.DecimalField(label=gettext_lazy("Không lớn hơn"), required=False, localize=True)
    is_cumulative = forms.BooleanField(
        label=gettext_lazy("Số lũy kế từ đầu năm"),
        help_text=gettext_lazy("Kỳ sau trong năm không được thấp hơn kỳ trước."),
        required=False,
    )
    jump_percent = forms.DecimalField(
        label=gettext_lazy("Phải giải trình khi tăng, giảm quá (%)"),
        min_value=0,
        required=False,
        localize=True,
    )

    def __init__(
        self, *args: Any, definition: Definition, indicator: Indicator, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        every = [(one.key, one.label or _("Số liệu")) for one in definition.columns]
        self._choose("section", [(one.key, one.title or "—") for one in definition.sections])
        self._choose("columns", every)
        self._choose("compulsory", every)
        ways = dict(_pairs([indicator]))
        if (written := self.initial.get("breakdown", "")) not in ("", *ways):
            ways[written] = ", ".join(indicator.words_of(breakdowns.read(written)))
        _choose(self, "breakdown", [*ways.items()], gettext_lazy("Tất cả, không chia"))
        if len(every) < 2:
            del self.fields["columns"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def row(self, key: str) -> Row:
        """Read the row; all columns checked or none means all that there will ever be."""
        data = {**self.cleaned_data}
        columns = tuple(data.get("columns", ()))
        every = len(columns) == len(getattr(self.fields.get("columns"), "choices", ()))
        names = {one.name for one in fields(Row)} & data.keys()
        said = {name: data[name] for name in names}
        said |= {"columns": () if every else columns, "compulsory": tuple(data["compulsory"])}
        return Row(key=key, indicator=self.indicator.code, **said)


def of_indicator(indicator: Indicator, definition: Definition, section: str) -> dict[str, Any]:
    """Suggest the row of an indicator: its name, and the columns by which it is divided."""
    return {
        "label": str(indicator.label),
        "section": section,
        "columns": [one.key for one in definition.columns if _divides(indicator, one)],
        "minimum": 0,
    }


def _divides(indicator: Indicator, column: Column) -> bool:
    pairs = breakdowns.read(column.breakdown).items()
    return all(value in indicator.breakdowns.get(key, {}) for key, value in pairs)


def of_row(row: Row, definition: Definition) -> dict[str, Any]:
    """Give a row back as what was typed."""
    columns = [one.key for one in definition.columns]
    return {
        **{one.name: getattr(row, one.name) for one in fields(Row)},
        "section": drafting.section_of(definition, row.key).key,
        "columns": [key for key in columns if row.has(key)],
        "compulsory": [key for key in columns if row.requires(key)],
    }


class RuleForm(DraftForm):
    """A relation, in the sentence that it is read in."""

    text = Words(
        label=gettext_lazy("Quy tắc"),
        help_text=gettext_lazy("Ví dụ: Tổng số = Cấp tỉnh + Cấp huyện + Cấp xã"),
        missing=gettext_lazy("Xin viết quy tắc."),
        max_length=LONGEST_WORDS,
        lines=2,
    )
    title = Words(
        label=gettext_lazy("Câu nói khi sai"),
        help_text=gettext_lazy("Người nhập đọc câu này. Để trống là đọc chính quy tắc."),
        max_length=LONGEST_WORDS,
        required=False,
    )
    is_warning = forms.BooleanField(
        label=gettext_lazy("Chỉ cảnh báo, vẫn gửi được"), required=False
    )

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if words := what_is_wrong(self.definition, text):
            raise forms.ValidationError(words)
        return text

    def rule(self, key: str) -> RuleText:
        data = self.cleaned_data
        return RuleText(key, data["text"], data["title"], data["is_warning"])


def what_is_wrong(definition: Definition, text: str) -> str:
    """Say why a sentence is no rule of this form; nothing when it is one."""
    alone = Definition(definition.sections, definition.columns, (RuleText("r", text),))
    broken = binding.bind(alone).broken
    return broken[0].words if broken else ""


def _choose(form: forms.Form, name: str, choices: list[tuple[str, str]], none: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", none), *choices]


def _pairs(known: Iterable[Indicator]) -> list[tuple[str, str]]:
    """Every way in which indicators are divided, in words, once each."""
    found: dict[str, str] = {}
    for indicator in known:
        for key, values in indicator.breakdowns.items():
            for value, words in values.items():
                found.setdefault(breakdowns.write({key: value}), str(words))
    return sorted(found.items(), key=lambda pair: (pair[0].partition("=")[0], pair[1]))
