"""What was reached is read from the figures; nothing is stored twice, nothing small is told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kheo.foundation.figures.addresses import Address
from kheo.insight.targets import queries
from kheo.insight.targets.standings import Status
from tests import factories
from tests.factories import MONDAY
from tests.insight.targets.conftest import TODAY, YEAR, answered, set_target

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def standing(target, today=TODAY, **asked):
    return queries.standings([target], today=today, **asked)[0]


def test_what_was_reached_is_counted_from_the_records(target, communes):
    answered(communes[0], 1, 40)
    answered(communes[1], 3, 25)

    found = standing(target)

    assert (found.reached, found.status) == (Decimal(65), Status.UNDERWAY)
    assert (found.share, found.missing) == (Decimal("65.0"), Decimal(35))
    assert "/so-lieu/nguon/" in found.url


def test_without_any_figure_nothing_is_zero(target):
    assert standing(target).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("aim", "number", "today", "status"),
    [
        ("at_least", 100, TODAY, Status.REACHED),
        ("at_least", 99, YEAR[1] + DAY, Status.MISSED),
        ("at_most", 100, TODAY, Status.WITHIN),
        ("at_most", 100, YEAR[1] + DAY, Status.REACHED),
        ("at_most", 101, TODAY, Status.OVER),
    ],
)
def test_a_target_is_said_in_words(home, chair, communes, aim, number, today, status):
    target = set_target(home, chair, aim=aim)
    answered(communes[0], 1, number)

    assert standing(target, today).status is status


def test_a_report_finds_the_target_of_its_number_and_period(target, home, chair):
    half = set_target(home, chair, "40", period=(date(2026, 1, 1), date(2026, 6, 30)))
    address = Address.parse("petitions.answered@all")

    assert queries.of(address, home, *YEAR) == target
    assert queries.of(address, home, date(2026, 1, 1), date(2026, 6, 30)) == half
    assert queries.of(address, home, date(2025, 1, 1), date(2025, 12, 31)) is None


def test_the_pace_of_the_months_says_where_the_year_will_end(target, communes):
    for month, number in ((1, 8), (2, 10), (3, 12), (4, 99)):
        answered(communes[0], month, number)

    way = queries.way(target, today=date(2026, 4, 2))

    assert way.values[:4] == (Decimal(8), Decimal(18), Decimal(30), Decimal(129))
    assert set(way.values[4:]) == {None}
    assert way.forecast.value == Decimal(120)
    assert (way.forecast.low, way.forecast.high) == (Decimal(102), Decimal(138))


def test_two_months_forecast_nothing(target, communes):
    answered(communes[0], 1, 8)

    assert queries.way(target, today=TODAY).forecast is None


def test_nothing_is_forecast_of_a_period_that_is_over(target, communes):
    for month in range(1, 13):
        answered(communes[0], month, 5)

    assert queries.way(target, today=date(2027, 1, 5)).forecast is None


def test_a_share_is_forecast_by_its_trend_and_never_summed(home, chair, communes):
    target = set_target(home, chair, "95", code="petitions.in_time_percent@all")
    for month, late in ((2, 4), (5, 3), (8, 2)):
        answered(communes[0], month, 10 - late)
        answered(communes[0], month, late, timely="late")

    way = queries.way(target, today=date(2026, 10, 1))

    assert [value for value in way.values if value is not None] == [60, 70, 80]
    assert Decimal(85) < way.forecast.value < Decimal(95)


def test_communes_stand_beside_their_own_targets(target, communes, chair):
    set_target(communes[1], chair, "20")
    answered(communes[1], 1, 30)

    page, rows = queries.below(target, today=TODAY)

    assert [unit for unit, _standing, _value in rows] == communes
    assert [standing and standing.status for _unit, standing, _value in rows] == [
        None, Status.REACHED, None,
    ]  # fmt: skip
    assert [value for _unit, _standing, value in rows] == [0, 30, 0]
    assert page.paginator.count == 3


def test_few_people_are_told_to_officers_only(home, chair, communes):
    target = set_target(home, chair, "50", code="communicators.count@all")
    for name in ("Lò Văn An", "Cầm Thị Bua", "Quàng Văn Chung"):
        factories.communicator(communes[0], name)

    assert standing(target).status is Status.HIDDEN
    assert standing(target).reached is None
    assert standing(target, tell_all=True).reached == 3
    _page, rows = queries.below(target, today=TODAY)
    assert rows[0][2] is None


def test_a_share_of_few_answers_is_told_to_officers_only(home, chair, communes):
    target = set_target(home, chair, "95", code="petitions.in_time_percent@all")
    for commune, number in zip(communes, (3, 20, 30), strict=True):
        answered(commune, 1, number)
    own = set_target(communes[0], chair, "95", code="petitions.in_time_percent@all")

    _page, rows = queries.below(target, today=TODAY)
    _page, all_rows = queries.below(target, today=TODAY, tell_all=True)

    # One hidden share alone would follow from the province's.
    assert [value for _unit, _standing, value in rows] == [None, None, 100]
    assert [value for _unit, _standing, value in all_rows] == [100, 100, 100]
    assert standing(own).status is Status.HIDDEN
    assert standing(own, tell_all=True).reached == 100
    assert set(queries.way(own, today=TODAY).values) == {None}
    assert standing(target).reached == 100


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_takes_the_same_number_of_queries(
    home, chair, communes, many, django_assert_num_queries
):
    codes = ("petitions.answered@all", "petitions.received@all", "petitions.reopened@all")
    for code in codes[:many]:
        set_target(home, chair, code=code)
    found = list(queries.listed(unit=home))

    with django_assert_num_queries(3):
        queries.standings(found, today=TODAY)


@pytest.mark.parametrize("many", [1, 3])
def test_communes_take_the_same_number_of_queries(
    home, chair, communes, many, django_assert_num_queries
):
    target = set_target(home, chair)
    for commune in communes[:many]:
        set_target(commune, chair, "10")
        answered(commune, 1, 5)

    with django_assert_num_queries(4):
        queries.below(target, today=TODAY)


def test_who_sets_targets_may_choose_the_province_and_its_communes(home, communes, chair):
    assert queries.units_to_set(chair, today=TODAY) == [home, *communes]
    commune_head = factories.officer(of=communes[0], role="head")
    assert queries.units_to_set(commune_head, today=TODAY) == [communes[0]]


def test_years_and_targets_of_a_year(target, home, chair):
    set_target(home, chair, period=(date(2024, 1, 1), date(2025, 12, 31)))

    assert queries.years(home) == [2026, 2025]
    assert queries.listed(unit=home, year=2024).count() == 1
    assert queries.listed(unit=home).count() == 2
    assert MONDAY.year == 2026
