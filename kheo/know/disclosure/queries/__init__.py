"""Questions about what is public, what is owed and what is missing."""

from kheo.know.disclosure.queries.lists import (
    History,
    acts_of,
    bodies_of,
    ended,
    lacks_of,
    of_item,
    of_unit,
    owed_by,
    units_of,
)
from kheo.know.disclosure.queries.naming import people_of, unit_of_page
from kheo.know.disclosure.queries.numbers import Number, required_items
from kheo.know.disclosure.queries.standing import (
    Cell,
    Matrix,
    Row,
    Standing,
    State,
    matrix,
    state_of,
)

__all__ = [
    "Cell",
    "History",
    "Matrix",
    "Number",
    "Row",
    "Standing",
    "State",
    "acts_of",
    "bodies_of",
    "ended",
    "lacks_of",
    "matrix",
    "of_item",
    "of_unit",
    "owed_by",
    "people_of",
    "required_items",
    "state_of",
    "unit_of_page",
    "units_of",
]
