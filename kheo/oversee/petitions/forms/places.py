"""Finds the commune behind what was typed, and asks when several are called so."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text
from kheo.oversee.petitions.forms.fields import NamedForm, Words

MOST_CHOICES = 8
LONGEST_COMMUNE = 80


class Offered(forms.ChoiceField):
    """A choice that is only shown when there is something to choose between."""

    widget = forms.RadioSelect

    def valid_value(self, value: Any) -> bool:
        return True


class CommuneForm(NamedForm):
    """A form that asks for a commune by name; it needs no list to choose from."""

    commune = Words(
        label=gettext_lazy("Xã, phường"),
        help_text=gettext_lazy("Gõ tên, không cần dấu. Ví dụ: ngoc chien"),
        required=False,
        max_length=LONGEST_COMMUNE,
        widget=forms.TextInput(attrs={"list": "communes", "autocomplete": "off"}),
    )
    unit = Offered(label=gettext_lazy("Bạn chọn nơi nào?"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def found_unit(self, data: dict[str, Any]) -> Unit | None:
        """Return the commune that was meant, or say beside the field why there is none."""
        typed = data.get("commune") or ""
        if not typed:
            return None
        found = self._fitting(typed)
        if not found:
            self.add_error(
                "commune",
                _("Không thấy xã, phường nào tên “%(name)s” ở %(place)s. Xin gõ lại.")
                % {"name": typed, "place": units.here(on=self.today) or _("đây")},
            )
            return None
        chosen = [match for match in found if match.unit.code == data.get("unit")]
        if len(found) == 1 or chosen:
            return (chosen or found)[0].unit
        self._offer(found)
        return None

    def _fitting(self, typed: str) -> list[units.Match]:
        found = units.lookup_here(
            typed, on=self.today, levels=[Unit.Level.COMMUNE], limit=MOST_CHOICES
        )
        asked = text.fold(text.one_spelling(typed))
        exact = [
            match for match in found if asked in (match.unit.folded, text.fold(match.unit.name))
        ]
        return exact or found

    def _offer(self, found: list[units.Match]) -> None:
        field = self.fields["unit"]
        assert isinstance(field, Offered)
        field.choices = [
            (match.unit.code, ", ".join(filter(None, (match.unit.full_name, match.reason))))
            for match in found
        ]
        self.add_error(
            "commune",
            _("Có %(n)s nơi tên gần giống nhau. Xin chọn một ở dưới.") % {"n": len(found)},
        )
