"""Everything that changes what is known of workplaces, and the duties they owe each year."""

from kheo.know.workplaces.services.conferences import Held, hold
from kheo.know.workplaces.services.owing import open_due
from kheo.know.workplaces.services.papers import Paper
from kheo.know.workplaces.services.regulations import adopt, review
from kheo.know.workplaces.services.workplaces import follow, found, name_head

__all__ = [
    "Held",
    "Paper",
    "adopt",
    "follow",
    "found",
    "hold",
    "name_head",
    "open_due",
    "review",
]
