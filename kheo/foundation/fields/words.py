"""Text made fit to keep, refused in Vietnamese at its field."""

from typing import Any

from django import forms
from django.utils.translation import ngettext_lazy

from kheo.foundation.vietnamese import text

LONGEST_NAME = 120
TOO_LONG: Any = ngettext_lazy(
    "Dài quá: %(show_value)d chữ và dấu, chỉ nhận %(limit_value)d.",
    "Dài quá: %(show_value)d chữ và dấu, chỉ nhận %(limit_value)d.",
    "limit_value",
)


class Words(forms.CharField):
    """Composed letters, no invisible characters, no spaces at the ends.

    `missing` is what an empty field is told; `lines` makes it a box of so many lines.
    """

    def __init__(self, *, missing: Any = "", lines: int = 0, **kwargs: Any) -> None:
        if lines:
            kwargs["widget"] = forms.Textarea(attrs={"rows": lines})
        errors = {"max_length": TOO_LONG, **({"required": missing} if missing else {})}
        super().__init__(error_messages=errors, **kwargs)

    def to_python(self, value: Any) -> str:
        cleaned = text.clean(value) if isinstance(value, str) else value
        return str(super().to_python(cleaned))
