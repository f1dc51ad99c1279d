"""Reads of figures: a total, by unit below, in today's units, whole tables, and the rows behind.

Periods are whole months: every month that [since, until) touches.
"""

from kheo.foundation.figures.queries.reading import ALL_LEVELS
from kheo.foundation.figures.queries.stated import Coverage
from kheo.foundation.figures.queries.sums import (
    UnitFigure,
    by_unit,
    by_value,
    in_todays_units,
    own_sums,
    rows,
    total,
)
from kheo.foundation.figures.queries.tables import Number, Table, table
from kheo.foundation.figures.spans import Span

__all__ = [
    "ALL_LEVELS",
    "Coverage",
    "Number",
    "Span",
    "Table",
    "UnitFigure",
    "by_unit",
    "by_value",
    "in_todays_units",
    "own_sums",
    "rows",
    "table",
    "total",
]
