"""What the table of who has sent is asked for: which form, which year, which periods."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from kheo.insight.returns import periods
from kheo.insight.returns.models import Form
from kheo.insight.returns.periods import Period

YEARS_BACK = 10
LACKING = "chua"


class StandingForm(forms.Form):
    """Nonsense asks for the first form and this year."""

    bieu = forms.ChoiceField(label=gettext_lazy("Biểu"), required=False)
    ky = forms.ChoiceField(label=gettext_lazy("Kỳ"), required=False)
    nam = forms.ChoiceField(label=gettext_lazy("Năm"), required=False)
    loc = forms.ChoiceField(
        label=gettext_lazy("Nơi gửi"),
        required=False,
        choices=[
            ("", gettext_lazy("Mọi nơi")),
            (LACKING, gettext_lazy("Chỉ nơi quá hạn chưa gửi")),
        ],
    )

    def __init__(self, data: Any, *, today: date, forms: Iterable[Form]) -> None:
        super().__init__(data)
        self.today = today
        self.forms = {one.key: one for one in forms}
        self._choose("bieu", [(one.key, one.title) for one in self.forms.values()])
        self._choose(
            "nam", [(str(y), str(y)) for y in range(today.year, today.year - YEARS_BACK, -1)]
        )
        self._choose("ky", [(key, periods.kind(key).label) for key in self._kinds()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _kinds(self) -> list[str]:
        chosen = self.chosen()
        rows = chosen.assignments.all() if chosen else []
        return list(dict.fromkeys(one.period_kind for one in rows))

    def chosen(self) -> Form | None:
        """The form that is asked for, else the first."""
        first = next(iter(self.forms.values()), None)
        return self.forms.get(self.data.get("bieu", ""), first)

    def windows(self) -> list[Period]:
        """The periods of the year that is asked for; none where nobody owes the form."""
        kinds = self._kinds()
        if not kinds:
            return []
        asked = self.data.get("ky", "")
        kind = periods.kind(asked if asked in kinds else kinds[0])
        written = self.data.get("nam", "")
        year = int(written) if written.isdecimal() and len(written) == 4 else self.today.year
        year = year if 0 <= self.today.year - year < YEARS_BACK else self.today.year
        return [kind.window(number, year) for number in range(1, kind.times + 1)]

    def is_lacking(self) -> bool:
        return bool(self.data.get("loc") == LACKING)
