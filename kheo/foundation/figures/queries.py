"""Reads of figures: a total, by unit below, in today's units, and the rows behind a number.

Periods are whole months: every month that [since, until) touches.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from kheo.foundation.figures import breakdowns, indicators, mapping
from kheo.foundation.figures.indicators import Row, Scope, UnknownBreakdown
from kheo.foundation.figures.mapping import Edge
from kheo.foundation.figures.models import Fact
from kheo.foundation.units.models import Succession, Unit

Breakdown = Mapping[str, str] | None

# Sums each fact into the child of the unit whose subtree it lies in; children without facts show 0.
_BY_CHILD = """
WITH counted AS (
    SELECT split_part(substr(place.path, length(%(path)s) + 1), '/', 1)::bigint AS child,
           sum(fact.value) AS value
    FROM figures_fact AS fact JOIN units_unit AS place ON place.id = fact.unit_id
    WHERE fact.indicator = %(indicator)s AND fact.month >= %(first)s AND fact.month < %(until)s
      AND place.path LIKE %(path)s || '_%%' AND fact.breakdown ~ ALL(%(patterns)s)
    GROUP BY 1
)
SELECT child.*, coalesce(counted.value, 0) AS counted
FROM units_unit AS child LEFT JOIN counted ON counted.child = child.id
WHERE child.parent_id = %(unit)s
  AND (child.valid_from IS NULL OR child.valid_from < %(until)s)
  AND (child.valid_to IS NULL OR child.valid_to >= %(first)s)
ORDER BY child.sort_key, child.id
"""


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
    facts = _facts(indicator, since, until, breakdown).filter(unit__path__startswith=unit.path)
    return facts.aggregate(value=Sum("value"))["value"] or Decimal(0)


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
    facts = _facts(indicator, since, until, breakdown).filter(unit__path__startswith=unit.path)
    sums = dict.fromkeys(known.breakdowns[key], Decimal(0))
    for written, value in facts.values_list("breakdown").annotate(value=Sum("value")).order_by():
        sums[breakdowns.read(written)[key]] += value
    return sums


def by_unit(
    indicator: str, unit: Unit, since: date, until: date, breakdown: Breakdown = None
) -> list[UnitFigure]:
    """Give each unit directly below its own sum, in one query, in alphabetical order."""
    indicators.get(indicator).check(breakdown or {})
    rows = Unit.objects.raw(
        _BY_CHILD,
        {
            "indicator": indicator,
            "unit": unit.pk,
            "path": unit.path,
            "first": since.replace(day=1),
            "until": until,
            "patterns": [breakdowns.pattern(*pair) for pair in (breakdown or {}).items()],
        },
    )
    return [UnitFigure(row, Decimal(row.counted)) for row in rows]  # type: ignore[attr-defined]


def in_todays_units(
    indicator: str, unit: Unit, since: date, until: date, breakdown: Breakdown = None, *, on: date
) -> list[UnitFigure]:
    """Give the sums of a unit's subtree in the units that exist on a day.

    A fact stays with the unit of its day; what has ended is carried to its
    successors, through as many changes as there were. A number that was shared
    out among several is marked as an estimate.
    """
    indicators.get(indicator).check(breakdown or {})
    own = set(Unit.objects.within(unit).as_of(on).values_list("pk", flat=True))
    edges = _edges(own, on)
    places = own | {edge.predecessor for edge in edges}
    counted = _facts(indicator, since, until, breakdown).filter(unit__in=places)
    values = dict(counted.values_list("unit").annotate(value=Sum("value")).order_by())
    carried = mapping.carry(values, edges)
    units = Unit.objects.filter(pk__in=own & carried.keys()).order_by("sort_key", "pk")
    return [UnitFigure(one, *carried[one.pk]) for one in units]


def rows(scope: Scope, *, first: int = 0, count: int = 50) -> list[Row]:
    """List some of the records behind a number, as the room that owns them tells."""
    indicator = indicators.get(scope.indicator)
    indicator.check(scope.breakdown)
    behind = indicator.rows_behind
    return behind(scope, first, count) if behind else []


def _facts(indicator: str, since: date, until: date, breakdown: Breakdown) -> QuerySet[Fact]:
    facts = Fact.objects.filter(
        indicator=indicator, month__gte=since.replace(day=1), month__lt=until
    )
    for pair in (breakdown or {}).items():
        facts = facts.filter(breakdown__regex=breakdowns.pattern(*pair))
    return facts


def _edges(units: Iterable[int], on: date) -> list[Edge]:
    """Collect every succession that leads to these units, one query per change in the chain."""
    found: dict[int, list[Edge]] = {}
    wanted = set(units)
    while wanted:
        before = Succession.objects.filter(on__lte=on, successor__in=wanted)
        rows = Succession.objects.filter(
            on__lte=on, predecessor__in=before.values("predecessor")
        ).exclude(predecessor__in=found)
        edges = [
            Edge(*row)
            for row in rows.values_list("predecessor", "successor", "share", "is_estimate")
        ]
        wanted = {edge.predecessor for edge in edges}
        for edge in edges:
            found.setdefault(edge.predecessor, []).append(edge)
    return [edge for group in found.values() for edge in group]
