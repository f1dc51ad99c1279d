"""What a list of documents is narrowed to; whatever makes no sense is left out."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.register import queries
from kheo.foundation.documents.register.forms.entry import field_choices, kind_choices
from kheo.foundation.fields.sending import NamedForm
from kheo.foundation.fields.words import Words
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit

ALL = ("", gettext_lazy("Tất cả"))
FIRST_YEAR = 1945


def _all(choices: Any) -> list[tuple[str, Any]]:
    return [ALL, *list(choices)[1:]]


class FindForm(NamedForm):
    """The filter above a list; its names are those of the address."""

    tim = Words(
        label=gettext_lazy("Tìm chữ"),
        help_text=gettext_lazy("Số, trích yếu, lời trong văn bản; không cần dấu"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    loai = forms.ChoiceField(
        label=gettext_lazy("Loại"), required=False, choices=lambda: _all(kind_choices())
    )
    coquan = Words(label=gettext_lazy("Cơ quan ban hành"), required=False, max_length=200)
    xa = Words(label=gettext_lazy("Xã, phường"), required=False, max_length=80)
    cap = forms.ChoiceField(
        label=gettext_lazy("Cấp"),
        required=False,
        choices=lambda: [ALL, *OfficialDocument.Level.choices],
    )
    linhvuc = forms.ChoiceField(
        label=gettext_lazy("Lĩnh vực"), required=False, choices=lambda: _all(field_choices())
    )
    nam = forms.IntegerField(
        label=gettext_lazy("Năm"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
    )
    trangthai = forms.ChoiceField(
        label=gettext_lazy("Hiệu lực"),
        required=False,
        choices=lambda: [ALL, *OfficialDocument.State.choices],
    )

    def asked(self, *, today: date) -> queries.Asked:
        """Give what was asked, without the answers that were not understood."""
        self.is_valid()
        said = getattr(self, "cleaned_data", {})
        return queries.Asked(
            words=said.get("tim", ""),
            kind=said.get("loai", ""),
            level=said.get("cap", ""),
            field=said.get("linhvuc", ""),
            state=said.get("trangthai", ""),
            year=said.get("nam"),
            issuer_keys=queries.issuer_keys(said.get("coquan", "")),
            unit=self._unit(said.get("xa", ""), today),
        )

    def _unit(self, typed: str, today: date) -> Unit | None:
        found = units.lookup_here(typed, on=today, limit=1) if typed else []
        if typed and not found:
            self.add_error("xa", gettext_lazy("Không thấy nơi nào tên như vậy."))
        return found[0].unit if found else None
