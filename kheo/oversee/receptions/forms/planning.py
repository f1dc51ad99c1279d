"""What officers type to plan the days of a head."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.days import Day, Hour
from kheo.foundation.fields.words import Words
from kheo.foundation.units.models import Post
from kheo.oversee.receptions import rules
from kheo.oversee.receptions.models import Session
from kheo.oversee.receptions.models.sessions import LONGEST_PLACE, LONGEST_REASON
from kheo.oversee.receptions.services import Sitting

MOST_PLACES = 2000


class SittingForm(forms.Form):
    """One day of one head."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Buổi tiếp"),
        choices=Session.Kind.choices,
        initial=Session.Kind.PERIODIC,
        widget=forms.RadioSelect,
    )
    on = Day(label=gettext_lazy("Ngày"))
    starts_at = Hour(label=gettext_lazy("Từ"))
    ends_at = Hour(label=gettext_lazy("Đến"))
    place = Words(
        label=gettext_lazy("Nơi tiếp"),
        missing=gettext_lazy("Xin ghi nơi tiếp công dân."),
        max_length=LONGEST_PLACE,
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Số chỗ đặt trước"),
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={
            "required": gettext_lazy("Xin ghi số chỗ."),
            "invalid": gettext_lazy("Xin ghi một số, ví dụ 20."),
            "min_value": gettext_lazy("Ít nhất 1 chỗ."),
            "max_value": gettext_lazy("Nhiều nhất %(limit_value)s chỗ."),
        },
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("Cách tiếp"),
        choices=Session.Mode.choices,
        initial=Session.Mode.DIRECT,
        widget=forms.RadioSelect,
    )
    online_link = forms.URLField(
        label=gettext_lazy("Đường dẫn tiếp trực tuyến"),
        help_text=gettext_lazy("Chỉ người đã đặt chỗ thấy, gần giờ tiếp."),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Đường dẫn chưa đúng.")},
    )
    draws_on = Day(
        label=gettext_lazy("Bốc thăm vào ngày"),
        help_text=gettext_lazy("Để trống: ai đặt trước được trước. Nhận tên đến hết giờ dưới đây."),
        required=False,
    )
    draws_at = Hour(label=gettext_lazy("Lúc"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        custom = rules.custom()
        kwargs["initial"] = {
            "starts_at": custom.starts,
            "ends_at": custom.ends,
            "capacity": custom.capacity,
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends_at", _("Giờ kết thúc phải sau giờ bắt đầu."))
        needs_link = data.get("mode") != Session.Mode.DIRECT and "online_link" not in self.errors
        if needs_link and not data.get("online_link"):
            self.add_error("online_link", _("Tiếp trực tuyến thì cần đường dẫn."))
        return data

    def sitting(self) -> Sitting:
        """Say what was typed as the services take it."""
        data = self.cleaned_data
        return Sitting(
            on=data["on"],
            starts_at=data["starts_at"],
            ends_at=data["ends_at"],
            place=data["place"],
            capacity=data["capacity"],
            kind=Session.Kind(data["kind"]),
            mode=Session.Mode(data["mode"]),
            online_link=data["online_link"],
            draws_at=_moment(data["draws_on"], data["draws_at"]),
        )


def _moment(day: date | None, hour: time | None) -> datetime | None:
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day, hour or rules.custom().ends))


class ReasonForm(forms.Form):
    """Why a day is moved, called off or was missed; everybody reads it."""

    to = Day(label=gettext_lazy("Dời sang ngày"), required=False)
    reason = Words(
        label=gettext_lazy("Lý do, người dân đọc được"),
        missing=gettext_lazy("Xin viết lý do; người dân sẽ đọc được."),
        max_length=LONGEST_REASON,
        lines=2,
    )


class SubstituteForm(forms.Form):
    """Who sits in for the head, by which paper."""

    post = forms.ModelChoiceField(
        label=gettext_lazy("Người tiếp thay"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=gettext_lazy("Chính người đứng đầu"),
    )
    basis = Words(label=gettext_lazy("Văn bản ủy quyền"), required=False, max_length=200)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["post"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Post.objects.filter(body=session.body, until=None, is_head=False)
