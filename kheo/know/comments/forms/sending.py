"""What readers type: a comment, an appeal, words to the editors; nothing but the words is asked."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kheo.foundation.fields.contact import Email, Phone
from kheo.foundation.fields.sending import KeyedForm, Website
from kheo.foundation.fields.words import LONGEST_NAME, Words
from kheo.foundation.vietnamese import text as words
from kheo.know.comments import codes, proof
from kheo.know.comments.errors import ProofRefused
from kheo.know.comments.forms.fields import Answer, CountedWords, too_short
from kheo.know.comments.rules import rules

LONGEST_APPEAL = 1000


class ProvenForm(KeyedForm):
    """A form that a machine vouches for, or that is taken more slowly."""

    website = Website()
    answer = Answer()
    done: proof.Done | None = None

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["text"] = self.words()

    def words(self) -> CountedWords:
        """Make the box of words, whose limits are data."""
        raise TypeError

    def clean(self) -> dict[str, Any] | None:
        try:
            self.done = proof.read(self.cleaned_data.get("answer", ""), now=self.now)
        except ProofRefused as refusal:
            self.add_error(None, str(refusal))
        return super().clean()

    @property
    def left(self) -> int:
        """Say how many letters are left, below zero how many are too many."""
        field = self.fields["text"]
        typed = words.clean(str(self["text"].value() or "")).strip()
        return -field.over(typed) if isinstance(field, CountedWords) else 0

    @property
    def most(self) -> int:
        """Say how many letters are taken."""
        return getattr(self.fields["text"], "most", 0)


class CommentForm(ProvenForm):
    """A comment; a name and an address are left out if wanted."""

    name = Words(
        label=_("Tên của bạn"),
        help_text=_("Hiện cùng bình luận. Để trống thì ghi “Bạn đọc”."),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = Email(help_text=_("Chỉ để báo kết quả duyệt; báo xong thì xóa. Không hiện ở đâu cả."))

    def words(self) -> CountedWords:
        limits = rules()
        return CountedWords(
            least=limits.least,
            most=limits.most,
            lines=4,
            label=_("Bình luận của bạn"),
            missing=too_short(limits.least),
        )


class FeedbackForm(ProvenForm):
    """Words to the editors, and how to answer."""

    name = Words(
        label=_("Họ tên"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = Phone(required=False)
    email = Email(help_text=_("Để trống cả hai thì xem trả lời bằng mã và khóa nhận khi gửi."))

    def words(self) -> CountedWords:
        limits = rules()
        return CountedWords(
            least=limits.least,
            most=limits.feedback_most,
            lines=6,
            label=_("Lời gửi tòa soạn"),
            missing=too_short(limits.least),
        )


class AppealForm(forms.Form):
    """Why the writer thinks that the refusal was wrong."""

    text = Words(
        label=_("Vì sao bạn thấy nên đăng?"),
        missing=_("Xin viết vài lời để người xem lại hiểu ý bạn."),
        max_length=LONGEST_APPEAL,
        lines=4,
    )
    email = Email(help_text=_("Để báo kết quả; báo xong thì xóa."))


class FindForm(forms.Form):
    """A code and its key, from the slip."""

    code = Words(label=_("Mã"), help_text=_("Ví dụ: BL-7K3M9QXA"), missing=_("Xin ghi mã."))
    khoa = Words(
        label=_("Khóa"),
        help_text=_("10 chữ và số đi cùng mã."),
        missing=_("Xin ghi khóa."),
        max_length=40,
    )

    def clean_code(self) -> str:
        return codes.read(self.cleaned_data["code"])
