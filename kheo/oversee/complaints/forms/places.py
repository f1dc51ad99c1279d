"""Finds the commune behind what was typed, and asks when several are called so."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text
from kheo.oversee.complaints.forms.fields import NamedForm, Words

MOST_CHOICES = 8


class Offered(forms.ChoiceField):
    """A choice that is only shown when there is something to choose between."""

    widget = forms.RadioSelect

    def valid_value(self, value: Any) -> bool:
        return True


class PlaceForm(NamedForm):
    """Where the authority sits: a commune by name, or the province when nothing is typed."""

    commune = Words(
        label=gettext_lazy("Cơ quan đó ở xã, phường nào?"),
        help_text=gettext_lazy("Gõ tên, không cần dấu. Để trống nếu là cơ quan cấp tỉnh."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"list": "communes", "autocomplete": "off"}),
    )
    unit = Offered(label=gettext_lazy("Bạn chọn nơi nào?"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def found_unit(self, data: dict[str, Any]) -> Unit | None:
        """Return the unit that was meant, or say beside the field why there is none."""
        typed = data.get("commune") or ""
        if not typed:
            return units.here(on=self.today)
        found = self._fitting(typed)
        chosen = [match for match in found if match.unit.code == data.get("unit")]
        if len(found) == 1 or chosen:
            return (chosen or found)[0].unit
        if not found:
            self.add_error("commune", _("Không thấy xã, phường nào tên như vậy. Xin gõ lại."))
        else:
            self._offer(found)
        return None

    def _fitting(self, typed: str) -> list[units.Match]:
        levels = [Unit.Level.COMMUNE]
        found = units.lookup_here(typed, on=self.today, levels=levels, limit=MOST_CHOICES)
        asked = text.fold(text.one_spelling(typed))
        exact = [one for one in found if asked in (one.unit.folded, text.fold(one.unit.name))]
        return exact or found

    def _offer(self, found: list[units.Match]) -> None:
        field = self.fields["unit"]
        assert isinstance(field, Offered)
        field.choices = [
            (one.unit.code, ", ".join(filter(None, (one.unit.full_name, one.reason))))
            for one in found
        ]
        self.add_error("commune", _("Có nhiều nơi tên gần giống nhau. Xin chọn một ở dưới."))
