"""The arithmetic of legal time on day ordinals: units, suspensions, extensions."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date

from kheo.foundation.clock import sentences
from kheo.foundation.clock.calendar import WorkCalendar
from kheo.foundation.clock.errors import (
    ExtensionInWrongUnit,
    ExtensionLengthUnknown,
    ExtensionNeedsDecision,
    ExtensionNotAllowed,
    ExtensionTooLong,
    ExtensionTooOften,
    ExtensionTotalTooLong,
    UnknownCase,
)
from kheo.foundation.clock.inputs import Extension, Suspension
from kheo.foundation.clock.rules import Case, ExtensionLimit, Rule

# Closed suspensions as [since, until) ordinals, sorted and not touching.
Stops = Sequence[tuple[int, int]]
# The last day and by how many days of the unit the stops moved it.
Ended = tuple[int, int]


def stops_of(suspensions: Sequence[Suspension]) -> Stops:
    """Merge the closed suspensions; an open one moves nothing before it is resumed."""
    merged: list[tuple[int, int]] = []
    for since, until in sorted(
        (s.since.toordinal(), s.until.toordinal()) for s in suspensions if s.until
    ):
        if merged and since <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(until, merged[-1][1]))
        else:
            merged.append((since, until))
    return merged


def working_days(calendar: WorkCalendar, start: int, number: int, stops: Stops) -> Ended:
    end_rank = plain = calendar.rank(start - 1) + number
    end = calendar.nth(end_rank)
    for since, until in stops:
        begin = max(since, start)
        if since <= end and begin < until:
            end_rank += calendar.rank(until - 1) - calendar.rank(begin - 1)
            end = calendar.nth(end_rank)
    return end, end_rank - plain


def calendar_days(calendar: WorkCalendar, start: int, number: int, stops: Stops) -> Ended:
    return _pushed(start, start + number - 1, stops)


def months(calendar: WorkCalendar, start: int, number: int, stops: Stops) -> Ended:
    # Civil Code 2015, art. 148: the corresponding day of the last month, else its last day.
    return _pushed(start, add_months(start - 1, number), stops)


def years(calendar: WorkCalendar, start: int, number: int, stops: Stops) -> Ended:
    return months(calendar, start, 12 * number, stops)


UNITS: dict[str, Callable[[WorkCalendar, int, int, Stops], Ended]] = {
    "working_day": working_days,
    "calendar_day": calendar_days,
    "month": months,
    "year": years,
}


def _pushed(start: int, plain_end: int, stops: Stops) -> Ended:
    end = plain_end
    for since, until in stops:
        begin = max(since, start)
        if since <= end and begin < until:
            end += until - begin
    return end, end - plain_end


def add_months(ordinal: int, number: int) -> int:
    day = date.fromordinal(ordinal)
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)).toordinal()


def backwards(calendar: WorkCalendar, unit: str, event: int, number: int) -> int:
    """Return the day that lies `number` units before an event; its own day is not counted."""
    if unit == "working_day":
        return calendar.nth(calendar.rank(event - 1) - number + 1)
    if unit == "calendar_day":
        return event - number
    return add_months(event, -number * (12 if unit == "year" else 1))


def is_stopped(ordinal: int, stops: Stops) -> bool:
    return any(since <= ordinal < until for since, until in stops)


def base_length(rule: Rule, *, remote: bool, case: Case | None) -> int:
    if case is not None:
        return case.length
    if remote and rule.remote_length:
        return rule.remote_length
    return rule.safe_length or rule.length or 0


def case_of(rule: Rule, code: str | None) -> Case | None:
    if code is None:
        return None
    for case in rule.cases:
        if case.code == code:
            return case
    raise UnknownCase(code=rule.code, case=code)


def granted(
    rule: Rule, extensions: Sequence[Extension], *, base: int, remote: bool
) -> tuple[ExtensionLimit, ...]:
    """Return the limit behind each extension; raise ExtensionRefused."""
    limits = tuple(_allowed(rule, extension) for extension in extensions)
    for limit in limits:
        if sum(other.code == limit.code for other in limits) > limit.times:
            raise ExtensionTooOften(code=rule.code, times=limit.times, grounds=limit.grounds_vi)
    most = [m for limit in limits if (m := _most(limit, remote)) is not None]
    if most and base + sum(extension.days for extension in extensions) > max(most):
        said = sentences.counted(max(most), rule.unit or "calendar_day", "vi")
        raise ExtensionTotalTooLong(code=rule.code, most=said)
    return limits


def _most(limit: ExtensionLimit, remote: bool) -> int | None:
    return (limit.remote_up_to or limit.up_to) if remote else limit.up_to


def _allowed(rule: Rule, extension: Extension) -> ExtensionLimit:
    limit = next((row for row in rule.extensions if row.code == extension.code), None)
    if limit is None or extension.days < 1:
        raise ExtensionNotAllowed(code=rule.code, grounds=extension.grounds or extension.code)
    if limit.add is None and limit.up_to is None:
        raise ExtensionLengthUnknown(code=rule.code)
    if extension.unit != limit.unit:
        raise ExtensionInWrongUnit(code=rule.code, unit=sentences.unit_name(limit.unit))
    if limit.add is not None and extension.days > limit.add:
        most = sentences.counted(limit.add, limit.unit, "vi")
        raise ExtensionTooLong(code=rule.code, most=most)
    if limit.needs_decision and not extension.decision.strip():
        raise ExtensionNeedsDecision(code=rule.code)
    return limit
