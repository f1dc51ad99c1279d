"""What the maker of a form types: its name, who owes it, a new indicator."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.days import Day
from kheo.foundation.fields.words import Words
from kheo.foundation.figures.indicators import Gathering
from kheo.foundation.units.fields import CommuneForm
from kheo.foundation.units.models import Body, Unit
from kheo.insight.returns import periods, senders

LONGEST_TITLE = 200
LONGEST_BASIS = 300
LONGEST_VALUES = 2000


class FormForm(forms.Form):
    """What a form is called, and in whose name."""

    title = Words(
        label=gettext_lazy("Tên biểu"),
        help_text=gettext_lazy("Ví dụ: Kết quả thực hiện quy chế dân chủ ở cơ sở"),
        missing=gettext_lazy("Xin ghi tên biểu."),
        max_length=LONGEST_TITLE,
    )
    basis = Words(
        label=gettext_lazy("Căn cứ"),
        help_text=gettext_lazy("Văn bản yêu cầu báo cáo"),
        max_length=LONGEST_BASIS,
        required=False,
    )
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Cơ quan lập biểu"), queryset=Body.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, makers: QuerySet[Body] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if makers is None:
            del self.fields["owner"]
            return
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = makers


class AssignForm(CommuneForm):
    """Which senders owe the form for which periods; without a commune, all of the territory."""

    ids = "id_assign_%s"
    field_order = ["sender", "period_kind", "since", "commune", "unit"]

    sender = forms.ChoiceField(label=gettext_lazy("Ai phải gửi?"))
    period_kind = forms.ChoiceField(label=gettext_lazy("Kỳ nào?"))
    since = Day(
        label=gettext_lazy("Từ kỳ kết thúc vào hoặc sau ngày"),
        help_text=gettext_lazy("Kỳ nào đã kết thúc trước ngày này thì không phải gửi."),
    )

    def __init__(self, *args: Any, home: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.home = home
        self.fields["commune"].label = gettext_lazy("Chỉ một xã, phường")
        self.fields["commune"].help_text = gettext_lazy("Để trống là mọi nơi trong tỉnh.")
        self.fields["commune"].widget.attrs.pop("list")
        self._choose("sender", [(one.key, one.label) for one in senders.senders().values()])
        self._choose("period_kind", [(one.key, one.label) for one in periods.kinds().values()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["within"] = self.found_unit(data) or self.home
        return data


class IndicatorForm(forms.Form):
    """A thing that nobody counted yet."""

    label = Words(
        label=gettext_lazy("Tên chỉ số"),
        help_text=gettext_lazy("Ví dụ: Tổ dân vận cộng đồng"),
        missing=gettext_lazy("Xin ghi tên chỉ số."),
        max_length=LONGEST_TITLE,
    )
    unit_of_count = Words(
        label=gettext_lazy("Đơn vị tính"),
        help_text=gettext_lazy("Ví dụ: tổ, cuộc, lượt người, %"),
        missing=gettext_lazy("Xin ghi đơn vị tính."),
        max_length=60,
    )
    gathers = forms.ChoiceField(
        label=gettext_lazy("Gộp nhiều kỳ, nhiều nơi thế nào?"),
        widget=forms.RadioSelect,
        choices=[
            (Gathering.SUM.value, gettext_lazy("Cộng lại (số cuộc, số lượt)")),
            (Gathering.LAST.value, gettext_lazy("Lấy số cuối kỳ (số hiện có)")),
            (Gathering.SHARE.value, gettext_lazy("Tỷ lệ, không cộng được")),
        ],
        initial=Gathering.SUM.value,
    )
    values = Words(
        label=gettext_lazy("Chia theo"),
        help_text=gettext_lazy("Mỗi dòng một loại, ví dụ: nam, rồi nữ. Để trống nếu không chia."),
        max_length=LONGEST_VALUES,
        required=False,
        lines=4,
    )
    counts_people = forms.BooleanField(
        label=gettext_lazy("Chỉ số này đếm người"),
        help_text=gettext_lazy("Trang công khai không nói về nhóm quá ít người."),
        required=False,
    )
    section = forms.CharField(widget=forms.HiddenInput, required=False)


def first_day(kind: str, today: date) -> date:
    """The end of the window that runs on a day: what is asked from now on begins with it."""
    return next(periods.kind(kind).windows(today, date(today.year + 1, 12, 31))).end
