"""Periods and their dates come from the law's files; no day stands in code."""

from datetime import date

import pytest

from kheo.foundation.clock.book import default_calendar
from kheo.insight.inspection import periods as inspection
from kheo.insight.returns import periods
from kheo.insight.returns.senders import senders, way_up
from tests import factories

FIRST_HALF = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("kind", "number", "start", "end", "label"),
    [
        ("month", 12, date(2026, 12, 1), date(2026, 12, 31), "Tháng 12/2026"),
        ("quarter", 3, date(2026, 7, 1), date(2026, 9, 30), "Quý III/2026"),
        ("half_year", 1, date(2026, 1, 1), FIRST_HALF, "6 tháng đầu năm 2026"),
        ("nine_months", 1, date(2026, 1, 1), date(2026, 9, 30), "9 tháng năm 2026"),
        ("year", 1, date(2026, 1, 1), date(2026, 12, 31), "Năm 2026"),
        ("quarter_december", 1, date(2025, 12, 15), date(2026, 3, 14), "Quý I/2026 (từ 15/12)"),
        ("year_december", 1, date(2025, 12, 15), date(2026, 12, 14), "Năm 2026 (từ 15/12)"),
    ],
)
def test_a_window_has_its_days_and_its_name(kind, number, start, end, label):
    found = periods.kind(kind).window(number, 2026)

    assert (found.start, found.end, found.label) == (start, end, label)
    assert periods.named(kind, end) == found


def test_windows_from_december_are_those_of_the_inspectorate():
    theirs = inspection.period("BC-TCD-NAM", 2026)
    ours = periods.kind("year_december").window(1, 2026)

    assert (ours.start, ours.end) == (theirs.since, theirs.last)


def test_the_window_before_and_a_year_before():
    first = periods.kind("half_year").window(1, 2026)

    assert first.before == periods.kind("half_year").window(2, 2025)
    assert first.year_before == periods.kind("half_year").window(1, 2025)


def test_a_return_is_due_after_the_period_then_late_then_locked():
    dates = periods.kind("half_year").window(1, 2026).dates()

    calendar = default_calendar()
    rank = calendar.rank(dates.due_on.toordinal())
    assert dates.due_on == date(2026, 7, 7)  # five working days after Tuesday, 30 June
    assert dates.grace_until.toordinal() == calendar.nth(rank + 3)
    assert dates.grace_until < dates.locks_on
    assert dates.due.confidence == "low"


def test_a_year_has_longer_than_a_month_by_the_cases_of_the_rule():
    year, month = (periods.kind(key).window(1, 2026) for key in ("year", "month"))

    assert (year.dates().due.counted[0], month.dates().due.counted[0]) == (10, 3)


def test_a_return_opens_some_days_before_the_end():
    half = periods.kind("half_year")

    before, on = half.window(1, 2026).opens_on.replace(day=9), half.window(1, 2026).opens_on
    assert on == date(2026, 6, 10)
    assert half.open_by(before, since=FIRST_HALF) == []
    assert half.open_by(on, since=FIRST_HALF) == [half.window(1, 2026)]


@pytest.mark.parametrize(("kind", "end"), [("moon", FIRST_HALF), ("year", FIRST_HALF)])
def test_what_is_no_period_is_refused(kind, end):
    with pytest.raises(periods.UnknownPeriod):
        periods.named(kind, end)


@pytest.mark.django_db
def test_districts_approve_as_long_as_there_are_districts():
    district = factories.unit("Mường La", level="district", valid_to=date(2025, 6, 30))
    factories.succession(district, factories.province(), date(2025, 7, 1))
    commune = factories.unit("Ngọc Chiến", parent=district, valid_to=date(2025, 6, 30))

    way = way_up(commune, senders()["commune"], on=date(2025, 6, 30))
    later = way_up(commune, senders()["commune"], on=date(2025, 7, 1))

    assert way == [district, factories.province()]
    assert later == [factories.province()]


@pytest.mark.django_db
def test_what_a_province_sends_it_approves_itself():
    assert way_up(factories.province(), senders()["province"], on=FIRST_HALF) == [
        factories.province()
    ]
