"""The number of a target in the communes below its unit."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.paginator import Page, Paginator

from kheo.foundation.figures import queries as figures
from kheo.foundation.figures import smallness
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.queries import Number, Table
from kheo.foundation.units.models import Unit
from kheo.insight.returns import queries as returns
from kheo.insight.targets import catalogue
from kheo.insight.targets.models import Target
from kheo.insight.targets.queries.lists import PAGE
from kheo.insight.targets.standings import Standing

DAY = timedelta(days=1)


def below(
    target: Target, *, today: date, number: int = 1, tell_all: bool = False
) -> tuple[Page[Unit], list[tuple[Unit, Standing | None, Decimal | None]]]:
    """Give one page of the communes of a target's unit: each with its own target, if it has one.

    The third is what the commune reached, None where it is unknown or may not be told.
    """
    last = min(target.period_end, today)
    read = figures.table(
        _read_of(target), target.unit, target.period_start, last + DAY, below=Unit.Level.COMMUNE
    )
    reached = {unit.pk: returns.chosen(read, target.address, unit) for unit in read.units}
    told = _told_below(target, read, reached, tell_all=tell_all)
    page = Paginator(read.units, PAGE).get_page(number)
    own = {
        one.unit_id: one
        for one in Target.objects.standing().filter(
            unit__in=[unit.pk for unit in page],
            indicator=target.indicator,
            breakdown=target.breakdown,
            level=target.level,
            period_start=target.period_start,
            period_end=target.period_end,
        )
    }
    rows = []
    for unit in page:
        planned, value = own.get(unit.pk), told.get(unit.pk)
        is_hidden = value is None and reached[unit.pk] is not None
        standing = Standing(planned, value, today, is_hidden=is_hidden) if planned else None
        rows.append((unit, standing, value))
    return page, rows


def _read_of(target: Target) -> list[Address]:
    base = catalogue.base_of(target.address)
    return [target.address, base] if base else [target.address]


def _told_below(
    target: Target, read: Table, reached: dict[int, Number | None], *, tell_all: bool
) -> dict[int, Decimal | None]:
    """Hide what rests on few people, and so many others that nothing gives it back."""
    values = {pk: number.value for pk, number in reached.items() if number is not None}
    base = catalogue.base_of(target.address)
    if tell_all or not (base or target.counted.counts_people):
        return dict(values)
    of = base or target.address
    units = {unit.pk: unit for unit in read.units}
    bases = {
        pk: number.value if (number := returns.chosen(read, of, units[pk])) else Decimal(0)
        for pk in values
    }
    whole = returns.chosen(read, of)
    parts, _total = smallness.with_total(bases, whole.value if whole else Decimal(0))
    return {pk: None if parts[pk] is None else value for pk, value in values.items()}
