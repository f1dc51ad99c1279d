"""What the handler types: the answer that closes, the help asked of others, what a helper gives."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.documents.fields import FilesField
from kheo.foundation.duties.models import Duty
from kheo.foundation.fields.days import Day
from kheo.foundation.fields.sending import NamedForm
from kheo.foundation.fields.words import Words
from kheo.foundation.units.fields import BodyField
from kheo.oversee.petitions import grounds
from kheo.oversee.petitions.models import LONGEST_TEXT, Petition

MOST_PROOF = 5
LONGEST_WORK = 160
Outcome = Duty.Outcome
OUTCOMES = [
    (Outcome.DONE.value, gettext_lazy("Đã giải quyết")),
    (Outcome.PARTLY.value, gettext_lazy("Giải quyết được một phần")),
    (Outcome.REFUSED.value, gettext_lazy("Từ chối, có căn cứ")),
    (Outcome.NOT_OURS.value, gettext_lazy("Không thuộc thẩm quyền ở đây")),
]


class AnswerForm(NamedForm):
    """How it ends, the answer, its proof, and what was absorbed of it."""

    ids = "answer_%s"

    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        choices=OUTCOMES,
        initial=Outcome.DONE.value,
        widget=forms.RadioSelect,
        # A form that was open before this question came says what it always said.
        required=False,
    )
    refusal_ground = forms.ChoiceField(
        label=gettext_lazy("Căn cứ từ chối"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Xin chọn một căn cứ trong danh sách.")},
    )
    text = Words(
        label=gettext_lazy("Câu trả lời"),
        help_text=gettext_lazy(
            "Nói với người gửi: đã làm gì, khi nào xong; chưa được thì vì sao, cần đến đâu."
        ),
        missing=gettext_lazy("Xin viết câu trả lời."),
        max_length=LONGEST_TEXT,
        lines=8,
    )
    absorbed = Words(
        label=gettext_lazy("Đã tiếp thu điều gì?"),
        help_text=gettext_lazy("Điều người gửi nói đúng và cơ quan đã sửa, đã đưa vào kế hoạch."),
        required=False,
        max_length=LONGEST_TEXT,
        lines=2,
    )
    proof = FilesField(
        label=gettext_lazy("Bằng chứng"),
        help_text=gettext_lazy("Ảnh sau khi làm, biên bản, văn bản: ảnh, PDF, Word, Excel."),
        most=MOST_PROOF,
    )
    no_proof_reason = Words(
        label=gettext_lazy("Nếu không có bằng chứng, vì sao?"), required=False, max_length=300
    )

    def __init__(self, *args: Any, petition: Petition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_proposal = petition.kind == Petition.Kind.PROPOSAL
        field = self.fields["refusal_ground"]
        assert isinstance(field, forms.ChoiceField)
        known = grounds.refusals_of(petition.kind)
        field.choices = [("", _("Chọn căn cứ")), *((row.code, _named(row)) for row in known)]

    def clean_outcome(self) -> str:
        return str(self.cleaned_data["outcome"] or Outcome.DONE.value)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        outcome = data.get("outcome")
        if outcome == Outcome.REFUSED and not data.get("refusal_ground"):
            self._miss("refusal_ground", _("Từ chối thì phải chọn căn cứ."))
        if outcome in (Outcome.DONE, Outcome.PARTLY):
            self._need_result(data)
        return data

    def _need_result(self, data: dict[str, Any]) -> None:
        if not data.get("proof") and not data.get("no_proof_reason"):
            self._miss("proof", _("Xin kèm ít nhất một tệp, hoặc viết ở ô dưới vì sao không có."))
        if self.is_proposal and not data.get("absorbed"):
            self._miss("absorbed", _("Với kiến nghị, xin viết đã tiếp thu điều gì."))

    def _miss(self, field: str, sentence: str) -> None:
        if field not in self.errors:
            self.add_error(field, sentence)


def _named(ground: grounds.Ground) -> str:
    """The ground with its basis; a doubtful one says so to officers."""
    named = f"{ground.label} ({ground.basis})"
    return (
        _("%(ground)s — căn cứ này chưa kiểm chứng") % {"ground": named}
        if (ground.is_doubtful)
        else named
    )


class HelpForm(NamedForm):
    """Whom to ask, for what, and by when."""

    ids = "help_%s"

    body = BodyField(
        label=gettext_lazy("Nhờ cơ quan nào?"),
        help_text=gettext_lazy("Gõ tên, không cần dấu."),
        missing=gettext_lazy("Xin gõ tên cơ quan."),
    )
    work = Words(
        label=gettext_lazy("Nhờ việc gì?"),
        help_text=gettext_lazy("Một câu, hiện trong danh sách việc của cơ quan đó."),
        missing=gettext_lazy("Xin viết nhờ việc gì."),
        max_length=LONGEST_WORK,
    )
    brief = Words(
        label=gettext_lazy("Nói rõ cho cơ quan đó"),
        help_text=gettext_lazy(
            "Cơ quan đó chỉ đọc đúng phần này, không thấy đơn và người gửi. "
            "Đừng viết tên, số điện thoại của người gửi."
        ),
        missing=gettext_lazy("Xin viết rõ điều cần cơ quan đó làm."),
        max_length=4000,
        lines=4,
    )
    wanted_on = Day(
        label=gettext_lazy("Cần có trước ngày nào?"),
        help_text=gettext_lazy("Để trống thì theo quy định, không muộn hơn hạn của việc này."),
        required=False,
    )

    def __init__(self, *args: Any, petition: Petition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.petition = petition

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for field in ("work", "brief"):
            if field in data and self._tells_who(data[field]):
                self.add_error(
                    field,
                    _("Trong phần này có tên, số điện thoại hoặc thư của người gửi. Xin bỏ đi."),
                )
        return data

    def _tells_who(self, typed: str) -> bool:
        petition = self.petition
        known = (petition.sender_name, petition.sender_phone, petition.sender_email)
        told = typed.casefold()
        digits = "".join(c for c in typed if c.isdigit())
        phone = petition.sender_phone
        return bool(phone and phone in digits) or any(k and k.casefold() in told for k in known)


class CallBackForm(NamedForm):
    """Why the help is not needed any more."""

    reason = Words(
        label=gettext_lazy("Vì sao rút lời nhờ?"),
        missing=gettext_lazy("Xin viết vì sao rút lời nhờ."),
        max_length=500,
    )


class GiveForm(NamedForm):
    """What the asked body found or did."""

    ids = "give_%s"

    result = Words(
        label=gettext_lazy("Kết quả"),
        help_text=gettext_lazy("Đã làm gì, thấy gì. Cơ quan nhờ đọc và trả lời người dân."),
        missing=gettext_lazy("Xin viết kết quả."),
        max_length=LONGEST_TEXT,
        lines=6,
    )
    papers = FilesField(
        label=gettext_lazy("Tệp kèm theo"),
        help_text=gettext_lazy("Biên bản, ảnh, văn bản: ảnh, PDF, Word, Excel."),
        most=MOST_PROOF,
    )


class EnterWithdrawalForm(NamedForm):
    """The clerk enters that the sender took it back."""

    ids = "withdrawal_%s"

    reason = Words(
        label=gettext_lazy("Người gửi rút bằng cách nào, nói gì?"),
        missing=gettext_lazy("Xin viết người gửi rút bằng cách nào: gọi điện, đơn rút, đến quầy."),
        max_length=1000,
        lines=2,
    )
