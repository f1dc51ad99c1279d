"""What an address may ask of the hub: an indicator and a year that somebody tells."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kheo.insight.hub.models import HubIndicator


class AskForm(forms.Form):
    """Chooses what is compared; without a choice the first indicator and its latest year."""

    def __init__(
        self, query: Any, indicators: Sequence[HubIndicator], years: Sequence[int]
    ) -> None:
        super().__init__(query)
        self.fields["chi-so"] = forms.ChoiceField(
            label=_("Chỉ số"),
            choices=[(one.code, one.name) for one in indicators],
            required=False,
        )
        self.fields["nam"] = forms.TypedChoiceField(
            label=_("Năm"),
            choices=[(year, str(year)) for year in years],
            coerce=int,
            empty_value=None,
            required=False,
        )
