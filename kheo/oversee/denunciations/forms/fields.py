"""Fields whose words no browser may keep."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kheo.foundation.fields import words
from kheo.foundation.vietnamese import text
from kheo.oversee.denunciations.law import Choice

LONGEST_TEXT = 100_000
OFF = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}


class SealedForm(forms.Form):
    """A form whose fields are all called sealed-…: an expired page hands none of them back."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", "sealed")
        super().__init__(*args, **kwargs)


class Words(words.Words):
    """Text that the browser neither keeps nor looks over."""

    def __init__(self, *, lines: int = 0, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_TEXT if lines else 300)
        super().__init__(lines=lines, **kwargs)
        self.widget.attrs.update(OFF)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class Passphrase(forms.CharField):
    """Never shown again, never kept, never offered by the browser."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Cụm mật khẩu của bạn"))
        widget = forms.PasswordInput(attrs={**OFF, "autocomplete": "one-time-code"})
        super().__init__(widget=widget, strip=False, max_length=300, **kwargs)

    def to_python(self, value: Any) -> str:
        # The same words from another keyboard are the same passphrase.
        return text.nfc(str(super().to_python(value))).strip()


def choices(rows: tuple[Choice, ...]) -> list[tuple[str, str]]:
    return [(row.code, row.words) for row in rows]
