"""A day begins at midnight of this place, and has its like in every year."""

from datetime import date

import pytest

from kheo.foundation.moments import in_another_year, start_of


def test_a_day_begins_at_midnight_here():
    assert start_of(date(2026, 3, 2)).isoformat() == "2026-03-02T00:00:00+07:00"


@pytest.mark.parametrize(
    ("day", "years", "like"),
    [
        (date(2026, 3, 2), 2, date(2028, 3, 2)),
        (date(2026, 3, 2), -1, date(2025, 3, 2)),
        (date(2028, 2, 29), 1, date(2029, 2, 28)),
        (date(2028, 2, 29), 4, date(2032, 2, 29)),
    ],
)
def test_a_day_has_its_like_in_another_year(day, years, like):
    assert in_another_year(day, years) == like
