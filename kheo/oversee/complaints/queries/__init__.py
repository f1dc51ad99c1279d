"""Questions about complaints: lists, one with its dates and stages, facts for the tables."""

from kheo.foundation.paging import Page, page
from kheo.oversee.complaints.queries.clocks import (
    effect,
    filing,
    is_late_filing,
    limitation,
    time_limit,
)
from kheo.oversee.complaints.queries.competence import (
    Suggestion,
    first_instance,
    may_be_followed,
    second_instance,
    suggested,
    superior_of,
)
from kheo.oversee.complaints.queries.ledgers import COMPLAINTS, EXECUTIONS
from kheo.oversee.complaints.queries.lists import Cut, readable
from kheo.oversee.complaints.queries.numbers import (
    Executions,
    Fact,
    Settlement,
    executions,
    ordered,
    people,
    rows,
    settlement,
)
from kheo.oversee.complaints.queries.places import remote_places
from kheo.oversee.complaints.queries.tracking import Event, View, find, shown, view

__all__ = [
    "EXECUTIONS",
    "COMPLAINTS",
    "Cut",
    "Event",
    "Executions",
    "Fact",
    "Page",
    "Settlement",
    "Suggestion",
    "View",
    "effect",
    "executions",
    "filing",
    "find",
    "first_instance",
    "is_late_filing",
    "limitation",
    "may_be_followed",
    "ordered",
    "page",
    "people",
    "readable",
    "remote_places",
    "rows",
    "second_instance",
    "settlement",
    "shown",
    "suggested",
    "superior_of",
    "time_limit",
    "view",
]
