"""What officers type: the clerk's decisions, the handler's questions and answers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.accounts.models import User
from kheo.foundation.fields.sending import NamedForm
from kheo.foundation.fields.words import Words
from kheo.foundation.units.fields import CommuneForm
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions.models import LONGEST_TEXT, LONGEST_TITLE


class TriageForm(NamedForm):
    """What of it everybody may read, and who does it."""

    ids = "triage_%s"

    is_public = forms.BooleanField(
        label=gettext_lazy("Công khai nội dung trên trang này"), required=False
    )
    public_title = Words(
        label=gettext_lazy("Tiêu đề công khai"), required=False, max_length=LONGEST_TITLE
    )
    public_text = Words(
        label=gettext_lazy("Nội dung công khai"),
        help_text=gettext_lazy("Bỏ tên, số điện thoại và những gì riêng tư của người gửi."),
        required=False,
        max_length=LONGEST_TEXT,
        lines=6,
    )
    keep_reason = Words(
        label=gettext_lazy("Nếu giữ tên, số điện thoại…, vì sao được giữ?"),
        help_text=gettext_lazy("Ví dụ: người đang làm công vụ, số trực ban của xã."),
        required=False,
        max_length=500,
        lines=2,
    )
    are_photos_public = forms.BooleanField(
        label=gettext_lazy("Công khai cả ảnh (không có mặt người, biển số xe)"), required=False
    )
    handler = forms.ModelChoiceField(
        label=gettext_lazy("Giao cho"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Chưa giao, người đứng đầu giao sau"),
    )

    def __init__(self, *args: Any, handlers: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [person.pk for person in handlers]
        field = self.fields["handler"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.filter(pk__in=known).order_by("full_name")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("is_public"):
            for name in ("public_title", "public_text"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Muốn công khai thì phải có phần này."))
        return data


class RerouteForm(CommuneForm):
    """Where it goes instead, and why."""

    ids = "reroute_%s"

    reason = Words(
        label=gettext_lazy("Vì sao chuyển?"),
        help_text=gettext_lazy("Người gửi đọc được câu này."),
        missing=gettext_lazy("Xin viết vì sao chuyển."),
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["found_unit"] = self.found_unit(data)
        if data["found_unit"] is None and "commune" not in self.errors:
            self.add_error("commune", _("Xin gõ tên xã, phường nhận việc này."))
        return data

    @property
    def to(self) -> Unit:
        """The unit that was found for the name."""
        found: Unit = self.cleaned_data["found_unit"]
        return found


class RedirectForm(NamedForm):
    """Where the sender can go with what is not ours."""

    ids = "redirect_%s"

    where = Words(
        label=gettext_lazy("Hướng dẫn người gửi đến đâu?"),
        help_text=gettext_lazy("Cơ quan nào, ở đâu, mang gì theo. Việc này sẽ khép lại."),
        missing=gettext_lazy("Xin viết nơi người gửi cần đến."),
        max_length=4000,
        lines=4,
    )


class ProgressForm(NamedForm):
    """How far it has come."""

    ids = "progress_%s"

    text = Words(
        label=gettext_lazy("Tiến độ"),
        missing=gettext_lazy("Xin viết việc đã tới đâu."),
        max_length=2000,
        lines=3,
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Người dân xem được"), required=False, initial=True
    )


class AskForm(NamedForm):
    """What is missing."""

    ids = "ask_%s"

    question = Words(
        label=gettext_lazy("Hỏi thêm người gửi"),
        help_text=gettext_lazy("Hạn trả lời vẫn chạy trong lúc chờ."),
        missing=gettext_lazy("Xin viết câu hỏi."),
        max_length=2000,
        lines=3,
    )
