"""Cuts periods into months, quarters and years, and into the rows that roll-ups keep."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

# How finely a period is cut: not at all, or by calendar years, quarters, months.
CUTS = ("", "year", "quarter", "month")
_MONTHS = {"year": 12, "quarter": 3, "month": 1}


class UnknownCut(ValueError):
    """A period is cut by year, quarter or month, or not at all."""


@dataclass(frozen=True, order=True)
class Span:
    """A period [since, until)."""

    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days


@dataclass(frozen=True)
class Pieces:
    """The whole years inside some months, and the months before and after them."""

    head: Span
    years: Span
    tail: Span


def first_of(day: date, *, months: int = 0) -> date:
    """Return the first of the month so many months later."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def touched(since: date, until: date) -> Span:
    """Return the whole months that [since, until) touches."""
    end = until if until.day == 1 else first_of(until, months=1)
    return Span(since.replace(day=1), max(end, since.replace(day=1)))


def cut(since: date, until: date, by: str) -> tuple[Span, ...]:
    """Cut [since, until) at the calendar's edges; raises UnknownCut."""
    if by not in CUTS:
        raise UnknownCut(by)
    if not by:
        return (Span(since, until),)
    edges = [since, *_edges(since, until, _MONTHS[by]), until]
    return tuple(Span(*pair) for pair in zip(edges, edges[1:], strict=False))


def _edges(since: date, until: date, months: int) -> Iterator[date]:
    edge = bucket(since, months)
    while (edge := first_of(edge, months=months)) < until:
        if edge > since:
            yield edge


def bucket(day: date, months: int) -> date:
    """Return the first day of the year, quarter or month that a day lies in."""
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def start_of(span: Span, by: str) -> date | None:
    """Return how the database calls the piece that a span was cut from."""
    return bucket(span.since, _MONTHS[by]) if by else None


def pieces(months: Span, by: str) -> Pieces:
    """Say which rows make up whole months: years where they fit and are not cut further."""
    first = date(months.since.year + (months.since.month > 1), 1, 1)
    last = date(months.until.year, 1, 1)
    if by in ("month", "quarter") or first >= last:
        empty = Span(months.until, months.until)
        return Pieces(months, empty, empty)
    return Pieces(Span(months.since, first), Span(first, last), Span(last, months.until))
