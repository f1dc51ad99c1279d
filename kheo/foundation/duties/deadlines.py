"""The dates of duties: counted by the clock, and when people are reminded of them."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from kheo.foundation.clock import deadlines
from kheo.foundation.clock.book import default_book, default_calendar
from kheo.foundation.clock.calendar import WorkCalendar
from kheo.foundation.clock.deadlines import Due
from kheo.foundation.clock.reading import Fields

REMINDERS_FILE = "escalation.yaml"
LAW = Path(__file__).parents[3] / "law"


def count(rule_code: str, *, now: datetime, remote: bool, case: str = "") -> Due:
    """Count a rule from this moment in the calendar of the installation."""
    calendar = default_calendar()
    day = calendar.day_of(now)
    rule = default_book().get(rule_code, day)
    trigger = now if rule.unit == "hour" else day
    return deadlines.due(rule, trigger, calendar, remote=remote, case=case or None)


@dataclass(frozen=True)
class Reminders:
    """How many working days before and after a date people are reminded."""

    before: tuple[int, ...]
    on_the_day: bool
    after: tuple[int, ...]
    then_every: int

    @classmethod
    def load(cls, law_dir: Path) -> "Reminders":
        """Read escalation.yaml; a broken file raises BrokenRuleFile."""
        path = Path(law_dir) / REMINDERS_FILE
        file = Fields.read(path, "escalation")
        return cls(
            before=tuple(file.wholes("before")),
            on_the_day=bool(file.optional_flag("on_the_day")),
            after=tuple(sorted(file.wholes("after"))),
            then_every=file.whole("then_every"),
        )

    def latest(
        self, due_on: date, warn_on: date | None, *, today: date, calendar: WorkCalendar
    ) -> date | None:
        """Return the last day up to today on which people are to be reminded of a date."""
        days = self._days(due_on, today=today, calendar=calendar)
        if warn_on is not None:
            days.append(warn_on)
        return max((day for day in days if day <= today), default=None)

    def _days(self, due_on: date, *, today: date, calendar: WorkCalendar) -> list[date]:
        rank = calendar.rank(due_on.toordinal())
        repeat = self._repeat(rank, today, calendar)
        offsets = [*(-number for number in self.before), *self.after, repeat]
        days = [date.fromordinal(calendar.nth(rank + offset)) for offset in offsets]
        return days + [due_on] if self.on_the_day else days

    def _repeat(self, rank: int, today: date, calendar: WorkCalendar) -> int:
        last = max(self.after, default=0)
        passed = max(calendar.rank(today.toordinal()) - rank - last, 0)
        return last + passed // self.then_every * self.then_every

    def horizon(self, *, today: date, calendar: WorkCalendar) -> date:
        """Return the latest due date that somebody may have to be reminded of today."""
        rank = calendar.rank(today.toordinal())
        return date.fromordinal(calendar.nth(rank + max(self.before, default=0) + 1))


@cache
def default_reminders(law_dir: Path = LAW) -> Reminders:
    return Reminders.load(law_dir)
