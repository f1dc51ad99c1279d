"""What the matrix and a unit's page are asked for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from kheo.know.disclosure import rules
from kheo.know.disclosure.queries import State


class FindForm(forms.Form):
    """Which year, which item, which state, in which order; nonsense asks for everything."""

    nam = forms.ChoiceField(label=gettext_lazy("Năm"), required=False)
    noi_dung = forms.ChoiceField(label=gettext_lazy("Nội dung"), required=False)
    tinh_trang = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False)
    xep = forms.ChoiceField(
        label=gettext_lazy("Xếp theo"),
        required=False,
        choices=[("", gettext_lazy("Tên xã, phường")), ("thieu", gettext_lazy("Thiếu nhiều nhất"))],
    )

    def __init__(
        self, *args: Any, items: tuple[rules.Item, ...], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        first = min(one.since.year for one in rules.book().lists.values())
        years = range(today.year, first - 1, -1)
        self._choose("nam", gettext_lazy("Hiện nay"), [(str(year), str(year)) for year in years])
        numbered = [(item.key, f"{item.number}. {item.short}") for item in items]
        self._choose("noi_dung", gettext_lazy("Mọi nội dung"), numbered)
        states = [(str(state), state.label) for state in State]
        self._choose("tinh_trang", gettext_lazy("Mọi tình trạng"), states)

    def _choose(self, name: str, all_of_it: Any, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", all_of_it), *choices]

    def asked(self, name: str) -> str:
        """Return what was chosen, empty where it makes no sense."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")
