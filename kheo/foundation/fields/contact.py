"""How somebody can be reached, as people write it."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.words import Words

LONGEST_PHONE = 24
_PHONE = re.compile(r"0\d{8,10}")


class Phone(Words):
    """A Vietnamese number, kept as digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Số điện thoại"))
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
        super().__init__(max_length=LONGEST_PHONE, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        digits = re.sub(r"[\s.()-]", "", super().clean(value))
        digits = re.sub(r"^(\+84|0084)", "0", digits)
        if digits and not _PHONE.fullmatch(digits):
            raise forms.ValidationError(_("Số điện thoại chưa đúng. Ví dụ: 0912 345 678."))
        return digits


class Email(forms.EmailField):
    """An address of one's own, never asked of anybody who has none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("Thư điện tử"),
            required=False,
            error_messages={
                "invalid": gettext_lazy("Địa chỉ thư chưa đúng. Ví dụ: lan@example.vn.")
            },
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            **kwargs,
        )
