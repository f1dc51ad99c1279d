"""Facts change only by counting and folding."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from kheo.foundation.figures import queries, services
from kheo.foundation.figures.indicators import UnknownBreakdown, UnknownIndicator
from kheo.foundation.figures.models import Fact, RollUp
from tests import factories
from tests.foundation.figures.conftest import MARCH

pytestmark = pytest.mark.django_db


def call(unit, *, kind="asked", channel="web", on=MARCH, by=1):
    services.count(
        indicator="test.calls",
        unit=unit,
        on=on,
        breakdown={"kind": kind, "channel": channel},
        by=by,
    )


def rolled(unit):
    rows = RollUp.objects.filter(unit=unit).values_list("series__breakdown", "is_year", "value")
    return sorted(rows)


def total(unit, **breakdown):
    return queries.total("test.calls", unit, MARCH, date(2026, 4, 1), breakdown)


def test_counting_is_one_statement(django_assert_num_queries):
    unit = factories.unit()

    with django_assert_num_queries(1):
        call(unit)

    fact = Fact.objects.get()
    assert (fact.month, fact.breakdown, fact.value) == (
        date(2026, 3, 1),
        "channel=web;kind=asked",
        Decimal(1),
    )


def test_what_was_counted_can_be_taken_back():
    unit = factories.unit()
    call(unit)
    call(unit)

    call(unit, by=-1)

    assert total(unit) == 1


def test_an_unknown_indicator_is_refused():
    with pytest.raises(UnknownIndicator):
        services.count(indicator="test.nobody", unit=factories.unit(), on=MARCH)


def test_an_unknown_value_of_a_breakdown_is_refused():
    with pytest.raises(UnknownBreakdown, match="channel=radio"):
        call(factories.unit(), channel="radio")


def test_a_breakdown_left_out_is_refused():
    with pytest.raises(UnknownBreakdown, match="channel"):
        services.count(
            indicator="test.calls", unit=factories.unit(), on=MARCH, breakdown={"kind": "told"}
        )


def test_a_fact_lies_on_the_first_of_its_month():
    with pytest.raises(IntegrityError, match="first_of_a_month"), transaction.atomic():
        Fact.objects.create(
            indicator="test.calls", unit=factories.unit(), month=MARCH, value=Decimal(1)
        )


def test_folding_leaves_one_row_per_unit_month_and_breakdown_and_keeps_the_sums():
    unit = factories.unit()
    for kind in ("asked", "asked", "told"):
        call(unit, kind=kind)

    taken = services.fold(batch=2)

    assert taken == 3
    assert not Fact.objects.exists()
    assert rolled(unit) == [
        ("channel=web;kind=asked", False, Decimal(2)),
        ("channel=web;kind=asked", True, Decimal(2)),
        ("channel=web;kind=told", False, Decimal(1)),
        ("channel=web;kind=told", True, Decimal(1)),
    ]
    assert rolled(unit.parent) == rolled(unit)


def test_folding_again_changes_nothing():
    unit = factories.unit()
    call(unit)
    call(unit)
    services.fold()
    before = rolled(unit)

    assert services.fold() == 0
    assert rolled(unit) == before


def test_a_later_fold_draws_in_the_earlier_sum():
    unit = factories.unit()
    call(unit)
    services.fold()
    call(unit, by=4)

    services.fold()

    assert [value for _breakdown, _is_year, value in rolled(unit)] == [Decimal(5), Decimal(5)]


def test_a_figure_taken_back_to_nothing_leaves_no_row():
    unit = factories.unit()
    call(unit)
    call(unit, by=-1)

    services.fold()

    assert not Fact.objects.exists()
    assert rolled(unit) == []
