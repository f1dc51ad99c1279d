"""What is read of comments: below an article, on the moderators' desk, by who holds a key."""

from kheo.know.comments.queries.below import Shown, below, thread_of, unit_of
from kheo.know.comments.queries.desk import (
    Tally,
    appeals,
    comments,
    feedback,
    tally,
    units_moderated,
)
from kheo.know.comments.queries.numbers import published_rows

__all__ = [
    "Shown",
    "Tally",
    "appeals",
    "below",
    "comments",
    "feedback",
    "published_rows",
    "tally",
    "thread_of",
    "unit_of",
    "units_moderated",
]
