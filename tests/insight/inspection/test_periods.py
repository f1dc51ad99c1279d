"""Windows come from the law and touch without gap."""

from datetime import date

import pytest

from kheo.insight.inspection import periods
from kheo.insight.inspection.periods import UnknownPeriod, period


@pytest.mark.parametrize(
    ("code", "since", "last"),
    [
        ("BC-TCD-Q1", date(2026, 12, 15), date(2027, 3, 14)),
        ("BC-TCD-Q2", date(2027, 3, 15), date(2027, 6, 14)),
        ("BC-TCD-Q3", date(2027, 6, 15), date(2027, 9, 14)),
        ("BC-TCD-Q4", date(2027, 9, 15), date(2027, 12, 14)),
        ("BC-TCD-6T", date(2026, 12, 15), date(2027, 6, 14)),
        ("BC-TCD-9T", date(2026, 12, 15), date(2027, 9, 14)),
        ("BC-TCD-NAM", date(2026, 12, 15), date(2027, 12, 14)),
    ],
)
def test_a_window_is_named_by_the_year_it_ends_in(code, since, last):
    found = period(code, 2027)

    assert (found.since, found.last) == (since, last)


def test_the_year_before_is_the_same_window():
    assert period("BC-TCD-Q1", 2024).year_before.since == date(2022, 12, 15)


def test_a_year_is_made_of_its_quarters():
    parts = sorted(period("BC-TCD-NAM", 2027).parts, key=lambda one: one.since)

    assert [one.code[-2:] for one in parts] == ["Q1", "Q2", "Q3", "Q4"]
    assert all(one.until == next_one.since for one, next_one in zip(parts, parts[1:], strict=False))
    assert period("BC-TCD-Q2", 2027).parts == []


@pytest.mark.parametrize(
    ("today", "code", "year"),
    [
        (date(2027, 3, 14), "BC-TCD-Q4", 2026),
        (date(2027, 3, 15), "BC-TCD-Q1", 2027),
        (date(2027, 12, 31), "BC-TCD-Q4", 2027),
    ],
)
def test_the_window_offered_is_the_quarter_that_ended_last(today, code, year):
    found = periods.current(today)

    assert (found.code, found.year) == (code, year)


def test_a_rule_that_is_no_window_is_refused():
    with pytest.raises(UnknownPeriod):
        period("KN-L1-ACC", 2027)
