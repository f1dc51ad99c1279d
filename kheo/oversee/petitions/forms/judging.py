"""What senders type after sending: the code, an addition, a rating, why it should be done again."""

from django import forms
from django.utils.translation import gettext_lazy

from kheo.foundation.documents.allowed import PICTURES
from kheo.foundation.documents.fields import FilesField
from kheo.foundation.fields.sending import NamedForm
from kheo.foundation.fields.words import Words
from kheo.oversee.petitions import codes

MOST_ADDED = 3
RATINGS = [
    ("5", gettext_lazy("5 — rất hài lòng")),
    ("4", gettext_lazy("4 — hài lòng")),
    ("3", gettext_lazy("3 — tạm được")),
    ("2", gettext_lazy("2 — chưa hài lòng")),
    ("1", gettext_lazy("1 — rất không hài lòng")),
]


class FindForm(forms.Form):
    """A code typed anyhow."""

    code = Words(
        label=gettext_lazy("Mã theo dõi"),
        help_text=gettext_lazy("Mã trên giấy biên nhận, ví dụ SL-26-00412"),
        missing=gettext_lazy("Xin gõ mã trên giấy biên nhận, ví dụ SL-26-00412."),
        max_length=codes.LONGEST,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class AddForm(NamedForm):
    """What the sender adds."""

    ids = "add_%s"

    text = Words(
        label=gettext_lazy("Bổ sung thông tin"),
        missing=gettext_lazy("Xin viết điều bạn muốn bổ sung."),
        max_length=4000,
        lines=4,
    )
    photos = FilesField(label=gettext_lazy("Ảnh"), most=MOST_ADDED, kinds=PICTURES)


class RateForm(NamedForm):
    """How good the answer was."""

    ids = "rate_%s"

    rating = forms.ChoiceField(
        label=gettext_lazy("Bạn có hài lòng với câu trả lời không?"),
        choices=RATINGS,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Xin chọn từ 1 đến 5 điểm."),
            "invalid_choice": gettext_lazy("Xin chọn từ 1 đến 5 điểm."),
        },
    )
    comment = Words(label=gettext_lazy("Vì sao?"), required=False, max_length=500)


class ReopenForm(NamedForm):
    """Why the answer is sent back."""

    ids = "reopen_%s"

    reason = Words(
        label=gettext_lazy("Vì sao cần làm lại?"),
        help_text=gettext_lazy("Mỗi phản ánh được đề nghị làm lại một lần."),
        missing=gettext_lazy("Xin viết vì sao cần làm lại."),
        max_length=1000,
        lines=4,
    )


class WithdrawForm(NamedForm):
    """Taking a petition back; the law asks for no reason."""

    ids = "withdraw_%s"

    reason = Words(
        label=gettext_lazy("Vì sao bạn rút?"),
        help_text=gettext_lazy("Chỉ cán bộ giải quyết đọc. Rút rồi vẫn gửi đơn mới được."),
        required=False,
        max_length=1000,
        lines=3,
    )
