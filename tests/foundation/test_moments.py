"""A day begins at midnight of this place."""

from datetime import date

from kheo.foundation.moments import start_of


def test_a_day_begins_at_midnight_here():
    assert start_of(date(2026, 3, 2)).isoformat() == "2026-03-02T00:00:00+07:00"
