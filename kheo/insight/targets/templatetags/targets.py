"""Amounts and periods of targets, as people write them."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from kheo.foundation.vietnamese import dates
from kheo.insight.returns import queries as returns
from kheo.insight.targets import drawing
from kheo.insight.targets.models import Target

register = template.Library()


@register.simple_tag
def target_amount(target: Target, value: Decimal) -> str:
    """Write a number of a target with what it counts."""
    return returns.shown(drawing.rounded(value), target.unit_of_count)


@register.simple_tag
def target_period(target: Target) -> str:
    """Write a period: năm 2026; 2023–2025; else from day to day."""
    first, last = target.period_start, target.period_end
    if (first, last) == (date(first.year, 1, 1), date(last.year, 12, 31)):
        if first.year == last.year:
            return _("năm %(year)s") % {"year": first.year}
        return f"{first.year}–{last.year}"
    return f"{dates.write_date(first)} – {dates.write_date(last)}"
