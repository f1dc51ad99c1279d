"""From a rule, its inputs and a calendar to a date that carries its explanation."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kheo.foundation.clock import counting
from kheo.foundation.clock.calendar import SkippedDay, WorkCalendar
from kheo.foundation.clock.counting import Stops
from kheo.foundation.clock.dues import Counted, Due
from kheo.foundation.clock.errors import MomentNeeded, WrongKind
from kheo.foundation.clock.inputs import DueInputs
from kheo.foundation.clock.rules import Rule
from kheo.foundation.clock.windows import window_for

FORWARD = frozenset({"deadline_max", "duration_min", "validity", "retention_min"})


def recount(rule: Rule, inputs: DueInputs, calendar: WorkCalendar) -> Due:
    """Count a rule from its inputs over a calendar."""
    if rule.unit == "hour":
        return _hours(rule, inputs, calendar)
    if rule.kind in FORWARD:
        return _forward(rule, inputs, calendar)
    if inputs.suspensions or inputs.extensions:
        raise WrongKind(code=rule.code)
    if rule.kind == "notice_min":
        return _notice(rule, inputs, calendar)
    return _period(rule, inputs, calendar)


@dataclass(frozen=True, slots=True)
class _Count:
    """One forward count on ordinals, before it becomes a Due."""

    start: int
    base: int
    extra: int
    raw: int
    on: int
    paused: int


def _forward(rule: Rule, inputs: DueInputs, calendar: WorkCalendar) -> Due:
    case = counting.case_of(rule, inputs.case)
    base = counting.base_length(rule, remote=inputs.remote, case=case)
    limits = counting.granted(rule, inputs.extensions, base=base, remote=inputs.remote)
    stops = counting.stops_of(inputs.suspensions)
    count = _count(rule, inputs, calendar, base, stops)
    unit = rule.unit or "calendar_day"
    first_skipped = count.start if unit == "working_day" else count.raw
    skipped = _skipped(calendar, first_skipped, count.on, stops)
    doubtful = tuple(row.date for row in skipped if row.date in calendar.doubtful)
    return Due(
        on=date.fromordinal(count.on),
        warn_on=_warn_on(rule, inputs, calendar, count, stops, bool(doubtful)),
        rule_code=rule.code,
        rule_version=rule.version,
        source=rule.source,
        starts_on=_first_counted(rule, calendar, count.start, stops),
        skipped=skipped if unit == "working_day" or count.on != count.raw else (),
        counted=Counted(base + count.extra, unit),
        rolled_from=date.fromordinal(count.raw) if count.on != count.raw else None,
        confidence=rule.confidence,
        kind=rule.kind,
        words=rule.words,
        inputs=inputs,
        calendar_version=calendar.version,
        made_up=_made_up(calendar, unit, count, stops),
        paused=count.paused,
        is_same_day=rule.start == "same_day",
        is_remote=case is None and inputs.remote and rule.remote_length is not None,
        floor=rule.length if rule.safe_length == base and case is None else None,
        case_words=(case.words_vi, case.words_en) if case else None,
        extension_words=tuple((row.grounds_vi, row.grounds_en) for row in limits),
        doubtful=doubtful,
        unannounced=_unannounced(calendar, unit, count),
    )


def _count(
    rule: Rule, inputs: DueInputs, calendar: WorkCalendar, base: int, stops: Stops
) -> _Count:
    day = calendar.day_of(inputs.trigger).toordinal()
    start = day if rule.start == "same_day" else day + 1
    extra = sum(extension.days for extension in inputs.extensions)
    unit = rule.unit or "calendar_day"
    raw, paused = counting.UNITS[unit](calendar, start, base + extra, stops)
    on = raw
    if rule.roll if inputs.roll is None else inputs.roll:
        on = calendar.nth(calendar.rank(raw - 1) + 1)
    return _Count(start, base, extra, raw, on, paused)


def _first_counted(rule: Rule, calendar: WorkCalendar, start: int, stops: Stops) -> date:
    unit = "working_day" if rule.unit == "working_day" else "calendar_day"
    return date.fromordinal(counting.UNITS[unit](calendar, start, 1, stops)[0])


def _skipped(calendar: WorkCalendar, first: int, last: int, stops: Stops) -> tuple[SkippedDay, ...]:
    rows = calendar.off_between(first, last)
    if not stops:
        return rows
    return tuple(r for r in rows if not counting.is_stopped(r.date.toordinal(), stops))


def _made_up(calendar: WorkCalendar, unit: str, count: _Count, stops: Stops) -> tuple[date, ...]:
    if unit != "working_day":
        return ()
    days = calendar.made_up_between(count.start, count.on)
    return tuple(day for day in days if not counting.is_stopped(day.toordinal(), stops))


def _unannounced(calendar: WorkCalendar, unit: str, count: _Count) -> tuple[int, ...]:
    # Past years are what they were; only those after the last announced one may still change.
    last_known = max(calendar.confirmed_years, default=calendar.last.year)
    last = date.fromordinal(count.on).year
    if last <= last_known:
        return ()
    first = date.fromordinal(count.start if unit == "working_day" else count.on).year
    return tuple(range(max(first, last_known + 1), last + 1))


def _warn_on(
    rule: Rule,
    inputs: DueInputs,
    calendar: WorkCalendar,
    count: _Count,
    stops: Stops,
    has_doubtful_days: bool,
) -> date | None:
    """The earliest of the unmoved day, the doubtful length and the count without doubtful days."""
    found = [count.raw]
    early = _early_length(rule, count)
    if early is not None:
        unit, number = early
        found.append(counting.UNITS[unit](calendar, count.start, number, stops)[0])
    if has_doubtful_days:
        found.append(_count(rule, inputs, calendar.certain, count.base, stops).raw)
    warn = min(found)
    return date.fromordinal(warn) if warn < count.on else None


def _early_length(rule: Rule, count: _Count) -> tuple[str, int] | None:
    unit = rule.unit or "calendar_day"
    if rule.warn_at is not None:
        return unit, rule.warn_at + count.extra
    if rule.warn_percent is None:
        return None
    if unit in ("month", "year"):
        length = count.raw - count.paused - count.start + 1
        return "calendar_day", _share(length, rule.warn_percent)
    return unit, _share(count.base, rule.warn_percent) + count.extra


def _share(length: int, percent: int) -> int:
    return -(-length * percent // 100)


def _hours(rule: Rule, inputs: DueInputs, calendar: WorkCalendar) -> Due:
    if not isinstance(inputs.trigger, datetime):
        raise MomentNeeded(code=rule.code)
    case = counting.case_of(rule, inputs.case)
    base = counting.base_length(rule, remote=inputs.remote, case=case)
    limits = counting.granted(rule, inputs.extensions, base=base, remote=inputs.remote)
    total = base + sum(extension.days for extension in inputs.extensions)
    trigger = inputs.trigger
    local = trigger.astimezone(calendar.zone) if trigger.tzinfo else trigger
    end = local + timedelta(hours=total)
    start = local.date().toordinal()
    paused = 0
    for since, until in counting.stops_of(inputs.suspensions):
        begin = max(since, start)
        if since <= end.date().toordinal() and begin < until:
            paused += until - begin
            end += timedelta(days=until - begin)
    return Due(
        on=end.date(),
        warn_on=None,
        rule_code=rule.code,
        rule_version=rule.version,
        source=rule.source,
        starts_on=local.date(),
        skipped=(),
        counted=Counted(total, "hour"),
        rolled_from=None,
        confidence=rule.confidence,
        kind=rule.kind,
        words=rule.words,
        inputs=inputs,
        calendar_version=calendar.version,
        at=end,
        paused=paused,
        case_words=(case.words_vi, case.words_en) if case else None,
        extension_words=tuple((row.grounds_vi, row.grounds_en) for row in limits),
    )


def _notice(rule: Rule, inputs: DueInputs, calendar: WorkCalendar) -> Due:
    event = calendar.day_of(inputs.trigger).toordinal()
    case = counting.case_of(rule, inputs.case)
    number = counting.base_length(rule, remote=inputs.remote, case=case)
    unit = rule.unit or "calendar_day"
    raw = counting.backwards(calendar, unit, event, number)
    roll = rule.roll if inputs.roll is None else inputs.roll
    # A notice moves to the earlier working day, so that it is never shorter than the law says.
    on = calendar.nth(calendar.rank(raw)) if roll else raw
    warn = _notice_warning(rule, calendar, event, number)
    last_skipped = event - 1 if unit == "working_day" else raw
    skipped = calendar.off_between(on, last_skipped)
    return Due(
        on=date.fromordinal(on),
        warn_on=date.fromordinal(warn) if warn is not None and warn < on else None,
        rule_code=rule.code,
        rule_version=rule.version,
        source=rule.source,
        starts_on=date.fromordinal(event),
        skipped=skipped if unit == "working_day" or on != raw else (),
        counted=Counted(number, unit),
        rolled_from=date.fromordinal(raw) if on != raw else None,
        confidence=rule.confidence,
        kind=rule.kind,
        words=rule.words,
        inputs=inputs,
        calendar_version=calendar.version,
        made_up=calendar.made_up_between(on, event - 1) if unit == "working_day" else (),
        case_words=(case.words_vi, case.words_en) if case else None,
        doubtful=tuple(row.date for row in skipped if row.date in calendar.doubtful),
    )


def _notice_warning(rule: Rule, calendar: WorkCalendar, event: int, number: int) -> int | None:
    if rule.warn_at is None and rule.warn_percent is None:
        return None
    early = rule.warn_at or _share(number, rule.warn_percent or 100)
    return counting.backwards(calendar, rule.unit or "calendar_day", event, early)


def _period(rule: Rule, inputs: DueInputs, calendar: WorkCalendar) -> Due:
    since, until, times = window_for(rule, calendar.day_of(inputs.trigger))
    return Due(
        on=until,
        warn_on=None,
        rule_code=rule.code,
        rule_version=rule.version,
        source=rule.source,
        starts_on=since,
        skipped=(),
        counted=Counted(times, "times_per_period"),
        rolled_from=None,
        confidence=rule.confidence,
        kind=rule.kind,
        words=rule.words,
        inputs=inputs,
        calendar_version=calendar.version,
    )
