"""Questions about desks and about what is planned for the days to come."""

from kheo.know.newsroom.queries.desks import (
    OF_A_DESK,
    desks_approved,
    groups_of,
    has_steps,
    lists_chosen_by,
    lists_of_ended_units,
    root,
    units_edited,
    waiting_below,
)
from kheo.know.newsroom.queries.planning import (
    PER_DAY,
    Counted,
    Planned,
    What,
    in_feed,
    mine,
    planned,
    published_on,
    published_per_day,
)

__all__ = [
    "Counted",
    "OF_A_DESK",
    "PER_DAY",
    "Planned",
    "What",
    "desks_approved",
    "groups_of",
    "has_steps",
    "in_feed",
    "lists_chosen_by",
    "lists_of_ended_units",
    "mine",
    "planned",
    "published_on",
    "published_per_day",
    "root",
    "units_edited",
    "waiting_below",
]
