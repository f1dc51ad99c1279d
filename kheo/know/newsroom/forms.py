"""What is chosen in the newsroom: the way of each list, the month that is shown."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from kheo.know.news.models import NewsIndex
from kheo.know.newsroom import rules

MONTH = "%Y-%m"


class WayForm(forms.Form):
    """Which steps the articles of one list go through."""

    way = forms.ChoiceField(widget=forms.RadioSelect, label="")

    def __init__(self, *args: Any, index: NewsIndex, **kwargs: Any) -> None:
        self.index = index
        desk = getattr(index, "desk", None)
        current = desk.way if desk else rules.rules().begins_with
        kwargs |= {"prefix": f"danh-sach-{index.pk}", "initial": {"way": current}}
        super().__init__(*args, **kwargs)
        field = self.fields["way"]
        assert isinstance(field, forms.ChoiceField)
        field.label = index.title
        field.choices = [(way.key, way.name) for way in rules.rules().ways.values()]


def chosen(forms_: Iterable[WayForm]) -> list[WayForm]:
    """Keep those in which something else was chosen."""
    return [form for form in forms_ if form.is_valid() and form.has_changed()]


def month_of(written: str, today: date) -> date:
    """Read the first day of a month from an address; this month where it makes no sense."""
    try:
        return datetime.strptime(written, MONTH).date()  # noqa: DTZ007
    except ValueError:
        return today.replace(day=1)


def day_of(written: str) -> date | None:
    """Read a day from an address."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def now_and_today() -> tuple[datetime, date]:
    """Read the clock once."""
    now = timezone.now()
    return now, timezone.localdate(now)
