"""What people type to send something, on a phone or at the counter."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.documents.allowed import PICTURES
from kheo.foundation.documents.fields import FilesField
from kheo.foundation.fields.contact import Email, Phone
from kheo.foundation.fields.sending import KeyedForm, Website
from kheo.foundation.fields.words import LONGEST_NAME, Words
from kheo.foundation.units import queries as units
from kheo.foundation.units.fields import CommuneForm
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions.models import LONGEST_TEXT, Petition
from kheo.oversee.petitions.services import Letter

MOST_PHOTOS = 5


class LetterForm(CommuneForm, KeyedForm):
    """What, where, photos and, if wanted, who."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Bạn muốn gửi gì?"),
        choices=[
            ("feedback", gettext_lazy("Phản ánh: một việc chưa ổn, cần xem lại")),
            ("proposal", gettext_lazy("Kiến nghị: một việc nên làm")),
        ],
        initial="feedback",
        widget=forms.RadioSelect,
    )
    text = Words(
        label=gettext_lazy("Chuyện gì?"),
        help_text=gettext_lazy("Viết như bạn nói: có gì, từ bao giờ, ảnh hưởng tới ai."),
        missing=gettext_lazy("Xin viết vài câu: có chuyện gì, từ bao giờ."),
        max_length=LONGEST_TEXT,
        lines=6,
    )
    latitude = forms.FloatField(
        required=False, min_value=-90, max_value=90, widget=forms.HiddenInput
    )
    longitude = forms.FloatField(
        required=False, min_value=-180, max_value=180, widget=forms.HiddenInput
    )
    place = Words(
        label=gettext_lazy("Chỗ nào?"),
        help_text=gettext_lazy("Thôn, bản, đường, gần chỗ nào. Ví dụ: đầu bản Nà Tâu, gần cầu"),
        required=False,
        max_length=300,
    )
    photos = FilesField(
        label=gettext_lazy("Ảnh"),
        help_text=gettext_lazy(
            "Nhiều nhất 5 ảnh. Vị trí và thời gian giấu trong ảnh được xóa trước khi lưu."
        ),
        most=MOST_PHOTOS,
        kinds=PICTURES,
    )
    name = Words(
        label=gettext_lazy("Tên của bạn"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = Phone(required=False)
    email = Email()
    # Never ticked beforehand: consent is what the person does (Law 91/2025 on personal data).
    wants_public = forms.BooleanField(
        label=gettext_lazy("Đồng ý công khai nội dung (không công khai tên, số điện thoại)"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        unit = self.addressee(data)
        has_position = None not in (data.get("latitude"), data.get("longitude"))
        if unit is None and not has_position and "commune" not in self.errors:
            self.add_error("commune", _("Xin cho biết việc xảy ra ở xã, phường nào."))
        data["found_unit"] = unit
        return data

    def addressee(self, data: dict[str, Any]) -> Unit | None:
        """Find the unit that is to answer."""
        return self.found_unit(data)

    def letter(self) -> Letter:
        """Say what was typed as the services take it."""
        data = self.cleaned_data
        found: Unit | None = data["found_unit"]
        return Letter(
            text=data["text"],
            title=data.get("title", ""),
            kind=Petition.Kind(data["kind"]),
            place=data["place"],
            unit=found,
            latitude=data["latitude"] if data["longitude"] is not None else None,
            longitude=data["longitude"] if data["latitude"] is not None else None,
            name=data["name"],
            phone=data["phone"],
            email=data["email"],
            wants_public=data["wants_public"],
        )


class Level(forms.ChoiceField):
    """Who is to answer: a commune, or the province for what concerns more than one."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [
            (Unit.Level.COMMUNE.value, gettext_lazy("Xã, phường")),
            (Unit.Level.PROVINCE.value, gettext_lazy("Tỉnh: sở, ngành, Ủy ban nhân dân tỉnh")),
        ]
        widget = forms.RadioSelect
        super().__init__(required=False, choices=choices, widget=widget, **kwargs)


def province_of(data: dict[str, Any], today: date) -> Unit | None:
    """Return our province when it was chosen to answer."""
    return units.here(on=today) if data.get("level") == Unit.Level.PROVINCE else None


class SendForm(LetterForm):
    """The public form; `website` is a field that only programs fill in."""

    level = Level(label=gettext_lazy("Gửi đến"), initial=Unit.Level.COMMUNE)
    website = Website()

    def addressee(self, data: dict[str, Any]) -> Unit | None:
        return province_of(data, self.today) or self.found_unit(data)
