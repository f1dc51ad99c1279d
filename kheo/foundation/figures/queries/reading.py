"""The statements that read what was counted: roll-ups, and facts that were not folded yet.

Each is one statement, so that no fold comes between the two.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from kheo.foundation.figures import spans
from kheo.foundation.figures.addresses import Address

# How an address says that the level does not matter.
ALL_LEVELS = "all"

_STARTS = {
    "": "NULL::date",
    "month": "{start}",
    "quarter": "date_trunc('quarter', {start})::date",
    "year": "date_trunc('year', {start})::date",
}
_ROLLED = """
    SELECT rollup.series_id, rollup.unit_id, {start} AS start, rollup.value
    FROM figures_rollup AS rollup
    WHERE rollup.series_id = ANY(ARRAY(SELECT DISTINCT id FROM series)) AND {grain}
      AND rollup.unit_id = ANY(%(units)s)
      AND rollup.start >= %({name}_since)s AND rollup.start < %({name}_until)s
"""
# Facts that wait are few; each counts for every asked unit that it lies in.
_WAITING = """
    FROM figures_fact AS fact JOIN units_unit AS place ON place.id = fact.unit_id
        CROSS JOIN LATERAL unnest(
            string_to_array(trim('/' FROM place.path), '/')::bigint[]
        ) AS above (id)
        {asked}
    WHERE fact.indicator = ANY(%(codes)s)
      AND fact.month >= %(since)s AND fact.month < %(until)s AND above.id = ANY(%(units)s)
"""
_SUMS = """
WITH series AS (
    SELECT id, indicator, breakdown, level FROM figures_series WHERE indicator = ANY(%(codes)s)
), rolled AS MATERIALIZED ({rolled})
SELECT indicator, breakdown, level, unit_id, start, sum(value) FROM (
    SELECT series.indicator, series.breakdown, series.level, rolled.unit_id, rolled.start,
        rolled.value
    FROM rolled JOIN series ON series.id = rolled.series_id
    UNION ALL
    SELECT fact.indicator, fact.breakdown, place.level, above.id, {start}, fact.value {waiting}
) AS every
GROUP BY 1, 2, 3, 4, 5 HAVING sum(value) <> 0
"""
# As a CASE, because what the planner thinks of the conditions alone is one row: it would then go
# through all series again for every roll-up.
_MEANT = """
    {this}.indicator = asked.indicator AND CASE
        WHEN asked.level NOT IN ('all', {level}.level) THEN false
        ELSE string_to_array({this}.breakdown, ';') @> string_to_array(asked.breakdown, ';')
    END
"""
# Every series is matched with the addresses once, not every row.
_NUMBERS = """
WITH asked AS (
    SELECT * FROM unnest(
        %(numbers)s::int[], %(indicators)s::text[], %(breakdowns)s::text[], %(levels)s::text[]
    ) AS asked (number, indicator, breakdown, level)
), series AS (
    SELECT asked.number, series.id FROM asked JOIN figures_series AS series
    ON {meant}
), rolled AS MATERIALIZED ({rolled})
SELECT number, unit_id, start, sum(value) FROM (
    SELECT series.number, rolled.unit_id, rolled.start, rolled.value
    FROM rolled JOIN series ON series.id = rolled.series_id
    UNION ALL
    SELECT asked.number, above.id, {start}, fact.value {waiting}
) AS every
GROUP BY 1, 2, 3 HAVING bool_or(value <> 0)
"""
_JOINED = "JOIN asked ON " + _MEANT.format(this="fact", level="place")


class Sum(NamedTuple):
    """What was counted in a unit and all below it, by those of one level, in one piece of time."""

    indicator: str
    breakdown: str
    level: str
    unit: int
    start: date | None
    value: Decimal


class Counted(NamedTuple):
    """The number that an address means, of a unit and all below it, in one piece of time."""

    address: Address
    unit: int
    start: date | None
    value: Decimal


def sums(
    codes: Iterable[str], units: Sequence[int], since: date, until: date, *, by: str = ""
) -> list[Sum]:
    """Read what was counted in the months that [since, until) touches, in one statement.

    What sums to nothing is left out.
    """
    given = {"codes": sorted(set(codes))}
    rows = _ask(_SUMS, given, units, since, until, by, asked="")
    return [Sum(*row) for row in rows]


def numbers(
    addresses: Sequence[Address], units: Sequence[int], since: date, until: date, *, by: str = ""
) -> list[Counted]:
    """Read the numbers that addresses mean, in one statement; without records there is none."""
    given = {
        "codes": sorted({one.indicator for one in addresses}),
        "numbers": list(range(len(addresses))),
        "indicators": [one.indicator for one in addresses],
        "breakdowns": [one.breakdown for one in addresses],
        "levels": [one.level for one in addresses],
    }
    rows = _ask(_NUMBERS, given, units, since, until, by, asked=_JOINED)
    return [Counted(addresses[number], *rest) for number, *rest in rows]


def _ask(
    statement: str,
    given: dict[str, Any],
    units: Sequence[int],
    since: date,
    until: date,
    by: str,
    *,
    asked: str,
) -> list[tuple[Any, ...]]:
    months = spans.touched(since, until)
    if not given["codes"] or not units or not months.days:
        return []
    rolled = []
    for name, span in vars(spans.pieces(months, by)).items():
        if span.days > 0:
            grain = "rollup.is_year" if name == "years" else "NOT rollup.is_year"
            start = _STARTS[by].format(start="rollup.start")
            rolled.append(_ROLLED.format(name=name, grain=grain, start=start))
            given |= {f"{name}_since": span.since, f"{name}_until": span.until}
    said = statement.format(
        rolled=" UNION ALL ".join(rolled),
        start=_STARTS[by].format(start="fact.month"),
        waiting=_WAITING.format(asked=asked),
        meant=_MEANT.format(this="series", level="series"),
    )
    given |= {"units": list(units), "since": months.since, "until": months.until}
    with connection.execute_wrapper(_planned_for_its_values), connection.cursor() as cursor:
        cursor.execute(said, given)
        return list(cursor.fetchall())


def _planned_for_its_values(
    _execute: Callable[..., Any], sql: str, params: Any, _many: bool, context: dict[str, Any]
) -> Any:
    """Have it planned each time: one plan for any number of units would read too much."""
    return context["cursor"].cursor.execute(sql, params, prepare=False)
