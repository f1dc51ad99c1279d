"""What people may ask of the map: a name, or a place on it."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

PARAMETER = RegexValidator(r"^[a-z_]{1,30}$")


class FieldForm(forms.Form):
    """Under which name the chosen commune goes into the form that asks."""

    field = forms.CharField(required=False, validators=[PARAMETER])

    def clean_field(self) -> str:
        return self.cleaned_data["field"] or "commune"


class NameForm(FieldForm):
    q = forms.CharField(
        label=_("Tên xã, phường hoặc nơi bạn ở"),
        help_text=_("Gõ không dấu cũng được; tên cũ trước 01/7/2025 cũng tìm thấy."),
        max_length=120,
        required=False,
    )


class PlaceForm(FieldForm):
    latitude = forms.FloatField(min_value=-90, max_value=90)
    longitude = forms.FloatField(min_value=-180, max_value=180)

    def __init__(self, data: Any) -> None:
        """Take `lat` and `lon` too, as map programs write them."""
        short = {"latitude": "lat", "longitude": "lon"}
        super().__init__(
            {"field": data.get("field")}
            | {name: data.get(name, data.get(short[name])) for name in short}
        )
