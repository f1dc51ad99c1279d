"""Counting, and folding what was counted into the roll-ups of all units above it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import connection, transaction

from kheo.foundation.figures import breakdowns, indicators
from kheo.foundation.figures.indicators import UnknownBreakdown
from kheo.foundation.figures.models import FOLDING, Fact
from kheo.foundation.units.models import Unit

# One statement takes facts away and adds them to every roll-up they belong to: a reader sees all
# or nothing of it, and what is killed half way has not happened.
_FOLD = """
WITH taken AS (
    DELETE FROM figures_fact WHERE id IN (SELECT id FROM figures_fact ORDER BY id LIMIT %s)
    RETURNING indicator, unit_id, month, breakdown, value
), placed AS (
    SELECT taken.indicator, taken.breakdown, place.level, place.path, taken.month,
        sum(taken.value) AS value
    FROM taken JOIN units_unit AS place ON place.id = taken.unit_id
    GROUP BY 1, 2, 3, 4, 5
), addressed AS (
    SELECT DISTINCT indicator, breakdown, level FROM placed
), known AS (
    SELECT series.* FROM figures_series AS series
        JOIN addressed USING (indicator, breakdown, level)
), named AS (
    INSERT INTO figures_series (indicator, breakdown, level)
    SELECT indicator, breakdown, level FROM addressed
    EXCEPT SELECT indicator, breakdown, level FROM known
    RETURNING id, indicator, breakdown, level
), series AS (
    SELECT id, indicator, breakdown, level FROM known
    UNION ALL SELECT id, indicator, breakdown, level FROM named
), raised AS (
    INSERT INTO figures_rollup (series_id, is_year, unit_id, start, value)
    SELECT series.id, grain.is_year, above.id, grain.start, sum(placed.value)
    FROM placed JOIN series USING (indicator, breakdown, level)
        CROSS JOIN LATERAL unnest(
            string_to_array(trim('/' FROM placed.path), '/')::bigint[]
        ) AS above (id)
        CROSS JOIN LATERAL (VALUES
            (false, placed.month), (true, date_trunc('year', placed.month)::date)
        ) AS grain (is_year, start)
    GROUP BY 1, 2, 3, 4 HAVING sum(placed.value) <> 0
    ORDER BY 1, 2, 3, 4
    ON CONFLICT (series_id, is_year, unit_id, start)
    DO UPDATE SET value = figures_rollup.value + excluded.value
)
SELECT count(*) FROM taken
"""


def count(
    *,
    indicator: str,
    unit: Unit,
    on: date,
    breakdown: Mapping[str, str] | None = None,
    by: Decimal | int = 1,
) -> None:
    """Add to a figure with one INSERT; a negative `by` takes back what was counted before.

    Every breakdown of the indicator must be given, else its values would not
    sum to the total. Raises UnknownIndicator or UnknownBreakdown.
    """
    known = indicators.get(indicator)
    given = breakdown or {}
    known.check(given)
    if missing := set(known.breakdowns) - set(given):
        raise UnknownBreakdown(f"{indicator}: {', '.join(sorted(missing))}")
    Fact.objects.create(
        indicator=indicator,
        unit=unit,
        month=on.replace(day=1),
        breakdown=breakdowns.write(given),
        value=by,
    )


def fold(*, batch: int = 20_000) -> int:
    """Add what was counted to the roll-ups; return how many facts were taken.

    May run at any time, twice at once, and again after a crash.
    """
    folded = 0
    while taken := _fold_batch(batch):
        folded += taken
    return folded


@transaction.atomic
def _fold_batch(batch: int) -> int:
    with connection.cursor() as cursor:
        # In a statement of its own: the next one then sees what the last holder did.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLDING])
        cursor.execute(_FOLD, [batch])
        return int(cursor.fetchone()[0])
