"""What administrators type about a remote place."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.words import Words
from kheo.oversee.complaints.forms.places import PlaceForm


class RemoteForm(PlaceForm):
    """Which commune, from now on remote or no longer, and by which decision."""

    is_remote = forms.TypedChoiceField(
        label=gettext_lazy("Từ nay"),
        choices=[
            ("1", gettext_lazy("Là vùng sâu, vùng xa đi lại khó khăn")),
            ("0", gettext_lazy("Không còn là vùng sâu, vùng xa")),
        ],
        coerce=lambda value: value == "1",
        initial="1",
        widget=forms.RadioSelect,
    )
    basis = Words(
        label=gettext_lazy("Theo quyết định nào"),
        help_text=gettext_lazy("Ví dụ: Quyết định 861/QĐ-TTg ngày 4/6/2021"),
        missing=gettext_lazy("Xin ghi số, ngày quyết định."),
        max_length=200,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].label = _("Xã, phường")
        self.fields["commune"].help_text = _("Gõ tên, không cần dấu.")
        self.fields["commune"].required = True
        self.fields["commune"].error_messages["required"] = _("Xin gõ tên xã, phường.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("commune"):
            data["found_unit"] = self.found_unit(data)
        return data
