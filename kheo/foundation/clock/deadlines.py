"""Legal dates: count a rule over a calendar and keep the explanation with the date."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from kheo.foundation.clock import sentences
from kheo.foundation.clock.calendar import SkippedDay, WorkCalendar
from kheo.foundation.clock.dues import Counted, Due
from kheo.foundation.clock.errors import WrongKind
from kheo.foundation.clock.inputs import DueInputs, Extension, Suspension
from kheo.foundation.clock.reckoning import recount
from kheo.foundation.clock.rules import Rule
from kheo.foundation.clock.windows import Window, window_for

__all__ = [
    "Counted",
    "Due",
    "DueInputs",
    "Extension",
    "Remaining",
    "SkippedDay",
    "Suspension",
    "Window",
    "due",
    "expires",
    "latest_notice",
    "remaining",
    "window_for",
]

EXPIRING = frozenset({"duration_min", "validity", "retention_min"})


class Remaining(NamedTuple):
    """What is left (positive) or overdue (negative), in which unit."""

    n: int
    unit: str

    def words(self, language: str = "vi") -> str:
        if self.n == 0:
            return sentences.say("left_today", language)
        count = sentences.counted(abs(self.n), self.unit, language)
        return sentences.say("left" if self.n > 0 else "late", language, count=count)


def due(
    rule: Rule,
    trigger: date,
    calendar: WorkCalendar,
    *,
    remote: bool = False,
    extensions: Sequence[Extension] = (),
    suspensions: Sequence[Suspension] = (),
    roll: bool | None = None,
    case: str | None = None,
) -> Due:
    """Count a rule from its trigger (a date, or a datetime for rules in hours).

    For a notice the trigger is the event and the result its latest day. Raises
    ExtensionRefused, MomentNeeded, UnknownCase, WrongKind or BeyondCalendar.
    """
    inputs = DueInputs(
        rule.code, trigger, remote, tuple(extensions), tuple(suspensions), roll, case
    )
    return recount(rule, inputs, calendar)


def latest_notice(
    rule: Rule, event: date, calendar: WorkCalendar, *, roll: bool | None = None
) -> Due:
    """Return the last day on which a notice before an event is in time."""
    if rule.kind != "notice_min":
        raise WrongKind(code=rule.code)
    return due(rule, event, calendar, roll=roll)


def expires(rule: Rule, trigger: date, calendar: WorkCalendar, *, remote: bool = False) -> Due:
    """Return the last day of a validity, a retention or a minimum duration."""
    if rule.kind not in EXPIRING:
        raise WrongKind(code=rule.code)
    return due(rule, trigger, calendar, remote=remote)


def remaining(due: Due, today: date, calendar: WorkCalendar) -> Remaining:
    """Count what is left after `today`, in the unit of the rule; what is late, in plain days."""
    if due.at is not None and isinstance(today, datetime):
        seconds = (due.at - today).total_seconds()
        return Remaining(int(seconds // 3600), "hour")
    day = calendar.day_of(today)
    # A suspended clock shows what was left on the evening before it stopped.
    if due.stopped_since is not None:
        day = min(day, due.stopped_since - timedelta(days=1))
    if day > due.on or due.counted.unit != "working_day":
        return Remaining((due.on - day).days, "calendar_day")
    left = calendar.rank(due.on.toordinal()) - calendar.rank(day.toordinal())
    return Remaining(left, "working_day")
