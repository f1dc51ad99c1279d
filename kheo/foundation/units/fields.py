"""Form fields for a body or a commune of this province, typed by name with or without marks."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.sending import NamedForm
from kheo.foundation.fields.words import Words
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body, Unit
from kheo.foundation.vietnamese import text

LONGEST = 200
LONGEST_COMMUNE = 80
MOST_CHOICES = 8


# --- A body -----------------------------------------------------------------------------------


class BodyField(Words):
    """The page offers the names in a `<datalist id="bodies">` (see `names`)."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": "bodies", "autocomplete": "off"})
        super().__init__(max_length=LONGEST, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
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


# --- A commune --------------------------------------------------------------------------------


class CommuneName(Words):
    """A name; the page may offer some in a `<datalist id="communes">`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Xã, phường"))
        kwargs.setdefault("help_text", gettext_lazy("Gõ tên, không cần dấu. Ví dụ: ngoc chien"))
        widget = forms.TextInput(attrs={"list": "communes", "autocomplete": "off"})
        super().__init__(required=False, max_length=LONGEST_COMMUNE, widget=widget, **kwargs)


class Offered(forms.ChoiceField):
    """A choice that is only shown when there is something to choose between."""

    widget = forms.RadioSelect

    def valid_value(self, value: Any) -> bool:
        return True


class CommuneForm(NamedForm):
    """A form that asks for a commune by name; it needs no list to choose from."""

    commune = CommuneName()
    unit = Offered(label=gettext_lazy("Bạn chọn nơi nào?"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def found_unit(self, data: dict[str, Any]) -> Unit | None:
        """Return the commune that was meant, or say beside the field why there is none."""
        typed = data.get("commune") or ""
        if not typed:
            return None
        found = self._fitting(typed)
        if not found:
            self.add_error(
                "commune",
                _("Không thấy xã, phường nào tên “%(name)s” ở %(place)s. Xin gõ lại.")
                % {"name": typed, "place": units.here(on=self.today) or _("đây")},
            )
            return None
        chosen = [match for match in found if match.unit.code == data.get("unit")]
        if len(found) == 1 or chosen:
            return (chosen or found)[0].unit
        self._offer(found)
        return None

    def _fitting(self, typed: str) -> list[units.Match]:
        levels = [Unit.Level.COMMUNE]
        found = units.lookup_here(typed, on=self.today, levels=levels, limit=MOST_CHOICES)
        asked = text.fold(text.one_spelling(typed))
        exact = [one for one in found if asked in (one.unit.folded, text.fold(one.unit.name))]
        return exact or found

    def _offer(self, found: list[units.Match]) -> None:
        field = self.fields["unit"]
        assert isinstance(field, Offered)
        field.choices = [
            (one.unit.code, ", ".join(filter(None, (one.unit.full_name, one.reason))))
            for one in found
        ]
        self.add_error(
            "commune",
            _("Có %(n)s nơi tên gần giống nhau. Xin chọn một ở dưới.") % {"n": len(found)},
        )
