"""How many items the law asks is a figure like any other, by the law of its day."""

from datetime import date
from decimal import Decimal

import pytest

from kheo.foundation.figures import queries, recorded
from kheo.foundation.figures.indicators import Scope
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("year", "number"), [(2017, 11), (2026, 14)])
def test_the_items_of_a_year_are_those_of_the_law_of_its_last_day(year, number):
    unit, since = factories.province(), date(year, 1, 1)
    scope = Scope("disclosure.required_items", unit, since, date(year + 1, 1, 1))

    rows = queries.rows(scope)

    assert recorded.total(scope) == Decimal(number)
    assert len(rows) == number
    assert queries.rows(scope, first=1, count=2) == rows[1:3]
