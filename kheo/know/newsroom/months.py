"""A month as a page shows it: weeks of days, each with what happens on it."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from kheo.know.newsroom.queries import Counted, Planned


@dataclass
class Day:
    """One day of the month with what is set for it and how much was published."""

    on: date
    is_inside: bool
    is_today: bool
    published: int = 0
    planned: list[Planned] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.published and not self.planned


@dataclass(frozen=True)
class Month:
    """The weeks of a month, from Monday to Sunday."""

    first: date
    weeks: list[list[Day]]

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return next_month(self.first)

    @property
    def days(self) -> list[Day]:
        """The days on which something happens, for a narrow screen."""
        return [day for week in self.weeks for day in week if day.is_inside and not day.is_empty]


def next_month(first: date) -> date:
    """Return the first day of the month after."""
    return (first + timedelta(days=31)).replace(day=1)


def month(
    first: date, *, today: date, planned: Iterable[Planned], published: Iterable[Counted]
) -> Month:
    """Lay out a month."""
    weeks = [
        [Day(on, on.month == first.month, on == today) for on in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]
    inside = {day.on: day for week in weeks for day in week if day.is_inside}
    for entry in planned:
        inside[entry.on].planned.append(entry)
    for counted in published:
        inside[counted.on].published = counted.number
    return Month(first, weeks)
