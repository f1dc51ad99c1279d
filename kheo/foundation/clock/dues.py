"""A counted date with everything that explains it, storable and readable without the rule."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from kheo.foundation.clock import sentences
from kheo.foundation.clock.calendar import SkippedDay
from kheo.foundation.clock.inputs import DueInputs, Extension, Suspension, day_or_moment
from kheo.foundation.clock.rules import Words
from kheo.foundation.clock.sentences import say


class Counted(NamedTuple):
    """How many of which unit were counted, extensions included."""

    number: int
    unit: str

    def words(self, language: str = "vi") -> str:
        return sentences.counted(self.number, self.unit, language)


@dataclass(frozen=True, slots=True)
class Due:
    """The date a rule gives, the count behind it and the law behind that."""

    on: date
    warn_on: date | None
    rule_code: str
    rule_version: str
    source: str
    starts_on: date
    skipped: tuple[SkippedDay, ...]
    counted: Counted
    rolled_from: date | None
    confidence: str
    kind: str
    words: Words
    inputs: DueInputs
    calendar_version: str
    # The moment of a rule in hours.
    at: datetime | None = None
    # Make-up working days that were counted.
    made_up: tuple[date, ...] = ()
    # By how many of the unit suspensions moved the date.
    paused: int = 0
    # Whether counting starts on the trigger day itself.
    is_same_day: bool = False
    # Whether the longer period of remote areas was counted.
    is_remote: bool = False
    # The legal minimum when a longer, safer count was used.
    floor: int | None = None
    # (Vietnamese, English): the named case, and the grounds of each extension.
    case_words: tuple[str, str] | None = None
    extension_words: tuple[tuple[str, str], ...] = ()
    # Skipped days on weak ground, and years whose holidays are not all announced.
    doubtful: tuple[date, ...] = ()
    unannounced: tuple[int, ...] = ()

    @property
    def extensions(self) -> tuple[Extension, ...]:
        return self.inputs.extensions

    @property
    def suspensions(self) -> tuple[Suspension, ...]:
        return self.inputs.suspensions

    @property
    def stopped_since(self) -> date | None:
        """The day an open suspension began; None when time runs."""
        return min((s.since for s in self.suspensions if s.until is None), default=None)

    def explain(self, language: str = "vi") -> list[str]:
        """Say why it is this date, in sentences for everybody."""
        lines = [_head(self, language), *_terms(self, language)]
        if self.kind == "notice_min":
            lines += _notice(self, language)
        elif self.at is not None:
            lines.append(say("ends_at", language, moment=sentences.moment(self.at, language)))
        elif self.kind not in ("frequency_min", "cutoff"):
            starts = sentences.full(self.starts_on, language)
            lines += [say("starts", language, day=starts), *_days(self, language)]
        return lines + _changes(self, language)

    def cautions(self, language: str = "vi") -> list[str]:
        """Say what is uncertain about it, in sentences for officers."""
        lines = []
        if self.floor is not None:
            floor = sentences.counted(self.floor, self.counted.unit, language)
            lines.append(say("floor", language, count=self.counted.words(language), floor=floor))
        if self.confidence != "high":
            lines.append(say(f"doubt_{self.confidence}", language))
        for day in self.doubtful:
            lines.append(say("doubtful_day", language, day=sentences.full(day, language)))
        lines += [say("unannounced", language, year=year) for year in self.unannounced]
        if self.warn_on is not None:
            lines.append(say("warn", language, day=sentences.full(self.warn_on, language)))
        return lines

    def to_json(self) -> dict[str, Any]:
        """Return plain values from which `from_json` makes an equal Due."""
        return {
            "on": self.on.isoformat(),
            "warn_on": _iso(self.warn_on),
            "rule_code": self.rule_code,
            "rule_version": self.rule_version,
            "source": self.source,
            "starts_on": self.starts_on.isoformat(),
            "skipped": [[s.date.isoformat(), s.reason, s.kind, s.reason_en] for s in self.skipped],
            "counted": list(self.counted),
            "rolled_from": _iso(self.rolled_from),
            "confidence": self.confidence,
            "kind": self.kind,
            "words": [
                self.words.trigger_vi,
                self.words.trigger_en,
                self.words.basis_vi,
                self.words.basis_en,
            ],
            "inputs": self.inputs.to_json(),
            "calendar_version": self.calendar_version,
            "at": _iso(self.at),
            "made_up": [day.isoformat() for day in self.made_up],
            "paused": self.paused,
            "is_same_day": self.is_same_day,
            "is_remote": self.is_remote,
            "floor": self.floor,
            "case_words": self.case_words and list(self.case_words),
            "extension_words": [list(pair) for pair in self.extension_words],
            "doubtful": [day.isoformat() for day in self.doubtful],
            "unannounced": list(self.unannounced),
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Due":
        number, unit = value["counted"]
        at = value["at"]
        return cls(
            on=date.fromisoformat(value["on"]),
            warn_on=_day(value["warn_on"]),
            rule_code=value["rule_code"],
            rule_version=value["rule_version"],
            source=value["source"],
            starts_on=date.fromisoformat(value["starts_on"]),
            skipped=tuple(
                SkippedDay(date.fromisoformat(day), *rest) for day, *rest in value["skipped"]
            ),
            counted=Counted(number, unit),
            rolled_from=_day(value["rolled_from"]),
            confidence=value["confidence"],
            kind=value["kind"],
            words=Words(*value["words"]),
            inputs=DueInputs.from_json(value["inputs"]),
            calendar_version=value["calendar_version"],
            at=datetime.fromisoformat(at) if at else None,
            made_up=tuple(map(date.fromisoformat, value["made_up"])),
            paused=value["paused"],
            is_same_day=value["is_same_day"],
            is_remote=value["is_remote"],
            floor=value["floor"],
            case_words=_pair(value["case_words"]),
            extension_words=tuple((vi, en) for vi, en in value["extension_words"]),
            doubtful=tuple(map(date.fromisoformat, value["doubtful"])),
            unannounced=tuple(value["unannounced"]),
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(text: str | None) -> date | None:
    return day_or_moment(text) if text else None


def _pair(value: list[str] | None) -> tuple[str, str] | None:
    return (value[0], value[1]) if value else None


def _head(due: Due, language: str) -> str:
    base = due.counted.number - sum(extension.days for extension in due.extensions)
    return say(
        _head_key(due),
        language,
        count=sentences.counted(base, due.counted.unit, language),
        trigger=due.words.trigger(language),
        basis=due.words.basis(language),
        code=due.rule_code,
        since=sentences.plain(due.starts_on, language),
        until=sentences.plain(due.on, language),
    )


def _head_key(due: Due) -> str:
    kinds = {
        "notice_min": "count_before",
        "frequency_min": "count_frequency",
        "cutoff": "count_window",
    }
    if due.kind in kinds:
        return kinds[due.kind]
    if due.at is not None:
        return "count_hours"
    return "count_same_day" if due.is_same_day else "count_next_day"


def _terms(due: Due, language: str) -> list[str]:
    lines = []
    if due.case_words is not None:
        lines.append(say("case", language, words=due.case_words[language != "vi"]))
    if due.is_remote:
        base = due.counted.number - sum(extension.days for extension in due.extensions)
        count = sentences.counted(base, due.counted.unit, language)
        lines.append(say("remote", language, count=count))
    return lines


def _days(due: Due, language: str) -> list[str]:
    if due.counted.unit == "working_day":
        return _rest(due, language)
    lines = [say("every_day", language)]
    if due.rolled_from is not None:
        lines.append(_rolled(due, "rolled", language))
    return lines


def _notice(due: Due, language: str) -> list[str]:
    lines = [say("starts_back", language, day=sentences.full(due.starts_on, language))]
    if due.counted.unit == "working_day":
        return lines + _rest(due, language)
    if due.rolled_from is not None:
        lines.append(_rolled(due, "rolled_back", language))
    return lines


def _rolled(due: Due, key: str, language: str) -> str:
    last = next(row for row in due.skipped if row.date == due.rolled_from)
    return say(
        key,
        language,
        day=sentences.plain(last.date, language),
        why=last.why(language),
        to=sentences.full(due.on, language),
    )


def _rest(due: Due, language: str) -> list[str]:
    lines = []
    resting = sentences.runs(row.date for row in due.skipped if row.kind == "weekend")
    if resting:
        days = sentences.ranges(resting, language)
        usual = all(day.weekday() >= 5 for run in resting for day in run)
        key = "weekends" if usual else "rest_days"
        lines.append(say(key, language, n=len(resting), days=days))
    lines += _holidays(due, language)
    if due.made_up:
        days = ", ".join(sentences.full(day, language) for day in due.made_up)
        lines.append(say("made_up", language, days=days))
    return lines


def _holidays(due: Due, language: str) -> list[str]:
    lines = []
    for kind, key in (("holiday", "holidays"), ("swapped", "swapped")):
        rows = [row for row in due.skipped if row.kind == kind]
        if rows:
            named = [f"{sentences.short(r.date, language)} ({r.why(language)})" for r in rows]
            lines.append(say(key, language, n=len(rows), days=", ".join(named)))
    return lines or [say("no_holiday", language)]


def _changes(due: Due, language: str) -> list[str]:
    lines = []
    for extension, words in zip(due.extensions, due.extension_words, strict=True):
        count = sentences.counted(extension.days, extension.unit, language)
        grounds = extension.grounds or words[language != "vi"]
        decision = _decision(extension.decision)
        lines.append(say("extended", language, count=count, grounds=grounds, decision=decision))
    lines += [_suspended(suspension, language) for suspension in due.suspensions]
    if due.paused:
        unit = "working_day" if due.counted.unit == "working_day" else "calendar_day"
        lines.append(say("paused", language, count=sentences.counted(due.paused, unit, language)))
    return lines


def _suspended(suspension: Suspension, language: str) -> str:
    since, until = suspension.since, suspension.until
    last = date.fromordinal(until.toordinal() - 1) if until else since
    return say(
        "suspended" if until else "suspended_still",
        language,
        since=sentences.plain(since, language),
        until=sentences.plain(last, language),
        reason=suspension.reason,
        decision=_decision(suspension.decision),
    )


def _decision(text: str) -> str:
    return f" ({text})" if text else ""
