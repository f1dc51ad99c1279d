"""One showing of a content, its proof, and the reasons people read."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from kheo.foundation.documents.fields import FilesField
from kheo.foundation.fields.days import Day
from kheo.foundation.fields.sending import SubmissionKey
from kheo.foundation.fields.words import LONGEST_NAME, Words
from kheo.know.disclosure import rules
from kheo.know.disclosure.models.acts import LONGEST_PLACE
from kheo.know.disclosure.models.publications import LONGEST_REASON
from kheo.know.disclosure.services import Showing

MOST_PROOFS = 10


class ActForm(forms.Form):
    """Where something was shown, from when to when, by whom, with which proof."""

    submission_key = SubmissionKey(required=False)
    channel = forms.ChoiceField(
        label=gettext_lazy("Hình thức"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Xin chọn hình thức công khai."),
            "invalid_choice": gettext_lazy("Không có hình thức công khai này."),
        },
    )
    place = Words(
        label=gettext_lazy("Nơi công khai"),
        help_text=gettext_lazy(
            "Ví dụ: bảng tin trụ sở UBND xã; nhà văn hóa bản Nặm Nghiệp; đài truyền thanh xã. "
            "Trang thông tin khác: ghi địa chỉ https://…"
        ),
        missing=gettext_lazy("Xin ghi nơi công khai."),
        max_length=LONGEST_PLACE,
    )
    since = Day(label=gettext_lazy("Từ ngày"))
    until = Day(
        label=gettext_lazy("Đến hết ngày"),
        help_text=gettext_lazy("Để trống nếu còn đang công khai và chưa định ngày gỡ."),
        required=False,
    )
    done_by = Words(
        label=gettext_lazy("Người thực hiện"),
        missing=gettext_lazy("Xin ghi người thực hiện."),
        max_length=LONGEST_NAME,
    )
    proof = FilesField(
        label=gettext_lazy("Bằng chứng"),
        help_text=gettext_lazy(
            "Ảnh bảng niêm yết, bản ghi âm, biên bản. Chưa có thì gửi sau; "
            "đến lúc đó lần này ghi là chưa có bằng chứng."
        ),
        most=MOST_PROOFS,
    )
    reason = Words(
        label=gettext_lazy("Lần ghi trước sai ở đâu?"),
        missing=gettext_lazy("Xin viết lý do; người dân sẽ đọc được."),
        max_length=LONGEST_REASON,
        lines=2,
    )

    def __init__(self, *args: Any, is_correction: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.key, one.words) for one in rules.book().channels.values()]
        if not is_correction:
            del self.fields["reason"]

    def showing(self) -> Showing:
        """Say what was typed as the services take it."""
        data = self.cleaned_data
        names = ("channel", "place", "since", "until", "done_by", "proof")
        return Showing(**{name: data[name] for name in names})


class ProofForm(forms.Form):
    """Proof that came later."""

    proof = FilesField(label=gettext_lazy("Bằng chứng"), most=MOST_PROOFS, required=True)


class ReasonForm(forms.Form):
    """Why something is withdrawn; everybody reads it."""

    reason = Words(
        label=gettext_lazy("Lý do, người dân đọc được"),
        missing=gettext_lazy("Xin viết lý do; người dân sẽ đọc được."),
        max_length=LONGEST_REASON,
        lines=2,
    )


class LackForm(forms.Form):
    """Which channel the place does not have, and why."""

    channel = forms.ChoiceField(label=gettext_lazy("Hình thức nơi này không có"))
    reason = Words(
        label=gettext_lazy("Lý do, người dân đọc được"),
        missing=gettext_lazy("Xin viết lý do; người dân sẽ đọc được."),
        max_length=300,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        offered = [one for one in rules.book().channels.values() if one.is_if_any]
        field.choices = [(one.key, one.words) for one in offered]
