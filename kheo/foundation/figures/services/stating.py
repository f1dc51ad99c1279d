"""What sources such as approved returns state, replaced as a whole when they change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection, transaction

from kheo.foundation.figures import breakdowns, indicators
from kheo.foundation.figures.indicators import UnknownIndicator
from kheo.foundation.figures.models import Statement
from kheo.foundation.units.models import Unit


@dataclass(frozen=True)
class Stated:
    """A number of a unit over [since, until), as a source has it."""

    indicator: str
    unit: Unit
    breakdown: str
    level: str
    since: date
    until: date
    value: Decimal


@transaction.atomic
def state(*, source: str, rows: Iterable[Stated]) -> int:
    """Replace what a source states; without rows it states nothing more. Returns how many.

    Raises UnknownIndicator or UnknownBreakdown, and then what was stated before stays.
    """
    stated = list(rows)
    _check(stated)
    with connection.cursor() as cursor:
        # Two who state for one source at once would both delete and both insert.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 6035))", [source])
    Statement.objects.filter(source=source).delete()
    made = Statement.objects.bulk_create([_statement(source, row) for row in stated])
    return len(made)


def _check(stated: list[Stated]) -> None:
    known = indicators.several(row.indicator for row in stated)
    for row in stated:
        if row.indicator not in known:
            raise UnknownIndicator(row.indicator)
        known[row.indicator].check(breakdowns.read(row.breakdown))


def _statement(source: str, row: Stated) -> Statement:
    return Statement(
        source=source,
        indicator=row.indicator,
        unit=row.unit,
        breakdown=breakdowns.write(breakdowns.read(row.breakdown)),
        level=row.level,
        since=row.since,
        until=row.until,
        value=row.value,
    )
