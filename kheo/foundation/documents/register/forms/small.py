"""Short forms on one document: a file, a relation, a withdrawal; and a sheet of many documents."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.documents.models import DocumentRelation, OfficialDocument
from kheo.foundation.fields.sending import NamedForm, SubmissionKey
from kheo.foundation.fields.words import Words

ACCEPTED = ".pdf,.docx,.doc,.jpg,.jpeg,.png"
SHEETS = ".xlsx,.csv,.txt"


class FileForm(NamedForm):
    """One file of a document."""

    file = forms.FileField(
        label=gettext_lazy("Tệp Word, PDF hoặc bản quét"),
        error_messages={
            "required": gettext_lazy("Xin chọn tệp."),
            "empty": gettext_lazy("Tệp rỗng."),
        },
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    note = Words(label=gettext_lazy("Ghi chú"), required=False, max_length=200)


class DraftForm(NamedForm):
    """The file with which entering a document begins."""

    submission_key = SubmissionKey(required=False)
    file = forms.FileField(
        label=gettext_lazy("Tệp Word, PDF hoặc bản quét"),
        error_messages={
            "required": gettext_lazy("Xin chọn tệp."),
            "empty": gettext_lazy("Tệp rỗng."),
        },
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )


class RelateForm(NamedForm):
    """What the document does to another, which is found by its number or words."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Văn bản này"), choices=lambda: DocumentRelation.Kind.choices
    )
    typed = Words(
        label=gettext_lazy("văn bản nào"),
        help_text=gettext_lazy("Gõ số, ký hiệu hoặc chữ trong trích yếu: 25-NQ/TW"),
        missing=gettext_lazy("Xin ghi số, ký hiệu của văn bản kia."),
        max_length=200,
    )
    target = forms.ChoiceField(
        label=gettext_lazy("Bạn chọn văn bản nào?"),
        required=False,
        widget=forms.RadioSelect,
        choices=(),
    )

    def offer(self, found: list[OfficialDocument]) -> None:
        """Show what fits, to choose from."""
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (str(one.pk), f"{one} – {one.issuer_name}, {one.issued_on:%d/%m/%Y}: {one.title[:80]}")
            for one in found
        ]

    def chosen(self, found: list[OfficialDocument]) -> OfficialDocument | None:
        """Give the one that is meant, or say beside the field why there is none."""
        wanted = self.data.get("target", "")
        picked = [one for one in found if str(one.pk) == wanted]
        if picked or len(found) == 1:
            return (picked or found)[0]
        if not found:
            self.add_error(
                "typed",
                _("Không thấy văn bản nào như vậy trong sổ. Nếu chưa có, xin ghi vào sổ trước."),
            )
        else:
            self.add_error("target", _("Có nhiều văn bản như vậy, xin chọn một."))
        return None


class WithdrawForm(NamedForm):
    """Why a document leaves the register."""

    reason = Words(
        label=gettext_lazy("Vì sao rút?"),
        missing=gettext_lazy("Xin ghi lý do."),
        max_length=500,
        lines=2,
    )


class SheetForm(NamedForm):
    """A sheet of many documents."""

    submission_key = SubmissionKey(required=False)
    file = forms.FileField(
        label=gettext_lazy("Tệp Excel (.xlsx) hoặc CSV"),
        error_messages={
            "required": gettext_lazy("Xin chọn tệp."),
            "empty": gettext_lazy("Tệp rỗng."),
        },
        widget=forms.FileInput(attrs={"accept": SHEETS}),
    )
