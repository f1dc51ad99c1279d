"""A form field for an officer."""

from typing import Any

from django import forms


class OfficerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Officers by name and sign-in, for two people may bear one name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.username})"
