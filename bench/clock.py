"""Measures the claim that the clock explains at least 20,000 legal dates a second."""

import time
from collections.abc import Callable
from datetime import date, timedelta

from kheo.foundation.clock.book import default_book, default_calendar
from kheo.foundation.clock.deadlines import due

DATES = 20_000
ROUNDS = 3


def measure() -> list[tuple[str, float, str]]:
    """Return rows of (what, value, unit)."""
    calendar, book = default_calendar(), default_book()
    days = [date(2024, 1, 2) + timedelta(days=n % 900) for n in range(DATES)]
    feedback = book.get("KNPA-LOCAL-01", days[0])
    complaint = book.get("KN-L1-RES", days[0])
    stored = due(feedback, days[0], calendar)
    return [
        _rate("due, 15 working days", lambda day: due(feedback, day, calendar), days),
        _rate(
            "due and explained, 15 working days",
            lambda day: due(feedback, day, calendar).explain(),
            days,
        ),
        _rate(
            "due and explained, 45 calendar days",
            lambda day: due(complaint, day, calendar, remote=True).explain(),
            days,
        ),
        _rate("stored as JSON", lambda day: stored.to_json(), days),
    ]


def _rate(what: str, job: Callable[[date], object], days: list[date]) -> tuple[str, float, str]:
    # The best of some rounds: the machine may be busy with other things.
    return what, len(days) / min(_seconds(job, days) for _ in range(ROUNDS)), "a second"


def _seconds(job: Callable[[date], object], days: list[date]) -> float:
    began = time.perf_counter()
    for day in days:
        job(day)
    return time.perf_counter() - began


if __name__ == "__main__":
    for what, value, unit in measure():
        print(f"{what}: {value:,.0f} {unit}")
