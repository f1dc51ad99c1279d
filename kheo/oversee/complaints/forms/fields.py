"""Fields that take Vietnamese as people type it and say in Vietnamese what is missing."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.documents.fields import FilesField
from kheo.foundation.vietnamese import dates, text

MOST_FILES = 20
LONGEST_DAY = 40
_PHONE = re.compile(r"0\d{8,10}")


class Words(forms.CharField):
    """Text made fit to keep: composed letters, no invisible characters."""

    def __init__(self, *, missing: Any = "", lines: int = 0, **kwargs: Any) -> None:
        if lines:
            kwargs["widget"] = forms.Textarea(attrs={"rows": lines})
        if missing:
            kwargs["error_messages"] = {"required": missing}
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(text.clean(value) if isinstance(value, str) else value))


class Phone(Words):
    """A Vietnamese number, kept as digits."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
        super().__init__(max_length=24, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        digits = re.sub(r"[\s.()-]", "", super().clean(value))
        digits = re.sub(r"^(\+84|0084)", "0", digits)
        if digits and not _PHONE.fullmatch(digits):
            raise forms.ValidationError(_("Số điện thoại chưa đúng. Ví dụ: 0912 345 678."))
        return digits


class Day(forms.CharField):
    """A day as people write it: 9/11/2026."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        errors = {"required": gettext_lazy("Xin ghi ngày, ví dụ 9/11/2026.")}
        super().__init__(widget=widget, max_length=LONGEST_DAY, error_messages=errors, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        try:
            return dates.parse_date(typed) if typed else None
        except dates.DateError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def prepare_value(self, value: Any) -> Any:
        return dates.write_date(value) if isinstance(value, date) else value


class Scans(FilesField):
    """Photos and scans of papers; a paper of many pages is one file or many photos."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("most", MOST_FILES)
        kwargs.setdefault("label", gettext_lazy("Ảnh chụp, bản quét giấy tờ"))
        kwargs.setdefault(
            "help_text", gettext_lazy("Quyết định bị khiếu nại, giấy tờ liên quan: ảnh hoặc PDF.")
        )
        super().__init__(**kwargs)


class NamedForm(forms.Form):
    """A form that shares its page with others, so its fields carry its own name."""

    ids = "id_%s"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", self.ids)
        super().__init__(*args, **kwargs)
