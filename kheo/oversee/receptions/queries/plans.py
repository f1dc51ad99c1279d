"""Proposes the days on which a head receives people, so that the rule of each period is kept."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kheo.foundation.clock.book import default_calendar
from kheo.foundation.clock.calendar import WorkCalendar
from kheo.foundation.clock.errors import NoRuleInForce
from kheo.foundation.clock.rules import Rule
from kheo.foundation.units.models import Body
from kheo.oversee.receptions import rules

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Proposal:
    """A day that the planner proposes; `instead_of` is the holiday it stands for."""

    on: date
    instead_of: date | None = None
    why: str = ""


@dataclass(frozen=True)
class Span:
    """One week, month, quarter or year [since, until) with the rule of its first day."""

    since: date
    until: date
    rule: Rule

    @property
    def owed(self) -> int:
        return self.rule.length or 0


def spans(body: Body, since: date, until: date) -> list[Span]:
    """Cut [since, until) into the periods of the rule; a week belongs to its Thursday.

    Where the rule changes in between, each period follows the rule of its first day.
    """
    found: list[Span] = []
    day = since
    while day < until:
        rule = _rule(body, day)
        if rule is None:
            day += timedelta(days=1)
            continue
        span = _span(rule, day)
        if _anchor(span) < since:
            day = span.until
            continue
        if _anchor(span) >= until:
            break
        found.append(span)
        day = span.until
    return found


def _rule(body: Body, on: date) -> Rule | None:
    try:
        return rules.frequency(body.kind, body.unit.level, on=on)
    except NoRuleInForce:
        return None


def _anchor(span: Span) -> date:
    """Give the day that says to which month a period belongs."""
    return span.since + timedelta(days=3) if span.rule.period == "week" else span.since


def _span(rule: Rule, day: date) -> Span:
    if rule.period == "week":
        since = day - timedelta(days=day.weekday())
        return Span(since, since + WEEK, rule)
    months = {"month": 1, "quarter": 3, "year": 12}[str(rule.period)]
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    return Span(first, _months_on(first, months), rule)


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def proposals(
    body: Body, since: date, until: date, *, weekday: int | None = None
) -> list[Proposal]:
    """Propose the days of [since, until), a holiday moved to the next working day."""
    wished = rules.custom().weekday if weekday is None else weekday
    calendar = default_calendar()
    found: dict[date, Proposal] = {}
    for span in spans(body, since, until):
        for proposal in _of_span(span, wished, calendar):
            found.setdefault(proposal.on, proposal)
    return [found[on] for on in sorted(found)]


def _of_span(span: Span, weekday: int, calendar: WorkCalendar) -> Iterator[Proposal]:
    taken: set[date] = set()
    days = [day for day in _days(span) if day.weekday() == weekday]
    for number in range(span.owed):
        # Spread evenly: of four Thursdays the first and the third.
        wished = days[number * len(days) // span.owed] if days else span.since
        on = _working(wished, span, taken, calendar)
        taken.add(on)
        why = calendar.why_off(wished) or ""
        yield Proposal(on, wished if on != wished and why else None, why)


def _days(span: Span) -> list[date]:
    return [span.since + timedelta(days=n) for n in range((span.until - span.since).days)]


def _working(wished: date, span: Span, taken: set[date], calendar: WorkCalendar) -> date:
    """Take the next free working day; the last before it when the period ends sooner."""
    later = [day for day in _days(span) if day >= wished]
    earlier = [day for day in reversed(_days(span)) if day < wished]
    for day in (*later, *earlier):
        if calendar.is_working_day(day) and day not in taken:
            return day
    day = span.until
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day


def month_of(day: date) -> tuple[date, date]:
    """Give the month of a day as [since, until)."""
    first = day.replace(day=1)
    return first, first + timedelta(days=monthrange(first.year, first.month)[1])
