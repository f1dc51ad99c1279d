"""One document as an officer enters or corrects it; the same form checks a row of a sheet."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.documents import kinds, numbers
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.numbers import DocumentNumber
from kheo.foundation.documents.register.issuers import Directory, Issued, UnknownIssuer
from kheo.foundation.documents.register.particulars import Particulars
from kheo.foundation.fields.days import Day
from kheo.foundation.fields.sending import NamedForm, SubmissionKey
from kheo.foundation.fields.words import Words
from kheo.foundation.units.models import Unit

LONGEST_TITLE = 1000
UNCHOSEN = ("", gettext_lazy("Chọn"))


def kind_choices() -> list[tuple[str, Any]]:
    return [UNCHOSEN, *((kind.key, kind.name) for kind in kinds.kinds().values())]


def field_choices() -> list[tuple[str, Any]]:
    return [UNCHOSEN, *((field.key, field.name) for field in kinds.fields().values())]


def level_choices() -> list[tuple[str, Any]]:
    return [("", gettext_lazy("Theo tên cơ quan")), *OfficialDocument.Level.choices]


class EntryForm(NamedForm):
    """`directory` is what is known of issuers; `sure` appears when something does not fit."""

    submission_key = SubmissionKey(required=False)
    line = Words(
        label=gettext_lazy("Dán một dòng"),
        help_text=gettext_lazy("Ví dụ: 16-CTr/TU ngày 01/8/2013 của Tỉnh ủy về…"),
        required=False,
        max_length=2000,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại văn bản"),
        choices=kind_choices,
        error_messages={"required": gettext_lazy("Xin chọn loại văn bản.")},
    )
    numbered = Words(
        label=gettext_lazy("Số, ký hiệu"),
        help_text=gettext_lazy("Để trống khi văn bản không có số"),
        required=False,
        max_length=60,
    )
    issued_on = Day(label=gettext_lazy("Ngày ban hành"))
    issuer = Words(
        label=gettext_lazy("Cơ quan ban hành"),
        missing=gettext_lazy("Xin ghi cơ quan ban hành như trên văn bản."),
        max_length=200,
    )
    level = forms.ChoiceField(label=gettext_lazy("Cấp"), choices=level_choices, required=False)
    title = Words(
        label=gettext_lazy("Trích yếu"),
        missing=gettext_lazy("Xin ghi trích yếu."),
        max_length=LONGEST_TITLE,
        lines=3,
    )
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), choices=field_choices, required=False)
    signer_name = Words(label=gettext_lazy("Người ký"), required=False, max_length=120)
    signer_title = Words(label=gettext_lazy("Chức vụ người ký"), required=False, max_length=160)
    received_on = Day(label=gettext_lazy("Ngày đến"), required=False)
    in_force_from = Day(label=gettext_lazy("Có hiệu lực từ ngày"), required=False)
    in_force_to = Day(label=gettext_lazy("Hết hiệu lực sau ngày"), required=False)
    visibility = forms.ChoiceField(
        label=gettext_lazy("Ai được xem"),
        choices=OfficialDocument.Visibility.choices,
        initial=OfficialDocument.Visibility.PUBLIC,
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Tôi đã xem lại trên bản giấy, vẫn ghi như vậy"), required=False
    )

    def __init__(self, *args: Any, directory: Directory, **kwargs: Any) -> None:
        self.directory = directory
        self.doubts: list[numbers.Doubt] = []
        self.found: Issued | None = None
        super().__init__(*args, **kwargs)
        self.fields["issuer"].widget.attrs |= {"list": "issuers", "autocomplete": "off"}

    def clean_numbered(self) -> DocumentNumber | None:
        typed = self.cleaned_data["numbered"]
        try:
            return numbers.parse_number(typed) if typed else None
        except numbers.NumberError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("issuer") and said.get("issued_on"):
            self._find_issuer(said)
        number = said.get("numbered")
        if number and said.get("kind"):
            issued_on = said.get("issued_on")
            self.doubts = numbers.doubts(number, kind=said["kind"], issued_on=issued_on)
        if self.doubts and not said.get("sure"):
            self._ask_again()
        return said

    def _find_issuer(self, said: dict[str, Any]) -> None:
        try:
            self.found = self.directory.find(
                said["issuer"],
                level=said.get("level", ""),
                issued_on=said["issued_on"],
                kept_by=self.directory.register_for(None),
            )
        except UnknownIssuer as unknown:
            self.add_error("issuer", str(unknown))

    def _ask_again(self) -> None:
        for doubt in self.doubts:
            self.add_error(doubt.field, doubt.sentence)
        self.add_error("sure", _("Có chỗ không khớp. Xin sửa, hoặc đánh dấu là đã xem lại."))

    # --- What was said ------------------------------------------------------------------------

    def key(self) -> uuid.UUID:
        """Make one key of the form and what makes the document this one."""
        said = self.cleaned_data
        words = f"{said['numbered']} {said['issued_on']} {said['issuer']} {said['title']}"
        return uuid.uuid5(said["submission_key"], words)

    def register(self) -> Unit:
        """Say into whose register the document goes."""
        assert self.found is not None
        return self.directory.register_for(self.found.unit)

    def particulars(self) -> Particulars:
        said, found = self.cleaned_data, self.found
        assert found is not None
        return Particulars(
            kind=said["kind"],
            title=said["title"],
            issued_on=said["issued_on"],
            number=said["numbered"],
            issuer=found.body,
            issuer_name=found.name,
            level=found.level,
            unit=found.unit,
            field=said["field"],
            signer_name=said["signer_name"],
            signer_title=said["signer_title"],
            received_on=said["received_on"],
            in_force_from=said["in_force_from"],
            in_force_to=said["in_force_to"],
            visibility=said["visibility"],
        )


def filled(line: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Fill what a pasted line says into what was typed; what was typed stays. Raise NumberError."""
    reading = numbers.parse(line)
    signing = kinds.issuers_signing(reading.number.issuer_sign)
    offered: dict[str, Any] = {
        "numbered": reading.number.written,
        "kind": reading.kind,
        "issued_on": reading.issued_on,
        "issuer": reading.issuer or (signing[0].vi if len(signing) == 1 else ""),
        "title": reading.title,
    }
    return {name: typed.get(name) or value for name, value in offered.items()}


def of_document(document: OfficialDocument) -> dict[str, Any]:
    """Give the form of a document as it stands."""
    names = (
        "kind", "numbered", "issued_on", "level", "title", "field", "signer_name", "signer_title",
        "received_on", "in_force_from", "in_force_to", "visibility",
    )  # fmt: skip
    return {name: getattr(document, name) for name in names} | {"issuer": document.issuer_name}


def years(today: date) -> range:
    """Give the years a list may be asked for."""
    return range(today.year, 1944, -1)
