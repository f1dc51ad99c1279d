"""What officers type to settle a request."""

from django import forms
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.sending import NamedForm
from kheo.foundation.fields.words import Words
from kheo.oversee.personal_data import rules
from kheo.oversee.personal_data.models import LONGEST_ANSWER, Request

MOST_DAYS = 365


def _grounds() -> list[tuple[str, str]]:
    rows = rules.book().grounds.values()
    return [("", "—"), *((row.code, f"{row.label} ({row.basis})") for row in rows)]


class AnswerForm(NamedForm):
    """How it ends, on which ground, in words to the person."""

    ids = "answer_%s"
    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        choices=Request.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Xin chọn kết quả.")},
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Căn cứ, khi từ chối hay chỉ làm một phần"),
        choices=_grounds,
        required=False,
    )
    answer = Words(
        label=gettext_lazy("Trả lời người yêu cầu"),
        help_text=gettext_lazy("Đã làm gì, hoặc vì sao không. Tên bạn ghi dưới câu trả lời."),
        missing=gettext_lazy("Xin viết câu trả lời: đã làm gì, hoặc vì sao không."),
        max_length=LONGEST_ANSWER,
        lines=5,
    )


class ExtendForm(NamedForm):
    """More time, once."""

    ids = "extend_%s"
    days = forms.IntegerField(
        label=gettext_lazy("Thêm bao nhiêu ngày"),
        min_value=1,
        max_value=MOST_DAYS,
        error_messages={
            "required": gettext_lazy("Xin ghi số ngày."),
            "invalid": gettext_lazy("Xin ghi số ngày bằng chữ số."),
            "min_value": gettext_lazy("Ít nhất một ngày."),
            "max_value": gettext_lazy("Số ngày quá lớn."),
        },
    )
    reason = Words(
        label=gettext_lazy("Vì sao cần thêm"),
        help_text=gettext_lazy("Chỉ người yêu cầu đọc được."),
        missing=gettext_lazy("Xin viết lý do."),
        max_length=500,
        lines=2,
    )
    decision = Words(
        label=gettext_lazy("Số, ngày văn bản đồng ý gia hạn"),
        missing=gettext_lazy("Xin ghi số và ngày của văn bản."),
        max_length=120,
    )
