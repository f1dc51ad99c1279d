"""Questions about the register: lists, the tree below a document, counts for figures."""

from kheo.foundation.documents.register.queries.counts import counted, issued
from kheo.foundation.documents.register.queries.lists import (
    Asked,
    Documents,
    desk,
    found_by_number,
    issuer_keys,
    latest,
    listed,
    relations_of,
    versions_of,
)
from kheo.foundation.documents.register.queries.tree import (
    Branch,
    Tally,
    branches,
    children,
    silent_communes,
    tallies,
)

__all__ = [
    "Asked",
    "Documents",
    "Branch",
    "Tally",
    "branches",
    "children",
    "counted",
    "desk",
    "found_by_number",
    "issued",
    "issuer_keys",
    "latest",
    "listed",
    "relations_of",
    "silent_communes",
    "tallies",
    "versions_of",
]
