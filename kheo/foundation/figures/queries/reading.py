"""The one statement that reads what was counted: roll-ups, and facts that were not folded yet."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from kheo.foundation.figures import spans

_STARTS = {
    "": "NULL::date",
    "month": "{start}",
    "quarter": "date_trunc('quarter', {start})::date",
    "year": "date_trunc('year', {start})::date",
}
_ROLLED = """
    SELECT rollup.series_id, rollup.unit_id, {start} AS start, rollup.value
    FROM figures_rollup AS rollup
    WHERE rollup.series_id IN (SELECT id FROM series) AND {grain}
      AND rollup.unit_id = ANY(%(units)s)
      AND rollup.start >= %({name}_since)s AND rollup.start < %({name}_until)s
"""
# Facts that wait are few; each counts for every asked unit that it lies in.
_SUMS = """
WITH series AS (
    SELECT id, indicator, breakdown, level FROM figures_series WHERE indicator = ANY(%(codes)s)
), rolled AS ({rolled})
SELECT indicator, breakdown, level, unit_id, start, sum(value) FROM (
    SELECT series.indicator, series.breakdown, series.level, rolled.unit_id, rolled.start,
        rolled.value
    FROM rolled JOIN series ON series.id = rolled.series_id
    UNION ALL
    SELECT fact.indicator, fact.breakdown, place.level, above.id, {start}, fact.value
    FROM figures_fact AS fact JOIN units_unit AS place ON place.id = fact.unit_id
        CROSS JOIN LATERAL unnest(
            string_to_array(trim('/' FROM place.path), '/')::bigint[]
        ) AS above (id)
    WHERE fact.indicator = ANY(%(codes)s)
      AND fact.month >= %(since)s AND fact.month < %(until)s AND above.id = ANY(%(units)s)
) AS every
GROUP BY 1, 2, 3, 4, 5 HAVING sum(value) <> 0
"""


class Sum(NamedTuple):
    """What was counted in a unit and all below it, by those of one level, in one piece of time."""

    indicator: str
    breakdown: str
    level: str
    unit: int
    start: date | None
    value: Decimal


def sums(
    codes: Iterable[str], units: Sequence[int], since: date, until: date, *, by: str = ""
) -> list[Sum]:
    """Read what was counted in the months that [since, until) touches, in one statement.

    What sums to nothing is left out.
    """
    months = spans.touched(since, until)
    cut = spans.pieces(months, by)
    asked: dict[str, list[str] | list[int] | date] = {
        "codes": sorted(set(codes)),
        "units": list(units),
        "since": months.since,
        "until": months.until,
    }
    rolled = []
    for name, span in vars(cut).items():
        if span.days > 0:
            grain = "rollup.is_year" if name == "years" else "NOT rollup.is_year"
            start = _STARTS[by].format(start="rollup.start")
            rolled.append(_ROLLED.format(name=name, grain=grain, start=start))
            asked |= {f"{name}_since": span.since, f"{name}_until": span.until}
    if not rolled or not asked["codes"] or not asked["units"]:
        return []
    statement = _SUMS.format(
        rolled=" UNION ALL ".join(rolled), start=_STARTS[by].format(start="fact.month")
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return [Sum(*row) for row in cursor.fetchall()]
