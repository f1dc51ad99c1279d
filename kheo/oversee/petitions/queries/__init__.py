"""Questions about petitions: lists, numbers, words, and one petition as its reader sees it."""

from kheo.oversee.petitions.queries.lists import (
    Cut,
    Page,
    late,
    late_public,
    page,
    public,
    readable,
    waiting,
)
from kheo.oversee.petitions.queries.numbers import (
    MonthNumbers,
    UnitNumbers,
    behind,
    month_numbers,
    of_units,
)
from kheo.oversee.petitions.queries.tracking import (
    NEEDED,
    Event,
    Reader,
    Tracking,
    tracking,
)
from kheo.oversee.petitions.queries.words import Similar, by_code, search, similar

__all__ = [
    "NEEDED",
    "Cut",
    "Event",
    "MonthNumbers",
    "Page",
    "Reader",
    "Similar",
    "Tracking",
    "UnitNumbers",
    "behind",
    "by_code",
    "late",
    "late_public",
    "month_numbers",
    "of_units",
    "page",
    "public",
    "readable",
    "search",
    "similar",
    "tracking",
    "waiting",
]
