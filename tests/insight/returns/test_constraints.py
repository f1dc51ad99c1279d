"""The database refuses a passage of a return, or a cell, that contradicts itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kheo.insight.returns.models import Cell, CellChange, Remark, Reopening
from tests import factories
from tests.factories import MONDAY
from tests.insight.returns import owed

pytestmark = pytest.mark.django_db
EARLIER = MONDAY - timedelta(days=2)


def refuses(constraint, model, **fields):
    if model is not Cell:
        fields = {"by": factories.user(), "at": MONDAY, **fields}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.create(origin=owed.ret(), **fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("change_of_a_cell_changes_it", {"old": 1, "new": 1}),
        ("change_of_a_cell_changes_it", {"old": None, "new": None}),
        ("change_names_its_cell", {"old": 1, "new": 2, "row": ""}),
    ],
)
def test_a_change_changes_a_cell_that_it_names(constraint, fields):
    refuses(constraint, CellChange, **{"row": "a", "column": "b", "how": "typed", **fields})


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("remark_says_something", {"words": ""}),
        ("remark_is_settled_after_it_was_made", {"words": "Sai", "settled_at": EARLIER}),
    ],
)
def test_a_remark_says_something_and_is_settled_afterwards(constraint, fields):
    refuses(constraint, Remark, **fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("reopening_gives_a_reason", {"reason": "", "until": MONDAY.date()}),
        ("reopening_lasts_a_while", {"reason": "Mất điện", "until": EARLIER.date()}),
    ],
)
def test_a_reopening_gives_a_reason_and_lasts(constraint, fields):
    refuses(constraint, Reopening, **fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("cell_of_a_form_has_row_and_column", {"row": "a", "source": "typed"}),
        ("cell_of_a_form_says_how_it_came", {"row": "a", "column": "b", "source": "text"}),
        ("cell_of_a_form_says_how_it_came", {"source": "typed"}),
    ],
)
def test_a_cell_stands_in_a_row_and_column_and_says_how_it_came(constraint, fields):
    refuses(constraint, Cell, indicator="x", level="all", value=1, **fields)


def test_a_row_and_column_hold_one_number():
    made = owed.ret()
    cell = {"origin": made, "row": "a", "column": "b", "source": "typed", "level": "all"}
    Cell.objects.create(**cell, indicator="x", value=1)

    with pytest.raises(IntegrityError, match="one_number_per_row"), transaction.atomic():
        Cell.objects.create(**cell, indicator="y", value=1)
