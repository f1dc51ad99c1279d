"""Everything that changes the counts."""

from collections import Counter
from datetime import date

from django.db import connection, transaction

from kheo.foundation.visits.models import PageDay

# Rows are taken in one order, so that two processes never wait for each other in a ring.
ADD_PAGES = """
INSERT INTO visits_pageday AS kept (day, path, seen)
SELECT day, path, seen FROM unnest(%s::date[], %s::text[], %s::int[]) AS added (day, path, seen)
ORDER BY day, path
ON CONFLICT (day, path) DO UPDATE SET seen = kept.seen + excluded.seen
"""
ADD_DAYS = """
INSERT INTO visits_siteday AS kept (day, seen)
SELECT day, seen FROM unnest(%s::date[], %s::bigint[]) AS added (day, seen) ORDER BY day
ON CONFLICT (day) DO UPDATE SET seen = kept.seen + excluded.seen
"""


@transaction.atomic
def add(*, days: Counter[date], pages: Counter[tuple[date, str]]) -> None:
    """Add what one process has seen to what all have seen."""
    with connection.cursor() as cursor:
        if pages:
            on, paths = zip(*pages, strict=True)
            cursor.execute(ADD_PAGES, [list(on), list(paths), list(pages.values())])
        # Last, because all processes meet in this row.
        if days:
            cursor.execute(ADD_DAYS, [list(days), list(days.values())])


def forget_pages(*, before: date) -> int:
    """Remove the numbers of single pages of earlier days; the days' own numbers stay."""
    removed, _by_model = PageDay.objects.filter(day__lt=before).delete()
    return removed
