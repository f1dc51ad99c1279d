"""Fields that take Vietnamese as people type it and say in Vietnamese what is missing."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from kheo.foundation.vietnamese import dates, text

LONGEST_NAME = 120
LONGEST_PHONE = 24
TOO_LONG: Any = ngettext_lazy(
    "Dài quá: %(show_value)d chữ và dấu, chỉ nhận %(limit_value)d.",
    "Dài quá: %(show_value)d chữ và dấu, chỉ nhận %(limit_value)d.",
    "limit_value",
)
_PHONE = re.compile(r"0\d{8,10}")


class Words(forms.CharField):
    """Text made fit to keep: composed letters, no invisible characters, no spaces at the ends."""

    def __init__(self, *, missing: Any = "", lines: int = 0, **kwargs: Any) -> None:
        if lines:
            kwargs["widget"] = forms.Textarea(attrs={"rows": lines})
        errors = {"max_length": TOO_LONG}
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
        digits = re.sub(r"[\s.()-]", "", typed)
        digits = re.sub(r"^(\+84|0084)", "0", digits)
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
        return dates.write_date(value) if isinstance(value, date) else value


class NamedForm(forms.Form):
    """A form that shares its page with others, so its fields carry its own name."""

    ids = "id_%s"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", self.ids)
        super().__init__(*args, **kwargs)
