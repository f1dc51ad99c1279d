"""Thin doors from templates to Vietnamese numbers and dates and to components with logic."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    RadioSelect,
    Select,
)
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kheo.foundation.vietnamese import dates, numbers

register = template.Library()

ENGLISH_MARKS = str.maketrans(".,", ",.")
Attributes = dict[str, str | bool]

# From how many days before its date a duty is shown as "soon" where the clock gave no warning date.
SOON_DAYS = 3


@register.filter
def number(value: Decimal | int | float | None, decimals: int | None = None) -> str:
    """Write 1190 as 1.190, for an English reader as 1,190."""
    return "" if value is None else _for_reader(numbers.write(_exact(value), decimals))


@register.filter
def kh_carried(field: BoundField) -> SafeString:
    """Carry a field along unseen, pointing to no words that stand on another page."""
    return field.field.hidden_widget().render(field.html_name, field.value())


@register.filter
def percent(value: Decimal | int | float | None, decimals: int = 1) -> str:
    """Write 96.4 as 96,4 %; the value is already a percentage."""
    return "" if value is None else f"{number(value, decimals)}\u00a0%"


def _for_reader(written: str) -> str:
    """Swap the two marks that mean the opposite in English."""
    if get_language() == settings.LANGUAGE_CODE:
        return written
    return written.translate(ENGLISH_MARKS)


def _exact(value: Decimal | int | float) -> Decimal | int:
    return Decimal(str(value)) if isinstance(value, float) else value


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a date as 30/11/2026, in the time of Vietnam."""
    return "" if value is None else dates.write_plain_date(_local(value))


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment as 14:15 ngày 30/11/2026."""
    if value is None:
        return ""
    return _("%(time)s ngày %(day)s") % {"time": f"{_local(value):%H:%M}", "day": day(value)}


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.inclusion_tag("components/field.html")
def kh_field(
    bound: BoundField,
    kind: str = "",
    optional: bool = True,
    count: bool = True,
    headed: bool = False,
) -> dict[str, Any]:
    """Show one question: its label, help, error and control, tied together for every reader.

    `headed`: a heading right above says the same words, so the label is for screen readers only.
    """
    widget = bound.field.widget
    shape = kind or _shape(widget)
    if shape == "choices":
        widget.attrs.setdefault("class", "form-check-input")
    attrs: Attributes = {"class": _css(shape, widget), **_described(bound)}
    longest = widget.attrs.get("maxlength")
    if shape == "textarea" and count and longest:
        # The browser's own limit would cut what is pasted without a word; the form says so.
        attrs |= {"data-kh-count": longest, "maxlength": False}
    return {
        "field": bound,
        "shape": shape,
        "control": bound.as_widget(attrs=_own(widget, attrs)),
        "is_optional": optional and not bound.field.required,
        "hides_label": headed,
        "error_id": f"{bound.auto_id}_error",
        "help_id": f"{bound.auto_id}_helptext",
    }


def _shape(widget: Any) -> str:
    if isinstance(widget, CheckboxSelectMultiple | RadioSelect):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "check"
    if isinstance(widget, FileInput):
        return "file"
    return "textarea" if getattr(widget, "template_name", "").endswith("textarea.html") else "line"


def _css(shape: str, widget: Any) -> str:
    if shape in ("check", "choices"):
        return "form-check-input"
    if shape == "file":
        return ""
    return "form-select" if isinstance(widget, Select) else "form-control"


def _own(widget: Any, attrs: Attributes) -> Attributes:
    """Keep the classes that the form itself asked for."""
    own = widget.attrs.get("class", "")
    return attrs | {"class": f"{attrs['class']} {own}".strip()}


def _described(bound: BoundField) -> Attributes:
    ids = [f"{bound.auto_id}_helptext"] if bound.help_text else []
    if bound.errors:
        ids.insert(0, f"{bound.auto_id}_error")
    described: Attributes = {"aria-describedby": " ".join(ids)} if ids else {}
    return described | ({"aria-invalid": "true"} if bound.errors else {})


@register.inclusion_tag("components/errors.html")
def kh_errors(form: BaseForm) -> dict[str, Any]:
    """List on top what stands in the way, each line leading to its field."""
    return {
        "general": form.non_field_errors(),
        "fields": [bound for bound in form if bound.errors],
        "is_needed": bool(form.errors),
    }


@register.inclusion_tag("components/chip.html")
def kh_deadline(
    due: date | None,
    today: date,
    closed: date | datetime | None = None,
    warn_on: date | None = None,
) -> dict[str, Any]:
    """Say in a chip how a duty stands to its date."""
    tone, text = standing(due, today=today, closed=closed, warn_on=warn_on)
    return {"tone": tone, "text": text}


@register.simple_tag
def kh_due_tone(
    due: date | None,
    today: date,
    closed: date | datetime | None = None,
    warn_on: date | None = None,
) -> str:
    """Name the tone of a deadline: open, soon, late or done."""
    return standing(due, today=today, closed=closed, warn_on=warn_on)[0]


@register.simple_tag
def kh_due_words(due: date | None, today: date, closed: date | datetime | None = None) -> str:
    """Say how a deadline stands, in a few words."""
    return standing(due, today=today, closed=closed, warn_on=None)[1]


def standing(
    due: date | None, *, today: date, closed: date | datetime | None, warn_on: date | None
) -> tuple[str, str]:
    if due is None:
        return "open", _("không có hạn")
    if closed:
        late = (_date(closed) - due).days
        return ("late", _("xong, %s") % _late(late)) if late > 0 else ("done", _("xong đúng hạn"))
    left = (due - today).days
    if left < 0:
        return "late", _late(-left)
    is_soon = today >= warn_on if warn_on else left <= SOON_DAYS
    return "soon" if is_soon else "open", _left(left)


def _date(value: date | datetime) -> date:
    local = _local(value)
    return local.date() if isinstance(local, datetime) else local


def _late(days: int) -> str:
    return ngettext("quá %(days)s ngày", "quá %(days)s ngày", days) % {"days": number(days)}


def _left(days: int) -> str:
    if days == 0:
        return _("hạn hôm nay")
    return ngettext("còn %(days)s ngày", "còn %(days)s ngày", days) % {"days": number(days)}
