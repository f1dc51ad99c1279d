"""What moderators type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kheo.foundation.fields.words import Words
from kheo.know.comments.models import Comment
from kheo.know.comments.rules import rules

LONGEST_REASON = 500
LONGEST_ANSWER = 4000
PUBLISH, DECLINE, REMOVE = "dang", "khong-dang", "go"


def rule_choices() -> list[tuple[str, str]]:
    """List the published rules for a choice, an empty one first."""
    return [("", str(_("Chọn quy tắc…"))), *((one.key, str(one.words)) for one in rules().grounds)]


class DecideForm(forms.Form):
    """Yes or no; a no names its rule."""

    act = forms.ChoiceField(choices=[(one, one) for one in (PUBLISH, DECLINE, REMOVE)])
    seen = forms.ChoiceField(choices=Comment.State, widget=forms.HiddenInput)
    is_chosen = forms.BooleanField(required=False, widget=forms.HiddenInput)
    hide = forms.TypedMultipleChoiceField(required=False, coerce=int)
    keep_reason = Words(
        label=_("Vì sao được giữ"),
        help_text=_("Chỉ cần khi bạn bỏ che một chỗ đã gạch. Người đọc không thấy lời này."),
        required=False,
        max_length=LONGEST_REASON,
    )
    rule = forms.ChoiceField(label=_("Quy tắc"), required=False)
    reason = Words(
        label=_("Nói rõ thêm"),
        help_text=_("Người viết đọc được; lời đã đăng mà gỡ thì ai cũng đọc được."),
        required=False,
        max_length=LONGEST_REASON,
    )

    def __init__(self, *args: Any, marks: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("rule", rule_choices())
        self._choose("hide", [(str(place), str(place)) for place in range(marks)])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def hidden(self) -> list[int] | None:
        """Give the marks to hide; None where nobody was asked, as on the list."""
        chosen: list[int] = self.cleaned_data["hide"]
        return chosen if self.cleaned_data["is_chosen"] else None


class ReviewForm(forms.Form):
    """The second look at a refusal."""

    KEEP, SHOW = "giu", "dang"

    verdict = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[(KEEP, _("Giữ quyết định cũ")), (SHOW, _("Đăng bình luận"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Xin chọn một quyết định.")},
    )
    reason = Words(
        label=_("Lý do"),
        missing=_("Xin viết lý do; người viết sẽ đọc được."),
        max_length=1000,
        lines=4,
    )


class AnswerForm(forms.Form):
    """The editors' answer."""

    text = Words(
        label=_("Trả lời"),
        help_text=_("Người gửi đọc được, cùng tên bạn."),
        missing=_("Xin viết câu trả lời."),
        max_length=LONGEST_ANSWER,
        lines=8,
    )


class CloseForm(forms.Form):
    """Why an article takes no more comments."""

    reason = Words(
        label=_("Lý do"),
        help_text=_("Người đọc thấy câu này dưới bài."),
        missing=_("Xin viết lý do; người đọc sẽ thấy."),
        max_length=300,
    )
