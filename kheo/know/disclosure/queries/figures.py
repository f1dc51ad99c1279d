"""The numbers of disclosure for reports, and what stands behind each."""

from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse

from kheo.foundation.figures.indicators import Parts, Row, Scope
from kheo.foundation.units.models import Unit
from kheo.know.disclosure import rules
from kheo.know.disclosure.queries.numbers import required_items

LEVELS = (Unit.Level.COMMUNE,)


def required(unit: Unit, since: date, until: date) -> Parts:
    """Count the items that the law of the last day of a window asks of a commune."""
    last = until - timedelta(days=1)
    found = {level: required_items(level=level, on=last) for level in LEVELS}
    return {("", str(level)): Decimal(one.value) for level, one in found.items() if one}


def required_behind(scope: Scope, first: int, count: int) -> list[Row]:
    """List those items by their short names."""
    last = scope.until - timedelta(days=1)
    lists = [rules.book().main(level=level, on=last) for level in LEVELS]
    url = reverse("disclosure:matrix")
    rows = [Row(f"{item.number}. {item.short}", url) for one in lists if one for item in one.items]
    return rows[first : first + count]
