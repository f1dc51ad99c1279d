"""Fields that take Vietnamese as people type it and say in Vietnamese what is missing."""

import re
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.vietnamese import dates, text

LONGEST_NAME = 120
LONGEST_PHONE = 24
_PHONE = re.compile(r"0\d{8,10}")
_HOUR = re.compile(r"(\d{1,2})(?:\s*[:hg.]\s*(\d{1,2}))?\s*(?:giờ|h)?", re.I)


class Words(forms.CharField):
    """Text made fit to keep: composed letters, no invisible characters, no spaces at the ends."""

    def __init__(self, *, missing: Any = "", lines: int = 0, **kwargs: Any) -> None:
        if lines:
            kwargs["widget"] = forms.Textarea(attrs={"rows": lines})
        errors = {"max_length": gettext_lazy("Dài quá: chỉ nhận %(limit_value)d chữ và dấu.")}
        if missing:
            errors["required"] = missing
        super().__init__(error_messages=errors, **kwargs)

    def to_python(self, value: Any) -> str:
        cleaned = text.clean(value) if isinstance(value, str) else value
        return str(super().to_python(cleaned))


class Phone(Words):
    """A Vietnamese number, kept as digits."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
        super().__init__(max_length=LONGEST_PHONE, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        digits = re.sub(r"^(\+84|0084)", "0", re.sub(r"[\s.()-]", "", typed))
        if not _PHONE.fullmatch(digits):
            raise forms.ValidationError(_("Số điện thoại chưa đúng. Ví dụ: 0912 345 678."))
        return digits


class Day(forms.CharField):
    """A day as people write it: 9/11/2026."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        errors = {"required": gettext_lazy("Xin ghi ngày, ví dụ 9/11/2026.")}
        super().__init__(widget=widget, max_length=40, error_messages=errors, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        try:
            return dates.parse_date(typed) if typed else None
        except dates.DateError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else dates.write_date(value)


class Hour(forms.CharField):
    """An hour as people write it: 8:00, 8h, 8 giờ 30."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {"required": gettext_lazy("Xin ghi giờ, ví dụ 8:00.")}
        super().__init__(max_length=20, error_messages=errors, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value).replace("giờ", "h")
        if not typed:
            return None
        found = _HOUR.fullmatch(typed.strip())
        try:
            return time(int(found[1]), int(found[2] or 0)) if found else self._refuse()
        except ValueError:
            return self._refuse()

    def _refuse(self) -> time:
        raise forms.ValidationError(_("Giờ chưa đúng. Ví dụ: 8:00, 13:30."))

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value
