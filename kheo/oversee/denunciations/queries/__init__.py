"""Questions about denunciations, answered without opening anything."""

from kheo.oversee.denunciations.queries.ledgers import CASES, smallest_count
from kheo.oversee.denunciations.queries.lists import (
    HANDLING,
    about_duties,
    board_of,
    conclusions,
    holders,
    keyed,
    living_key,
    mine,
    receiving_units,
    signals_for,
)
from kheo.oversee.denunciations.queries.numbers import Count, Numbers, numbers, open_late

__all__ = [
    "CASES",
    "HANDLING",
    "Count",
    "Numbers",
    "about_duties",
    "board_of",
    "conclusions",
    "holders",
    "keyed",
    "living_key",
    "mine",
    "numbers",
    "open_late",
    "receiving_units",
    "signals_for",
    "smallest_count",
]
