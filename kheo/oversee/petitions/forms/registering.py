"""What the clerk types at the counter: who, how many, about what, with the pages of the paper."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.documents import allowed
from kheo.foundation.documents.fields import FilesField
from kheo.foundation.fields.days import Day, moment_of
from kheo.foundation.fields.words import Words
from kheo.oversee.petitions import groups, kinds, topics
from kheo.oversee.petitions.forms.sending import LetterForm
from kheo.oversee.petitions.models import LONGEST_TITLE, Petition
from kheo.oversee.petitions.services import Letter

MOST_SCANS = 10
MOST_PEOPLE = 100_000
SCANNED = tuple(
    kind for kind in allowed.KINDS if kind.picture or kind.media_type == "application/pdf"
)


class RegisterForm(LetterForm):
    """The counter's form: the clerk writes down what came on paper, by phone or in person."""

    field_order = ("channel", "received_on", "kind", "topic", "title", "text", "commune")

    channel = forms.ChoiceField(
        label=gettext_lazy("Đến bằng đường nào?"),
        choices=[choice for choice in Petition.Channel.choices if choice[0] != "web"],
        initial=Petition.Channel.COUNTER,
        widget=forms.RadioSelect,
    )
    received_on = Day(
        label=gettext_lazy("Ngày nhận"),
        help_text=gettext_lazy("Hạn trả lời tính từ ngày này, không phải ngày nhập."),
    )
    title = Words(
        label=gettext_lazy("Tiêu đề"),
        help_text=gettext_lazy("Để trống thì lấy câu đầu."),
        required=False,
        max_length=LONGEST_TITLE,
    )

    topic = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), required=False)
    is_urgent = forms.BooleanField(
        label=gettext_lazy("Khẩn: nguy hiểm đến người, tài sản"), required=False
    )
    people = forms.IntegerField(
        label=gettext_lazy("Bao nhiêu người cùng đứng tên?"),
        initial=1,
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
        error_messages={
            "invalid": gettext_lazy("Xin ghi một số."),
            "min_value": gettext_lazy("Ít nhất một người."),
            "max_value": gettext_lazy("Số người quá lớn, xin xem lại."),
        },
    )
    representatives = Words(
        label=gettext_lazy("Người đại diện"),
        help_text=gettext_lazy("Đông người thì cử đại diện; mỗi người một dòng."),
        required=False,
        max_length=600,
        lines=2,
    )
    scans = FilesField(
        label=gettext_lazy("Bản quét tờ đơn và giấy tờ"),
        help_text=gettext_lazy("PDF hoặc ảnh, nhiều tệp được. Không công khai."),
        most=MOST_SCANS,
        kinds=SCANNED,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, topic = self.fields["kind"], self.fields["topic"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(topic, forms.ChoiceField)
        kind.choices = [(path.kind, path.label) for path in kinds.registered()]
        kind.label = _("Loại đơn")
        topic.choices = [("", _("Chưa rõ")), *topics.choices()]

    def clean_people(self) -> int:
        return self.cleaned_data["people"] or 1

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if {"kind", "people"} <= data.keys():
            named = len(self._named(data))
            if refusal := groups.refusal(data["kind"], people=data["people"], named=named):
                self.add_error("representatives", refusal)
        return data

    def _named(self, data: dict[str, Any]) -> list[str]:
        lines = (data.get("representatives") or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def letter(self) -> Letter:
        """Add to the letter what only the counter knows."""
        data = self.cleaned_data
        return replace(
            super().letter(),
            topic=data["topic"],
            is_urgent=data["is_urgent"],
            people=data["people"],
            representatives=self._named(data),
        )

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày nhận không thể sau hôm nay."))
        return day

    def received_at(self, now: datetime) -> datetime:
        """Give the moment of receipt: now when it came today, else that day's opening hour."""
        return moment_of(self.cleaned_data["received_on"], today=self.today, now=now)
