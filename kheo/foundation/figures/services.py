"""The two things that change facts: counting, and folding what was counted."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import connection, transaction

from kheo.foundation.figures import breakdowns, indicators
from kheo.foundation.figures.indicators import UnknownBreakdown
from kheo.foundation.figures.models import Fact
from kheo.foundation.units.models import Unit

# Folding takes rows that nobody else is folding, puts their sum in their place in the same
# statement, and draws in the sum that an earlier fold left: a reader sees all or nothing of it.
_FOLD = """
WITH fresh AS (
    DELETE FROM figures_fact WHERE id IN (
        SELECT id FROM figures_fact WHERE NOT is_folded ORDER BY id LIMIT %s
        FOR UPDATE SKIP LOCKED
    ) RETURNING indicator, unit_id, month, breakdown, value
), earlier AS (
    DELETE FROM figures_fact WHERE id IN (
        SELECT id FROM figures_fact
        WHERE is_folded AND (indicator, unit_id, month, breakdown) IN (
            SELECT indicator, unit_id, month, breakdown FROM fresh
        ) FOR UPDATE SKIP LOCKED
    ) RETURNING indicator, unit_id, month, breakdown, value
), summed AS (
    INSERT INTO figures_fact (indicator, unit_id, month, breakdown, value, is_folded)
    SELECT indicator, unit_id, month, breakdown, sum(value), true
    FROM (SELECT * FROM fresh UNION ALL SELECT * FROM earlier) AS taken
    GROUP BY indicator, unit_id, month, breakdown
    HAVING sum(value) <> 0
)
SELECT count(*) FROM fresh
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
    """Merge counted rows into one per unit, month and breakdown; return how many were taken.

    May run at any time, twice at once, and again after a crash.
    """
    folded = 0
    while taken := _fold_batch(batch):
        folded += taken
    return folded


@transaction.atomic
def _fold_batch(batch: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_FOLD, [batch])
        return int(cursor.fetchone()[0])
