"""Days and hours as people write them, and the moment at which a paper came."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.words import Words
from kheo.foundation.vietnamese import dates

OPENING_HOUR = time(8)
_HOUR = re.compile(r"(\d{1,2})(?:\s*[:hg.]\s*(\d{1,2}))?\s*(?:giờ|h)?", re.I)


class Day(Words):
    """A day as people write it: 9/11/2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("missing", gettext_lazy("Xin ghi ngày, ví dụ 9/11/2026."))
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        )
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        try:
            return dates.parse_date(typed) if typed else None
        except dates.DateError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def prepare_value(self, value: Any) -> Any:
        return dates.write_date(value) if isinstance(value, date) else value


class Hour(Words):
    """An hour as people write it: 8:00, 8h, 8 giờ 30."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("missing", gettext_lazy("Xin ghi giờ, ví dụ 8:00."))
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value).replace("giờ", "h")
        if not typed:
            return None
        found = _HOUR.fullmatch(typed)
        try:
            return time(int(found[1]), int(found[2] or 0)) if found else self._refuse()
        except ValueError:
            return self._refuse()

    def _refuse(self) -> time:
        raise forms.ValidationError(_("Giờ chưa đúng. Ví dụ: 8:00, 13:30."))

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


def moment_of(day: date, *, today: date, now: datetime, hour: time = OPENING_HOUR) -> datetime:
    """Give the moment of receipt: now when it came today, else a fixed hour of that day."""
    return now if day == today else timezone.make_aware(datetime.combine(day, hour))
