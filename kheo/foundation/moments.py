"""Where a day begins on this clock, and which day it is in another year."""

from datetime import date, datetime, time

from django.utils import timezone


def start_of(day: date) -> datetime:
    """Return the moment at which a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))


def in_another_year(day: date, years: int) -> date:
    """Return the same day so many years later, or earlier; of a leap day, the 28th."""
    year = day.year + years
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
