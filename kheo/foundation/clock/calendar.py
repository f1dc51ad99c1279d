"""Which days people work: weekly rest, public holidays, swapped days, with reasons."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import holidays

from kheo.foundation.clock import sentences
from kheo.foundation.clock.errors import BeyondCalendar
from kheo.foundation.clock.reading import Fields

CALENDAR_FILE = "calendar.yaml"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class SkippedDay:
    """A day that is not worked, and why; `kind` is weekend, holiday or swapped."""

    date: date
    reason: str
    kind: str = "holiday"
    reason_en: str = ""

    def why(self, language: str) -> str:
        return self.reason if language == "vi" else self.reason_en or self.reason


@dataclass(frozen=True)
class WorkCalendar:
    """Working days of one country, as arrays, so that any count is two look-ups."""

    first: date
    last: date
    weekend: frozenset[int]
    days_off: Mapping[date, SkippedDay]
    # Make-up working days, each with the day off it pays for.
    made_up: Mapping[date, date] = field(default_factory=dict)
    doubtful: frozenset[date] = frozenset()
    confirmed_years: frozenset[int] = frozenset()
    zone: timezone = timezone.utc  # noqa: UP017

    @classmethod
    def vietnam(cls, law_dir: Path) -> "WorkCalendar":
        return cls.load(Path(law_dir) / CALENDAR_FILE)

    @classmethod
    def load(cls, path: Path) -> "WorkCalendar":
        """Read a calendar file; a broken one raises BrokenRuleFile."""
        file = Fields.read(path, "calendar")
        years = file.inner("years")
        first, last = years.whole("from"), years.whole("to")
        off, made_up = _public_holidays(file.text("country"), first, last)
        for swap in file.rows("swapped"):
            day = swap.day("day_off")
            off[day] = _named(swap, day, "swapped")
            made_up[swap.day("works")] = day
        for row in file.rows("extra_off"):
            off[row.day("date")] = _named(row, row.day("date"), "holiday")
        weekend = file.choices("weekend", WEEKDAYS)
        return cls(
            first=date(first, 1, 1),
            last=date(last, 12, 31),
            weekend=frozenset(WEEKDAYS.index(name) for name in weekend),
            days_off=MappingProxyType(off),
            made_up=MappingProxyType(made_up),
            doubtful=frozenset(row.day("date") for row in file.rows("doubtful")),
            confirmed_years=frozenset(file.wholes("confirmed_years")),
            zone=timezone(timedelta(hours=file.whole("utc_offset_hours"))),
        )

    def is_working_day(self, day: date) -> bool:
        index = self._index(day.toordinal())
        return self._ranks[index] != self._ranks[index - 1]

    def why_off(self, day: date) -> str | None:
        """Say in Vietnamese why nobody works that day; None when people do."""
        skipped = self.day_off(day)
        return skipped.reason if skipped else None

    def day_off(self, day: date) -> SkippedDay | None:
        if self.is_working_day(day):
            return None
        return next(iter(self.off_between(day.toordinal(), day.toordinal())))

    def with_holiday(self, day: date, name: str, name_en: str = "") -> "WorkCalendar":
        """Return a calendar in which that day is a holiday, whatever it was before."""
        off = {**self.days_off, day: SkippedDay(day, name, "holiday", name_en)}
        made_up = {works: paid for works, paid in self.made_up.items() if works != day}
        return replace(self, days_off=MappingProxyType(off), made_up=MappingProxyType(made_up))

    @cached_property
    def certain(self) -> "WorkCalendar":
        """The same calendar without the days off that rest on weak ground."""
        off = {day: why for day, why in self.days_off.items() if day not in self.doubtful}
        return replace(self, days_off=MappingProxyType(off), doubtful=frozenset())

    @cached_property
    def version(self) -> str:
        """A short fingerprint of every day off, to know which dates to count again."""
        text = ",".join(str(row.date) for row in self._off[0])
        return hashlib.sha256(text.encode()).hexdigest()[:8]

    def day_of(self, moment: date) -> date:
        """Return the local day of a moment; a plain date is its own day."""
        if not isinstance(moment, datetime):
            return moment
        return (moment.astimezone(self.zone) if moment.tzinfo else moment).date()

    # Arithmetic on ordinals (date.toordinal), for the counting module.

    def rank(self, ordinal: int) -> int:
        """Count the working days up to and including that day."""
        return self._ranks[self._index(ordinal)]

    def nth(self, rank: int) -> int:
        """Return the day on which the count of working days reaches `rank`."""
        if not 0 < rank <= len(self._working):
            raise BeyondCalendar(on="…", since=self.first.year, until=self.last.year)
        return self._working[rank - 1]

    def off_between(self, first: int, last: int) -> tuple[SkippedDay, ...]:
        """Return the days off from `first` to `last`, both included."""
        if last < first:
            return ()
        rows, before = self._off
        return rows[before[self._index(first) - 1] : before[self._index(last)]]

    def made_up_between(self, first: int, last: int) -> tuple[date, ...]:
        return tuple(d for d in self._made_up_days if first <= d.toordinal() <= last)

    def doubts_between(self, first: int, last: int) -> bool:
        return any(first <= day.toordinal() <= last for day in self.doubtful)

    def _index(self, ordinal: int) -> int:
        index = ordinal - self._origin
        if not 0 < index < len(self._ranks):
            raise BeyondCalendar(
                on=f"{date.fromordinal(ordinal):%d/%m/%Y}",
                since=self.first.year,
                until=self.last.year,
            )
        return index

    def _reason(self, day: date) -> SkippedDay | None:
        if day in self.made_up:
            return None
        if day in self.days_off:
            return self.days_off[day]
        if day.weekday() in self.weekend:
            names = sentences.WEEKDAYS_VI, sentences.WEEKDAYS_EN
            return SkippedDay(day, names[0][day.weekday()], "weekend", names[1][day.weekday()])
        return None

    @cached_property
    def _origin(self) -> int:
        return self.first.toordinal() - 1

    @cached_property
    def _reasons(self) -> tuple[SkippedDay | None, ...]:
        days = range(self.first.toordinal(), self.last.toordinal() + 1)
        return tuple(self._reason(date.fromordinal(ordinal)) for ordinal in days)

    @cached_property
    def _ranks(self) -> tuple[int, ...]:
        return _running(row is None for row in self._reasons)

    @cached_property
    def _working(self) -> tuple[int, ...]:
        first = self.first.toordinal()
        return tuple(first + i for i, row in enumerate(self._reasons) if row is None)

    @cached_property
    def _off(self) -> tuple[tuple[SkippedDay, ...], tuple[int, ...]]:
        rows = tuple(row for row in self._reasons if row is not None)
        return rows, _running(row is not None for row in self._reasons)

    @cached_property
    def _made_up_days(self) -> tuple[date, ...]:
        return tuple(sorted(self.made_up))


def _running(flags: Iterable[bool]) -> tuple[int, ...]:
    totals = [0]
    for flag in flags:
        totals.append(totals[-1] + flag)
    return tuple(totals)


def _named(row: Fields, day: date, kind: str) -> SkippedDay:
    return SkippedDay(day, row.text("name_vi"), kind, row.text("name_en"))


def _public_holidays(
    country: str, first: int, last: int
) -> tuple[dict[date, SkippedDay], dict[date, date]]:
    """Ask the holidays package for days off and make-up days, with names in both languages."""
    years = range(first, last + 1)
    vietnamese = holidays.country_holidays(country, years=years, language="vi")
    english = holidays.country_holidays(country, years=years, language="en_US")
    off = {
        day: SkippedDay(day, name, "holiday", english[day])
        for day, name in sorted(vietnamese.items())
    }
    return off, {day: day for day in sorted(vietnamese.weekend_workdays)}
