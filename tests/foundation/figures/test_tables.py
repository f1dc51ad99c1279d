"""Many figures at once: by unit, by time, from records and from statements, then and today."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kheo.foundation.figures import indicators, queries, services
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.indicators import (
    Gathering,
    Indicator,
    UnknownBreakdown,
    UnknownIndicator,
)
from kheo.foundation.figures.queries import Coverage, Span
from kheo.foundation.figures.services import Stated
from kheo.foundation.figures.spans import UnknownCut
from tests import factories

pytestmark = pytest.mark.django_db

CALLS = Address("test.calls", "", "all")
PEOPLE = Address("test.people", "", "all")
HOMES = Address("test.homes", "", "all")
POOR = Address("test.poor_percent", "", "all")
YEAR = (date(2026, 1, 1), date(2027, 1, 1))
REFORM = date(2025, 7, 1)
BEFORE = {"valid_to": REFORM - timedelta(days=1)}


@pytest.fixture(autouse=True)
def _more_is_known():
    indicators.register(Indicator("test.people", "Người", "người", gathers=Gathering.LAST))
    indicators.register(Indicator("test.homes", "Hộ", "hộ", gathers=Gathering.SUM))
    indicators.register(Indicator("test.poor", "Hộ nghèo", "hộ"))
    indicators.register(
        Indicator(
            "test.poor_percent",
            "Tỷ lệ hộ nghèo",
            "%",
            gathers=Gathering.SHARE,
            numerator="test.poor",
            denominator="test.homes",
        )
    )


def call(unit, *, on=date(2026, 3, 14), by=1, kind="asked"):
    breakdown = {"kind": kind, "channel": "web"}
    services.count(indicator="test.calls", unit=unit, on=on, breakdown=breakdown, by=by)


def say(unit, value, since=YEAR[0], until=YEAR[1], *, of=HOMES, source=""):
    services.state(
        source=source or f"return:{unit.pk}:{since}:{until}:{of.indicator}",
        rows=[
            Stated(of.indicator, unit, of.breakdown, of.level, since, until, Decimal(str(value)))
        ],
    )


def value(table, *asked):
    found = table.number(*asked)
    return found and found.value


# --- Records ----------------------------------------------------------------------------------


@pytest.mark.parametrize("folded", [True, False])
def test_records_by_commune_by_year_with_the_villages_in_them(folded):
    here, there = factories.unit("An"), factories.unit("Bình")
    call(here, on=date(2025, 12, 31), by=2)
    call(factories.unit(parent=here, level="village"), by=3)
    call(there, by=5)
    if folded:
        services.fold()
        call(here, by=10)

    table = queries.table(
        [CALLS], here.parent, date(2025, 1, 1), YEAR[1], by="year", below="commune"
    )

    of = [[value(table, CALLS, unit, span) for span in table.spans] for unit in table.units]
    assert table.units == (here, there)
    assert of == [[2, 13], [0, 5]] if folded else [[2, 3], [0, 5]]
    assert value(table, CALLS, here.parent, table.spans[1]) == sum(row[1] for row in of)


@pytest.mark.parametrize(
    ("by", "values"), [("", [15]), ("year", [1, 6, 8]), ("quarter", [1, 2, 4, 0, 0, 8])]
)
def test_whole_years_and_the_months_at_both_ends(by, values):
    here = factories.unit()
    days = [date(2024, 11, 30), date(2025, 1, 1), date(2025, 6, 30), date(2026, 2, 1)]
    for number, day in enumerate(days):
        call(here, on=day, by=2**number)
    call(here, on=date(2024, 10, 31), by=100)
    call(here, on=date(2026, 3, 1), by=100)
    services.fold()

    table = queries.table([CALLS], here.parent, date(2024, 11, 1), date(2026, 3, 1), by=by)

    assert [value(table, CALLS, None, span) or 0 for span in table.spans] == values


@pytest.mark.parametrize("many", [1, 3])
def test_the_statements_do_not_grow_with_units_indicators_or_years(many, django_assert_num_queries):
    for number in range(many):
        call(factories.unit(f"Xã {number}"), on=date(2026 - number, 3, 1))
    asked = [CALLS, Address("test.calls", "kind=asked", "all"), HOMES][:many]
    province = factories.province()

    with django_assert_num_queries(3):
        table = queries.table(
            asked, province, date(2024, 1, 1), YEAR[1], by="month", below="commune"
        )
        for address in asked:
            for unit in table.units:
                for span in table.spans:
                    table.number(address, unit, span)


def test_without_records_a_level_is_missing_and_a_breakdown_of_one_that_has_some_is_zero():
    here = factories.unit()
    call(here)

    asked = [
        Address("test.calls", pairs, level)
        for level in ("all", "commune", "village")
        for pairs in ("", "kind=asked", "channel=phone;kind=asked")
    ]
    table = queries.table(asked, here.parent, *YEAR)

    assert [value(table, one) for one in asked] == [1, 1, 0, 1, 1, 0, None, None, None]


def test_a_figure_taken_back_leaves_nothing_known():
    here = factories.unit()
    call(here)
    services.fold()
    call(here, by=-1)
    services.fold()

    assert queries.table([CALLS], here, *YEAR).number(CALLS) is None


def test_a_stock_stands_where_it_stood_at_the_end_of_each_year():
    here = factories.unit()
    for year, change in ((2023, 5), (2024, -2), (2026, 4)):
        services.count(indicator="test.people", unit=here, on=date(year, 6, 1), by=change)

    table = queries.table([PEOPLE], here.parent, date(2024, 1, 1), YEAR[1], by="year")

    assert [value(table, PEOPLE, None, span) for span in table.spans] == [3, 3, 7]
    assert value(queries.table([PEOPLE], here.parent, date(2024, 1, 1), YEAR[1]), PEOPLE) == 7


def test_a_share_of_records_is_divided_and_never_added():
    here, there = factories.unit("An"), factories.unit("Bình")
    for unit, poor, homes in ((here, 1, 10), (there, 9, 30)):
        services.count(indicator="test.poor", unit=unit, on=YEAR[0], by=poor)
        services.count(indicator="test.homes", unit=unit, on=YEAR[0], by=homes)

    table = queries.table([POOR], here.parent, *YEAR, below="commune")

    assert [value(table, POOR, unit) for unit in (here, there, here.parent)] == [10, 30, 25]


def test_what_nobody_registered_is_refused():
    here = factories.unit()
    with pytest.raises(UnknownIndicator):
        queries.table([Address("test.nobody", "", "all")], here, *YEAR)
    with pytest.raises(UnknownBreakdown):
        queries.table([Address("test.calls", "kind=sung", "all")], here, *YEAR)
    with pytest.raises(UnknownCut):
        queries.table([CALLS], here, *YEAR, by="week")
    with pytest.raises(UnknownIndicator):
        queries.table([CALLS], here, *YEAR).number(HOMES)


# --- Statements -------------------------------------------------------------------------------


def test_a_province_without_a_return_is_the_sum_of_its_communes_and_says_of_how_many():
    one, two, _silent = (factories.unit(name) for name in ("An", "Bình", "Cúc"))
    say(one, 3)
    say(two, 4)

    table = queries.table([HOMES], one.parent, *YEAR, below="commune")

    found = table.number(HOMES)
    assert (found.value, found.is_recorded, found.coverage) == (7, False, Coverage(2, 3))
    assert found.is_sum_of_units
    assert [value(table, HOMES, unit) for unit in table.units] == [3, 4, None]


def test_the_provinces_own_return_goes_before_the_sum():
    commune = factories.unit()
    say(commune, 3)
    say(commune.parent, 10)

    found = queries.table([HOMES], commune.parent, *YEAR).number(HOMES)

    assert (found.value, found.coverage, [tile.value for tile in found.tiles]) == (
        10,
        Coverage(1, 1),
        [10],
    )


def test_districts_stand_between_and_what_they_sent_is_not_added_to_their_communes():
    sent, silent = (factories.unit(name, level="district") for name in ("Đông", "Tây"))
    below = factories.unit("An", parent=sent)
    other = factories.unit("Bình", parent=silent)
    for unit, number in ((sent, 10), (below, 3), (other, 4)):
        say(unit, number)

    found = queries.table([HOMES], sent.parent, *YEAR).number(HOMES)

    assert (found.value, found.coverage) == (14, Coverage(2, 2))


def test_the_longest_periods_that_fit_are_added_and_none_twice():
    here = factories.unit()
    for month in range(1, 13):
        until = date(2026, month + 1, 1) if month < 12 else YEAR[1]
        say(here, 1, date(2026, month, 1), until)
    say(here, 100, YEAR[0], date(2026, 10, 1))
    say(here, 50, date(2025, 12, 15), date(2026, 6, 15))

    table = queries.table([HOMES], here, *YEAR)

    assert (value(table, HOMES), len(table.number(HOMES).tiles)) == (103, 4)
    assert value(queries.table([HOMES], here, date(2025, 12, 15), date(2026, 6, 15)), HOMES) == 50


def test_a_half_told_period_is_not_covered():
    here = factories.unit()
    say(here, 5, YEAR[0], date(2026, 7, 1))

    assert queries.table([HOMES], here.parent, *YEAR).number(HOMES).coverage == Coverage(0, 1)


def test_of_a_stock_the_last_statement_counts():
    here, there = factories.unit("An"), factories.unit("Bình")
    for unit, first, second in ((here, 5, 6), (there, 10, 8)):
        say(unit, first, YEAR[0], date(2026, 7, 1), of=PEOPLE)
        say(unit, second, date(2026, 7, 1), YEAR[1], of=PEOPLE)

    found = queries.table([PEOPLE], here.parent, *YEAR).number(PEOPLE)

    assert (found.value, found.coverage) == (14, Coverage(2, 2))


def test_a_stated_share_is_its_own_word_and_no_sum_of_others():
    here, there = factories.unit("An"), factories.unit("Bình")
    say(here, 12.5, of=POOR)
    say(there, 50, of=POOR)

    table = queries.table([POOR], here.parent, *YEAR, below="commune")

    assert [value(table, POOR, unit) for unit in (here, here.parent)] == [Decimal("12.5"), None]


def test_a_share_of_what_was_stated_is_divided():
    here, there = factories.unit("An"), factories.unit("Bình")
    for unit, poor, homes in ((here, 1, 10), (there, 9, 30)):
        say(unit, poor, of=Address("test.poor", "", "all"))
        say(unit, homes)

    found = queries.table([POOR], here.parent, *YEAR).number(POOR)

    assert (found.value, found.coverage) == (25, Coverage(2, 2))


def test_stating_again_replaces_and_stating_nothing_takes_back():
    here = factories.unit()
    say(here, 3, source="return:1")
    say(here, 4, source="return:1")
    assert value(queries.table([HOMES], here, *YEAR), HOMES) == 4

    services.state(source="return:1", rows=[])

    assert queries.table([HOMES], here, *YEAR).number(HOMES) is None


def test_a_bad_row_leaves_what_was_stated():
    here = factories.unit()
    say(here, 3, source="return:1")

    with pytest.raises(UnknownIndicator):
        say(here, 4, of=Address("test.nobody", "", "all"), source="return:1")

    assert value(queries.table([HOMES], here, *YEAR), HOMES) == 3


def test_records_go_before_statements_and_both_can_be_asked():
    here = factories.unit()
    call(here)
    say(here, 9, of=CALLS)

    table = queries.table([CALLS], here, *YEAR)

    assert [table.number(CALLS).value, table.recorded(CALLS).value] == [1, 1]
    assert table.stated(CALLS).value == 9


# --- Units that merged or were split ----------------------------------------------------------


def test_records_of_old_communes_and_their_villages_show_in_todays():
    old, other = factories.unit("Cũ", **BEFORE), factories.unit("Khác", **BEFORE)
    new = factories.unit("Mới", valid_from=REFORM)
    factories.succession(old, new, REFORM)
    factories.succession(other, new, REFORM)
    call(factories.unit(parent=old, level="village"), on=date(2025, 3, 1), by=2)
    call(other, on=date(2025, 3, 1), by=3)
    call(new, by=4)
    since = date(2025, 1, 1)

    then = queries.table([CALLS], new.parent, since, YEAR[1], below="commune")
    today = queries.table([CALLS], new.parent, since, YEAR[1], below="commune", on=YEAR[0])

    assert {unit.name: value(then, CALLS, unit) for unit in then.units} == {
        "Cũ": 2,
        "Khác": 3,
        "Mới": 4,
    }
    assert [(unit, value(today, CALLS, unit)) for unit in today.units] == [(new, 9)]
    assert not today.number(CALLS, new).is_estimate
    assert value(then, CALLS) == value(today, CALLS) == 9


def test_a_split_is_shown_as_split_and_its_shares_as_estimates():
    old = factories.unit("Cũ", **BEFORE)
    large, small = (factories.unit(name, valid_from=REFORM) for name in ("Lớn", "Nhỏ"))
    factories.succession(old, large, REFORM, "0.75")
    factories.succession(old, small, REFORM, "0.25")
    call(old, on=date(2025, 3, 1), by=8)
    say(old, 100, date(2025, 1, 1), REFORM)
    say(large, 10, REFORM, date(2026, 1, 1))

    table = queries.table(
        [CALLS, HOMES], old.parent, date(2025, 1, 1), YEAR[0], below="commune", on=YEAR[0]
    )

    counted = [table.number(CALLS, unit) for unit in (large, small)]
    stated = [table.number(HOMES, unit) for unit in (large, small)]
    assert [(one.value, one.is_estimate) for one in counted] == [(6, True), (2, True)]
    assert [(one.value, one.is_estimate, one.coverage) for one in stated] == [
        (85, True, Coverage(1, 1)),
        (25, True, Coverage(0, 1)),
    ]
    [(before, heir)] = table.carried(small)
    assert (before, heir.share, heir.is_estimate) == (old.pk, Decimal("0.25"), True)


def test_statements_of_old_and_new_communes_make_one_year():
    old, other = factories.unit("Cũ", **BEFORE), factories.unit("Khác", **BEFORE)
    new = factories.unit("Mới", valid_from=REFORM)
    for unit in (old, other):
        factories.succession(unit, new, REFORM)
        say(unit, 2, date(2025, 1, 1), REFORM)
    say(new, 5, REFORM, date(2026, 1, 1))
    window = date(2025, 1, 1), date(2026, 1, 1)

    then = queries.table([HOMES], new.parent, *window)
    today = queries.table([HOMES], new.parent, *window, below="commune", on=YEAR[0])

    assert (value(then, HOMES), then.number(HOMES).coverage) == (9, Coverage(3, 3))
    found = today.number(HOMES, new)
    assert (found.value, found.coverage, found.is_estimate) == (9, Coverage(1, 1), False)


def test_a_new_commune_that_told_the_whole_year_spoke_for_the_old_ones():
    old = factories.unit("Cũ", **BEFORE)
    new = factories.unit("Mới", valid_from=REFORM)
    factories.succession(old, new, REFORM)
    say(old, 2, date(2025, 1, 1), REFORM)
    say(new, 7, date(2025, 1, 1), date(2026, 1, 1))
    window = date(2025, 1, 1), date(2026, 1, 1)

    assert value(queries.table([HOMES], new.parent, *window), HOMES) == 7
    today = queries.table([HOMES], new.parent, *window, below="commune", on=YEAR[0])
    assert value(today, HOMES, new) == 7


def test_of_a_stock_units_that_ended_before_the_last_day_are_not_added():
    old = factories.unit("Cũ", **BEFORE)
    new = factories.unit("Mới", valid_from=REFORM)
    factories.succession(old, new, REFORM)
    say(old, 2, date(2025, 1, 1), REFORM, of=PEOPLE)
    say(new, 5, REFORM, date(2026, 1, 1), of=PEOPLE)

    for on in (None, YEAR[0]):
        table = queries.table([PEOPLE], new.parent, date(2025, 1, 1), date(2026, 1, 1), on=on)
        assert value(table, PEOPLE) == 5


def test_a_district_that_ended_counts_once_in_its_province():
    district = factories.unit("Mường La", level="district", **BEFORE)
    old = factories.unit("Cũ", parent=district, **BEFORE)
    new = factories.unit("Mới", valid_from=REFORM)
    factories.succession(district, new.parent, REFORM)
    factories.succession(old, new, REFORM)
    call(old, on=date(2025, 3, 1), by=2)
    call(district, on=date(2025, 3, 1), by=3)

    table = queries.table(
        [CALLS], new.parent, date(2025, 1, 1), YEAR[1], below="commune", on=YEAR[0]
    )

    assert (value(table, CALLS), value(table, CALLS, new)) == (5, 2)


def test_a_province_that_took_in_another_shows_its_history_in_todays_units():
    gone = factories.unit("Cũ", level="province", code="17", **BEFORE)
    old = factories.unit("An", parent=gone, **BEFORE)
    home = factories.province()
    new = factories.unit("Mới", valid_from=REFORM)
    factories.succession(gone, home, REFORM)
    factories.succession(old, new, REFORM)
    call(old, on=date(2025, 3, 1), by=2)
    say(old, 4, date(2025, 1, 1), REFORM)

    window = date(2025, 1, 1), REFORM
    today = queries.table([CALLS, HOMES], home, *window, below="commune", on=YEAR[0])

    assert queries.table([CALLS], home, *window).number(CALLS) is None
    assert [value(today, CALLS), value(today, CALLS, new)] == [2, 2]
    assert [value(today, HOMES), value(today, HOMES, new)] == [4, 4]


def test_a_table_is_cut_at_the_edges_of_the_calendar():
    table = queries.table(
        [CALLS], factories.unit(), date(2025, 12, 15), date(2026, 6, 15), by="year"
    )

    assert table.spans == (
        Span(date(2025, 12, 15), date(2026, 1, 1)),
        Span(date(2026, 1, 1), date(2026, 6, 15)),
    )
