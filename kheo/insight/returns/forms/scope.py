"""What an address may say about the number whose records are asked for."""

from typing import Any

from django import forms

from kheo.foundation.figures import breakdowns, indicators
from kheo.foundation.figures.indicators import Scope
from kheo.foundation.units.models import Unit


class ScopeForm(forms.Form):
    """Reads a Scope from a query string; the field names are those of the address."""

    def __init__(self, query: Any) -> None:
        super().__init__(query)
        self.fields.update(
            {
                "chi-so": forms.CharField(max_length=60),
                "don-vi": forms.ModelChoiceField(Unit.objects.all()),
                "tu": forms.DateField(input_formats=["%Y-%m-%d"]),
                "den": forms.DateField(input_formats=["%Y-%m-%d"]),
                "phan-to": forms.CharField(max_length=120, required=False),
                "cap": forms.ChoiceField(choices=[("", ""), *Unit.Level.choices], required=False),
                "ngay": forms.DateField(input_formats=["%Y-%m-%d"], required=False),
            }
        )

    def scope(self) -> Scope:
        """Return what was asked; raises ValueError or LookupError when it makes no sense."""
        if not self.is_valid():
            raise ValueError(self.errors.as_text())
        data = self.cleaned_data
        breakdown = breakdowns.read(data["phan-to"])
        indicators.get(data["chi-so"]).check(breakdown)
        if data["tu"] >= data["den"]:
            raise ValueError(data["den"])
        return Scope(
            data["chi-so"],
            data["don-vi"],
            data["tu"],
            data["den"],
            breakdown,
            data["cap"],
            data["ngay"],
        )
