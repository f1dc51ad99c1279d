"""Sums of one indicator over a unit and all below it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from kheo.foundation.figures import breakdowns, indicators, mapping
from kheo.foundation.figures.indicators import Row, Scope, UnknownBreakdown
from kheo.foundation.figures.queries import reading, today
from kheo.foundation.figures.queries.reading import Sum
from kheo.foundation.units.models import Unit

Breakdown = Mapping[str, str] | None


@dataclass(frozen=True)
class UnitFigure:
    """A number of one unit; an estimate when a split unit's number was shared out."""

    unit: Unit
    value: Decimal
    is_estimate: bool = False


def total(
    indicator: str, unit: Unit, since: date, until: date, breakdown: Breakdown = None
) -> Decimal:
    """Sum an indicator over a unit and all below it."""
    indicators.get(indicator).check(breakdown or {})
    found = reading.sums([indicator], [unit.pk], since, until)
    return sum((row.value for row in _within(found, breakdown)), Decimal(0))


def by_value(
    indicator: str, unit: Unit, since: date, until: date, key: str, breakdown: Breakdown = None
) -> dict[str, Decimal]:
    """Sum an indicator over a unit and all below it for each value of one breakdown, in one query.

    Every registered value is there, also with 0; their sum is the total.
    """
    known = indicators.get(indicator)
    known.check(breakdown or {})
    if key not in known.breakdowns:
        raise UnknownBreakdown(f"{indicator}: {key}")
    sums = dict.fromkeys(known.breakdowns[key], Decimal(0))
    for row in _within(reading.sums([indicator], [unit.pk], since, until), breakdown):
        sums[breakdowns.read(row.breakdown)[key]] += row.value
    return sums


def by_unit(
    indicator: str, unit: Unit, since: date, until: date, breakdown: Breakdown = None
) -> list[UnitFigure]:
    """Give each unit directly below its own sum, in two queries, in alphabetical order."""
    indicators.get(indicator).check(breakdown or {})
    began = Q(valid_from__isnull=True) | Q(valid_from__lt=until)
    ended = Q(valid_to__isnull=True) | Q(valid_to__gte=since.replace(day=1))
    children = list(unit.children.filter(began, ended).order_by("sort_key", "pk"))
    sums: dict[int, Decimal] = defaultdict(Decimal)
    found = reading.sums([indicator], [child.pk for child in children], since, until)
    for row in _within(found, breakdown):
        sums[row.unit] += row.value
    return [UnitFigure(child, sums[child.pk]) for child in children]


def own_sums(
    codes: Iterable[str], unit: Unit, since: date, until: date
) -> list[tuple[int, str, str, Decimal]]:
    """Give what each unit of a subtree did itself: unit, indicator, breakdown, number."""
    levels = dict(Unit.objects.within(unit).values_list("pk", "level"))
    return [
        (row.unit, row.indicator, row.breakdown, row.value)
        for row in _own(reading.sums(codes, list(levels), since, until), levels)
    ]


def in_todays_units(
    indicator: str, unit: Unit, since: date, until: date, breakdown: Breakdown = None, *, on: date
) -> list[UnitFigure]:
    """Give what each unit of a subtree did itself, in the units that exist on a day.

    A fact stays with the unit of its day; what has ended is carried to its
    successors, through as many changes as there were. A number that was shared
    out among several is marked as an estimate.
    """
    indicators.get(indicator).check(breakdown or {})
    own = set(Unit.objects.within(unit).as_of(on).values_list("pk", flat=True))
    edges = today.edges(own, on)
    places = Unit.objects.filter(pk__in=own | {edge.predecessor for edge in edges})
    levels = dict(places.values_list("pk", "level"))
    values: dict[int, Decimal] = defaultdict(Decimal)
    found = _own(reading.sums([indicator], list(levels), since, until), levels)
    for row in _within(found, breakdown):
        values[row.unit] += row.value
    carried = mapping.carry(values, edges)
    units = Unit.objects.filter(pk__in=own & carried.keys()).order_by("sort_key", "pk")
    return [UnitFigure(one, *carried[one.pk]) for one in units]


def rows(scope: Scope, *, first: int = 0, count: int = 50) -> list[Row]:
    """List some of the records behind a number, as the room that owns them tells."""
    indicator = indicators.get(scope.indicator)
    indicator.check(scope.breakdown)
    behind = indicator.rows_behind
    return behind(scope, first, count) if behind else []


def _within(found: Iterable[Sum], breakdown: Breakdown) -> list[Sum]:
    asked = (breakdown or {}).items()
    return [row for row in found if asked <= breakdowns.read(row.breakdown).items()]


def _own(found: Iterable[Sum], levels: Mapping[int, str]) -> list[Sum]:
    """Keep what a unit did itself: the series of its own level."""
    return [row for row in found if row.level == levels[row.unit]]
