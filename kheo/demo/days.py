"""Tells on which days of the invented year officers work."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kheo.foundation.clock.book import default_calendar

ONE = timedelta(days=1)


def working(day: date) -> date:
    """Give the day itself, or the last working day before it."""
    while not default_calendar().is_working_day(day):
        day -= ONE
    return day


def ago(now: datetime, days: int, hour: int = 9, minute: int = 0) -> datetime:
    """Give an hour of the working day so many days before now, and never what is still to come."""
    day = working(timezone.localdate(now) - days * ONE)
    at = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    return min(at, now - timedelta(minutes=5))
