"""Reads of targets: which there are, what was reached of them, and how it came to be."""

from kheo.insight.targets.queries.below import below
from kheo.insight.targets.queries.lists import (
    PAGE,
    changes,
    listed,
    of,
    of_several,
    planned_of,
    standings,
    target,
    units_to_set,
    years,
)
from kheo.insight.targets.queries.ways import Way, way
from kheo.insight.targets.standings import Standing

__all__ = [
    "PAGE",
    "Standing",
    "Way",
    "below",
    "changes",
    "listed",
    "of",
    "of_several",
    "planned_of",
    "standings",
    "target",
    "units_to_set",
    "way",
    "years",
]
