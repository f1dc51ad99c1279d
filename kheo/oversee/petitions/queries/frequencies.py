"""How frequent words and numbers are among the petitions, as the database counted for itself."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection

SECONDS_KEPT = 300
_COUNTED = """
SELECT greatest(c.reltuples, 0), s.most_common_elems::text::text[], s.most_common_elem_freqs
FROM pg_class c LEFT JOIN pg_stats s ON s.tablename = c.relname
    AND s.schemaname = current_schema() AND s.attname = %s
WHERE c.oid = 'petitions_petition'::regclass
"""


@dataclass(frozen=True)
class Frequencies:
    """How many petitions there are, in which share of them frequent elements of a column stand,
    and in which share at most any other does."""

    rows: float
    shares: dict[str, float]
    least: float

    def share(self, element: str) -> float:
        return self.shares.get(element, self.least)

    def share_beginning(self, start: str) -> float:
        """Sum what begins so; elements are rarely in one petition by pairs."""
        return sum(v for key, v in self.shares.items() if key.startswith(start)) or self.least


def of(column: str) -> Frequencies:
    """Look up what the last ANALYZE found in a column; asked once in a while."""
    key = f"petitions.frequencies.{column}"
    known: Frequencies | None = cache.get(key)
    if known is None:
        with connection.cursor() as cursor:
            cursor.execute(_COUNTED, [column])
            rows, elements, shares = cursor.fetchone()
        found = dict(zip(elements or (), shares or (), strict=False))
        known = Frequencies(float(rows), found, min(found.values(), default=0.0))
        cache.set(key, known, SECONDS_KEPT)
    return known
