"""Figures read by subtree, period, breakdown and in today's units."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kheo.foundation.figures import queries, services
from kheo.foundation.figures.indicators import Row, Scope, UnknownBreakdown
from kheo.foundation.figures.queries import UnitFigure
from tests import factories
from tests.foundation.figures.conftest import MARCH

pytestmark = pytest.mark.django_db

APRIL = date(2026, 4, 1)
REFORM = date(2025, 7, 1)
BEFORE = {"valid_to": REFORM - timedelta(days=1)}


def call(unit, *, kind="asked", channel="web", on=MARCH, by=1):
    breakdown = {"kind": kind, "channel": channel}
    services.count(indicator="test.calls", unit=unit, on=on, breakdown=breakdown, by=by)


def test_the_total_of_a_province_sums_all_below_it_and_nothing_beside_it():
    here = factories.unit()
    call(here)
    call(here.parent, by=2)
    call(factories.unit(parent=here, level="village"), by=4)
    call(factories.unit(parent=factories.unit(level="province", code="11")), by=8)

    assert queries.total("test.calls", here.parent, MARCH, APRIL) == 7


def test_a_month_counts_when_the_period_touches_it():
    here = factories.unit()
    for month, number in ((2, 1), (3, 2), (4, 4)):
        call(here, on=date(2026, month, 28), by=number)

    assert queries.total("test.calls", here, date(2026, 2, 27), APRIL) == 3


def test_a_breakdown_filters_on_any_of_its_keys():
    here = factories.unit()
    call(here, kind="asked", channel="web", by=1)
    call(here, kind="told", channel="web", by=2)
    call(here, kind="told", channel="phone", by=4)

    assert queries.total("test.calls", here, MARCH, APRIL, {"channel": "web"}) == 3
    assert queries.total("test.calls", here, MARCH, APRIL, {"kind": "told", "channel": "web"}) == 2


def test_an_unknown_breakdown_is_refused():
    with pytest.raises(UnknownBreakdown):
        queries.total("test.calls", factories.unit(), MARCH, APRIL, {"channel": "radio"})


def test_all_values_of_a_breakdown_take_one_query(django_assert_num_queries):
    here = factories.unit()
    call(here, kind="told", channel="web", by=2)
    call(here, kind="asked", channel="web", by=3)

    with django_assert_num_queries(1):
        found = queries.by_value("test.calls", here.parent, MARCH, APRIL, "channel")

    assert found == {"phone": Decimal(0), "web": Decimal(5)}
    assert queries.by_value("test.calls", here, MARCH, APRIL, "channel", {"kind": "told"}) == {
        "phone": Decimal(0),
        "web": Decimal(2),
    }


def test_the_values_of_an_unknown_breakdown_are_refused():
    with pytest.raises(UnknownBreakdown):
        queries.by_value("test.calls", factories.unit(), MARCH, APRIL, "colour")


@pytest.mark.parametrize("communes", [1, 3])
def test_the_communes_of_a_province_take_two_queries(communes, django_assert_num_queries):
    province = factories.province()
    for number in range(communes):
        call(factories.unit(f"Xã {number}", parent=province), by=number)

    with django_assert_num_queries(2):
        found = queries.by_unit("test.calls", province, MARCH, APRIL)

    assert [(row.unit.name, row.value) for row in found] == [
        (f"Xã {number}", Decimal(number)) for number in range(communes)
    ]


def test_by_unit_counts_villages_to_their_commune_and_filters_by_breakdown():
    commune = factories.unit()
    call(factories.unit(parent=commune, level="village"), channel="phone", by=3)
    call(commune, channel="web")
    call(commune.parent, channel="phone", by=10)

    found = queries.by_unit("test.calls", commune.parent, MARCH, APRIL, {"channel": "phone"})

    assert found == [UnitFigure(commune, Decimal(3))]


def test_by_unit_leaves_out_units_that_did_not_exist_in_the_period():
    factories.unit("Cũ", **BEFORE)

    assert queries.by_unit("test.calls", factories.province(), MARCH, APRIL) == []


def test_numbers_of_ended_communes_are_shown_in_todays():
    old, other = factories.unit("Cũ", **BEFORE), factories.unit("Khác", **BEFORE)
    new = factories.unit("Mới", valid_from=REFORM)
    factories.succession(old, new, REFORM)
    factories.succession(other, new, REFORM)
    call(old, on=date(2025, 3, 1), by=2)
    call(other, on=date(2025, 3, 1), by=3)
    call(new, by=4)

    found = queries.in_todays_units(
        "test.calls", new.parent, date(2025, 1, 1), APRIL, on=date(2026, 4, 1)
    )

    assert found == [UnitFigure(new, Decimal(9))]


def test_the_number_of_a_split_commune_is_shared_out_as_an_estimate():
    old = factories.unit("Cũ", **BEFORE)
    large, small = (factories.unit(name, valid_from=REFORM) for name in ("Lớn", "Nhỏ"))
    factories.succession(old, large, REFORM, "0.75")
    factories.succession(old, small, REFORM, "0.25")
    call(old, on=date(2025, 3, 1), by=8)

    found = queries.in_todays_units(
        "test.calls", old.parent, date(2025, 1, 1), APRIL, on=date(2026, 4, 1)
    )

    assert found == [UnitFigure(large, Decimal(6), True), UnitFigure(small, Decimal(2), True)]


def test_numbers_come_through_two_changes_from_another_province():
    elsewhere = factories.unit(level="province", code="17", valid_to=date(2024, 12, 31))
    first = factories.unit("Đầu", parent=elsewhere, valid_to=date(2024, 12, 31))
    second = factories.unit("Giữa", valid_from=date(2025, 1, 1), **BEFORE)
    third = factories.unit("Nay", valid_from=REFORM)
    factories.succession(first, second, date(2025, 1, 1))
    factories.succession(second, third, REFORM)
    call(first, on=date(2024, 5, 1), by=5)

    found = queries.in_todays_units(
        "test.calls", third.parent, date(2024, 1, 1), APRIL, on=date(2026, 4, 1)
    )

    assert found == [UnitFigure(third, Decimal(5))]


def test_only_the_part_that_came_to_the_province_is_shown():
    old = factories.unit("Cũ", **BEFORE)
    near = factories.unit("Gần", valid_from=REFORM)
    far = factories.unit("Xa", parent=factories.unit(level="province", code="11"))
    factories.succession(old, near, REFORM, "0.5")
    factories.succession(old, far, REFORM, "0.5")
    call(old, on=date(2025, 3, 1), by=8)

    found = queries.in_todays_units(
        "test.calls", near.parent, date(2025, 1, 1), APRIL, on=date(2026, 4, 1)
    )

    assert found == [UnitFigure(near, Decimal(4), True)]


def test_the_rows_behind_a_number_are_the_rooms():
    scope = Scope("test.calls", factories.unit(), MARCH, APRIL)

    assert queries.rows(scope, first=2, count=5) == [Row("Ngọc Chiến 2", "/goi/2/")]
