"""Reporting windows and calendar periods: from which day to which, around a given day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from kheo.foundation.clock.counting import add_months
from kheo.foundation.clock.errors import WrongKind
from kheo.foundation.clock.rules import Edge, Rule


class Window(NamedTuple):
    """A period from `since` to `until`, both included, and how often something is owed in it."""

    since: date
    until: date
    times: int


def window_for(rule: Rule, on: date) -> Window:
    """Return the reporting window or calendar period that a day falls in, or the next window."""
    if rule.window is not None:
        return _report_window(rule.window, on)
    if rule.period is None:
        raise WrongKind(code=rule.code)
    since, until = PERIODS[rule.period](on)
    return Window(since, until, rule.length or 1)


def _report_window(edges: tuple[Edge, Edge], on: date) -> Window:
    year = on.year if edges[1].within(on.year) >= on else on.year + 1
    return Window(edges[0].within(year), edges[1].within(year), 1)


def _week(on: date) -> tuple[date, date]:
    monday = on - timedelta(days=on.weekday())
    return monday, monday + timedelta(days=6)


def _months(count: int) -> Callable[[date], tuple[date, date]]:
    def period(on: date) -> tuple[date, date]:
        since = date(on.year, (on.month - 1) // count * count + 1, 1)
        return since, date.fromordinal(add_months(since.toordinal(), count) - 1)

    return period


PERIODS: dict[str, Callable[[date], tuple[date, date]]] = {
    "week": _week,
    "month": _months(1),
    "quarter": _months(3),
    "year": _months(12),
}
