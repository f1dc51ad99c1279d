"""What officers type from the decision on: its words, how it went out, what became of it."""

from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.days import Day
from kheo.foundation.fields.words import Words
from kheo.oversee.complaints.forms.fields import Scans
from kheo.oversee.complaints.forms.working import ActForm
from kheo.oversee.complaints.models import Decision, Publication
from kheo.oversee.complaints.models.decision import AMOUNTS
from kheo.oversee.petitions.models import LONGEST_TEXT


class DecideForm(ActForm):
    ids = "decide_%s"
    files_holder = "decision"

    number = Words(
        label=gettext_lazy("Số quyết định"),
        help_text=gettext_lazy("Ví dụ: 45/QĐ-UBND"),
        missing=gettext_lazy("Xin ghi số quyết định."),
        max_length=80,
    )
    ruling = forms.ChoiceField(
        label=gettext_lazy("Kết luận"),
        choices=Decision.Ruling.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Xin chọn đúng, đúng một phần hay sai.")},
    )
    text = Words(
        label=gettext_lazy("Nội dung quyết định"),
        missing=gettext_lazy("Xin viết nội dung quyết định."),
        max_length=LONGEST_TEXT,
        lines=8,
    )
    scans = Scans(label=gettext_lazy("Quyết định đã ký, bản quét"), help_text="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in AMOUNTS:
            known = Decision._meta.get_field(name)
            assert isinstance(known, models.Field)
            field = known.formfield(required=False, min_value=0)
            assert field is not None
            self.fields[name] = field

    @property
    def amounts(self) -> list[forms.BoundField]:
        return [self[name] for name in AMOUNTS]

    @property
    def words(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "number": data["number"],
            "ruling": Decision.Ruling(data["ruling"]),
            "text": data["text"],
            "figures": {name: data.get(name) or 0 for name in AMOUNTS},
        }


class DoneForm(ActForm):
    """Something that happened on a day."""

    on = Day(label=gettext_lazy("Ngày"))

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày này chưa tới."))
        return day


class SendForm(DoneForm):
    ids = "send_%s"

    way = forms.ChoiceField(
        label=gettext_lazy("Gửi bằng cách nào"),
        choices=Decision.Way.choices,
        initial=Decision.Way.POST,
        widget=forms.RadioSelect,
    )


class DeliverForm(DoneForm):
    ids = "deliver_%s"


class PublishForm(ActForm):
    ids = "publish_%s"

    way = forms.ChoiceField(
        label=gettext_lazy("Công khai bằng cách nào"),
        choices=Publication.Way.choices,
        initial=Publication.Way.POSTING,
        widget=forms.RadioSelect,
    )
    place = Words(
        label=gettext_lazy("Ở đâu"),
        missing=gettext_lazy("Xin ghi công khai ở đâu."),
        max_length=200,
    )
    since = Day(label=gettext_lazy("Từ ngày"))
    until = Day(label=gettext_lazy("Đến hết ngày"), required=False)
    public_text = Words(
        label=gettext_lazy("Nội dung công khai"),
        help_text=gettext_lazy("Bỏ tên, địa chỉ, số điện thoại và những gì riêng tư."),
        missing=gettext_lazy("Xin viết nội dung công khai."),
        max_length=LONGEST_TEXT,
        lines=6,
    )
    keep_reason = Words(
        label=gettext_lazy("Nếu phải giữ tên, số nào đó: vì sao được phép?"),
        required=False,
        max_length=500,
    )


class OrderForm(ActForm):
    ids = "order_%s"

    work = Words(
        label=gettext_lazy("Việc phải làm"), missing=gettext_lazy("Xin ghi việc."), max_length=300
    )
    who = Words(
        label=gettext_lazy("Ai phải làm"), missing=gettext_lazy("Xin ghi ai làm."), max_length=200
    )
    due_on = Day(label=gettext_lazy("Xong trước hết ngày"))


class CarryOutForm(DoneForm):
    ids = "carry_out_%s"

    result = Words(
        label=gettext_lazy("Kết quả"),
        missing=gettext_lazy("Xin ghi kết quả thi hành."),
        max_length=2000,
        lines=3,
    )
