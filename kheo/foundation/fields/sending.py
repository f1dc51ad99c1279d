"""What a form carries beside the questions: its key, its own names, a trap for programs."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_BROKEN = gettext_lazy("Trang này đã hỏng, xin tải lại.")


def new_key() -> str:
    """Make the key of one sending; the same form sent twice carries the same key."""
    return str(uuid.uuid4())


class SubmissionKey(forms.UUIDField):
    """The hidden key of one sending; where it may be missing, a new one stands in for it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.HiddenInput,
            initial=new_key,
            error_messages={"required": _BROKEN, "invalid": _BROKEN},
            **kwargs,
        )

    def clean(self, value: Any) -> uuid.UUID:
        key: uuid.UUID | None = super().clean(value)
        return key or uuid.uuid4()


class Website(forms.CharField):
    """A field that only programs fill in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            label=gettext_lazy("Xin để trống ô này"),
            widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        if super().clean(value):
            raise forms.ValidationError(_("Xin xóa chữ trong ô này rồi gửi lại."))
        return ""


class NamedForm(forms.Form):
    """A form that shares its page with others, so its fields carry its own name."""

    ids = "id_%s"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", self.ids)
        super().__init__(*args, **kwargs)


class KeyedForm(NamedForm):
    """A form whose files wait under its key, and whose second press makes nothing new."""

    submission_key = SubmissionKey(required=False)

    @property
    def draft(self) -> uuid.UUID | None:
        """The key under which files wait while the form is not finished."""
        return self.cleaned_data.get("submission_key")

    def key(self) -> uuid.UUID:
        """Make one key of the form and its words: pressed twice is one, changed words are two."""
        return uuid.uuid5(self.cleaned_data["submission_key"], self.cleaned_data["text"])
