"""A form field for a body of this province, typed by its name with or without marks."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body
from kheo.foundation.vietnamese import text

LONGEST = 200


class BodyField(forms.CharField):
    """The page offers the names in a `<datalist id="bodies">` (see `names`)."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": "bodies", "autocomplete": "off"})
        super().__init__(max_length=LONGEST, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(text.clean(value) if isinstance(value, str) else value)
        return _found(typed, timezone.localdate()) if typed else None

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Body) else value


def names(today: date) -> list[str]:
    """List what may be typed."""
    home = units.here(on=today)
    return [body.name for body in units.answering_bodies(home, on=today)] if home else []


def _found(typed: str, today: date) -> Body:
    home = units.here(on=today)
    bodies = units.answering_bodies(home, on=today) if home else Body.objects.none()
    asked = _spelled(typed)
    alike = [body for body in bodies if asked in _spelled(body.name)]
    exact = [body for body in alike if asked == _spelled(body.name)]
    chosen = exact or alike
    if len(chosen) == 1:
        return chosen[0]
    if not chosen:
        raise forms.ValidationError(
            _("Không thấy cơ quan nào tên “%(name)s” đang có người đứng đầu. Xin gõ lại.")
            % {"name": typed}
        )
    raise forms.ValidationError(
        _("Có %(n)s cơ quan tên gần giống nhau, ví dụ: %(some)s. Xin gõ đủ tên.")
        % {"n": len(chosen), "some": "; ".join(body.name for body in chosen[:3])}
    )


def _spelled(name: str) -> str:
    return text.fold(text.one_spelling(name))
