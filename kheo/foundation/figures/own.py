"""Finds the indicators that officers named, as the registry wants them."""

from kheo.foundation.figures.indicators import Gathering, Indicator
from kheo.foundation.figures.models import OwnIndicator


def find(codes: set[str] | None) -> dict[str, Indicator]:
    """Read some of them by code, or all, in one query."""
    found = OwnIndicator.objects.order_by("code")
    if codes is not None:
        # A code with a zero byte is nobody's, and the database would not take it.
        found = found.filter(code__in=[code for code in codes if "\0" not in code])
    return {one.code: indicator(one) for one in found}


def indicator(own: OwnIndicator) -> Indicator:
    """Say what is stored as an indicator."""
    return Indicator(
        code=own.code,
        label=own.label,
        unit_of_count=own.unit_of_count,
        breakdowns=own.breakdowns,
        is_public=own.is_public,
        counts_people=own.counts_people,
        gathers=Gathering(own.gathers),
        numerator=own.numerator,
        denominator=own.denominator,
    )
