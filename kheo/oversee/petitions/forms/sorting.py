"""What the clerk types to decide about a paper, and to answer many at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.sending import NamedForm
from kheo.foundation.fields.words import Words
from kheo.foundation.units.fields import CommuneForm
from kheo.oversee.petitions import codes, kinds
from kheo.oversee.petitions.models import LONGEST_TEXT, Petition
from kheo.oversee.petitions.services import Decision, Part
from kheo.oversee.petitions.sorting import sorting

MOST_PARTS = 3
MOST_AT_ONCE = 100


def _kind_choices() -> list[tuple[str, Any]]:
    return [(path.kind, path.label) for path in kinds.registered()]


class SortForm(CommuneForm):
    """The conditions found, the action they allow, and what that action needs."""

    ids = "sort_%s"

    conditions = forms.MultipleChoiceField(
        label=gettext_lazy("Thấy gì trong đơn?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Xin chọn ít nhất một điều kiện thấy trong đơn.")},
    )
    missing = forms.MultipleChoiceField(
        label=gettext_lazy("Đơn còn thiếu"), widget=forms.CheckboxSelectMultiple, required=False
    )
    action = forms.ChoiceField(
        label=gettext_lazy("Hướng xử lý"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Xin chọn hướng xử lý.")},
    )
    reason = Words(
        label=gettext_lazy("Lý do"),
        help_text=gettext_lazy("Người gửi đọc được, trừ khi báo cáo nội bộ."),
        missing=gettext_lazy("Xin viết lý do."),
        max_length=1000,
        lines=3,
    )
    to = Words(label=gettext_lazy("Nơi nhận"), required=False, max_length=300)
    what = Words(
        label=gettext_lazy("Người gửi cần làm gì?"), required=False, max_length=2000, lines=2
    )
    lead = Words(
        label=gettext_lazy("Mã đơn được nhập vào"), required=False, max_length=codes.LONGEST
    )

    def __init__(self, *args: Any, kind: str, actions: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        law = sorting()
        found = law.conditions_for(kind)
        _choices(self, "conditions", [(one.key, one.label) for one in found])
        _choices(self, "missing", [(one.key, one.label) for one in law.requirements.values()])
        _choices(self, "action", [(key, law.actions[key].label) for key in actions])
        for number in range(1, MOST_PARTS + 1):
            self.fields[f"part_{number}"] = Words(
                label=_("Nội dung tách ra thứ %s") % number,
                required=False,
                max_length=LONGEST_TEXT,
                lines=2,
            )
            self.fields[f"part_kind_{number}"] = forms.ChoiceField(
                label=_("Là"), choices=_kind_choices(), required=False
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["found_unit"] = self.found_unit(data)
        data["found_lead"] = self._lead(data)
        return data

    def _lead(self, data: dict[str, Any]) -> Petition | None:
        typed = data.get("lead") or ""
        if not typed:
            return None
        found = Petition.objects.filter(code=codes.read(typed)).first()
        if found is None:
            self.add_error("lead", _("Không thấy đơn nào có mã này."))
        return found

    def decision(self) -> Decision:
        """Say what was typed as the service takes it."""
        data = self.cleaned_data
        parts = [
            Part(Petition.Kind(data[f"part_kind_{n}"] or Petition.Kind.FEEDBACK), data[f"part_{n}"])
            for n in range(1, MOST_PARTS + 1)
            if data.get(f"part_{n}")
        ]
        return Decision(
            conditions=data["conditions"],
            missing=data["missing"],
            action=data["action"],
            reason=data["reason"],
            to=data["to"],
            what=data["what"],
            unit=data["found_unit"],
            lead=data["found_lead"],
            parts=parts,
        )


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class TurnForm(NamedForm):
    """What it really is, and why."""

    ids = "turn_%s"

    to = forms.ChoiceField(label=gettext_lazy("Đây là"), widget=forms.RadioSelect)
    reason = Words(
        label=gettext_lazy("Vì sao?"),
        help_text=gettext_lazy("Người gửi đọc được câu này và hạn mới."),
        missing=gettext_lazy("Xin viết lý do."),
        max_length=200,
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "to", [(key, str(label)) for key, label in _kind_choices() if key != kind])


class UnjoinForm(NamedForm):
    """Why it goes its own way again."""

    ids = "unjoin_%s"

    reason = Words(
        label=gettext_lazy("Vì sao tách riêng?"),
        missing=gettext_lazy("Xin viết lý do."),
        max_length=300,
    )


class ManyForm(NamedForm):
    """One answer for several petitions with one cause."""

    ids = "many_%s"

    text = Words(
        label=gettext_lazy("Câu trả lời chung"),
        help_text=gettext_lazy("Mỗi người gửi nhận tin với mã của mình."),
        missing=gettext_lazy("Xin viết câu trả lời."),
        max_length=LONGEST_TEXT,
        lines=6,
    )
    no_proof_reason = Words(
        label=gettext_lazy("Vì sao không kèm tệp bằng chứng?"),
        help_text=gettext_lazy("Trả lời chung không kèm tệp; việc cần tệp thì trả lời riêng."),
        missing=gettext_lazy("Xin nói rõ vì sao không có bằng chứng."),
        max_length=300,
    )
