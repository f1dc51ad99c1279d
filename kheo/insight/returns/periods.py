"""The kinds of periods that returns are asked for, and when each is due, from law/returns.yaml.

Windows that start on 15 December are the law's own rules, the same that the inspectorate's tables
read; calendar periods are so many months from January. One rule of the clock dates all returns.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

from kheo.foundation import moments, tongues
from kheo.foundation.clock.book import default_book, default_calendar
from kheo.foundation.clock.deadlines import Due, window_for
from kheo.foundation.clock.reading import Fields
from kheo.foundation.clock.rules import Rule
from kheo.foundation.duties import deadlines

FILE = "returns.yaml"
DAY = timedelta(days=1)
MONTHS_OF_A_YEAR = 12


class UnknownPeriod(LookupError):
    """No kind of period has this name, or none of its windows ends that day."""


@dataclass(frozen=True)
class Dates:
    """When a return is due, until when it may be sent late, and when approved numbers lock."""

    due: Due
    grace_until: date
    locks_on: date

    @property
    def due_on(self) -> date:
        return self.due.on


@dataclass(frozen=True)
class Period:
    """One window of a kind: its first and last day, both included."""

    kind: str
    number: int
    year: int
    start: date
    end: date

    @property
    def label(self) -> str:
        """`6 tháng đầu năm 2026`."""
        return kind(self.kind).name(self.number, self.year)

    @property
    def opens_on(self) -> date:
        """The first day on which its return can be filled in."""
        return max(self.start, self.end - timedelta(days=kind(self.kind).opens))

    @property
    def before(self) -> "Period":
        """The window of the same kind that ended last before this one begins or ends."""
        found = kind(self.kind).ended(self.end - DAY)
        return found if found is not None else self

    @property
    def year_before(self) -> "Period":
        """The same window a year earlier."""
        return kind(self.kind).window(self.number, self.year - 1)

    def dates(self, *, is_remote: bool = False) -> Dates:
        """Count the dates of its return from its last day."""
        of = kind(self.kind)
        calendar = default_calendar()
        trigger = moments.start_of(self.end)
        due = deadlines.count(rule_code(), now=trigger, remote=is_remote, case=of.case)
        rank = calendar.rank(due.on.toordinal())
        grace, locks = (
            date.fromordinal(calendar.nth(rank + days)) for days in (of.grace, of.locks)
        )
        return Dates(due, max(grace, due.on), max(locks, due.on))


@dataclass(frozen=True)
class Kind:
    """How often something is asked, in words, with the windows of a year."""

    key: str
    vi: str
    en: str
    months: int
    rules: tuple[str, ...]
    names_vi: tuple[str, ...]
    names_en: tuple[str, ...]
    opens: int
    grace: int
    locks: int
    confidence: str

    @property
    def label(self) -> str:
        return tongues.pick(self.vi, self.en)

    @property
    def times(self) -> int:
        """How many windows a year has."""
        return len(self.rules) or MONTHS_OF_A_YEAR // self.months

    @property
    def case(self) -> str:
        """The case of the rule that dates it; empty where its plain length counts."""
        rule = default_book().get(rule_code(), date.max)
        return self.key if any(one.code == self.key for one in rule.cases) else ""

    def grace_after(self, due_on: date) -> date:
        """The last day on which a return due on a day may be sent late."""
        return _working_days_after(due_on, self.grace)

    def locks_after(self, due_on: date) -> date:
        """The day from which approved numbers, due on a day, are locked."""
        return _working_days_after(due_on, self.locks)

    def name(self, number: int, year: int) -> str:
        names = self.names_vi if tongues.current() == "vi" else self.names_en
        return names[(number - 1) % len(names)].format(n=number, year=year)

    def window(self, number: int, year: int) -> Period:
        """Return the window of a number that ends in a year."""
        if not 1 <= number <= self.times:
            raise UnknownPeriod(f"{self.key} {number}/{year}")
        if self.rules:
            # The last day of a year lies behind all its windows, so the next one ends a year on.
            found = window_for(_window_rule(self.rules[number - 1], year), date(year - 1, 12, 31))
            return Period(self.key, number, year, found.since, found.until)
        last = number * self.months
        end = date(year + last // MONTHS_OF_A_YEAR, last % MONTHS_OF_A_YEAR + 1, 1) - DAY
        return Period(self.key, number, year, date(year, last - self.months + 1, 1), end)

    def windows(self, since: date, until: date) -> Iterator[Period]:
        """List the windows that end within [since, until], the earliest first."""
        for year in range(since.year, until.year + 1):
            for number in range(1, self.times + 1):
                found = self.window(number, year)
                if since <= found.end <= until:
                    yield found

    def ended(self, by: date) -> Period | None:
        """Return the window that ended last by a day."""
        return max(self.windows(date(by.year - 1, 1, 1), by), key=lambda one: one.end, default=None)

    def open_by(self, today: date, *, since: date) -> list[Period]:
        """List the windows whose return can be filled in by a day, of those ending from `since`."""
        last = today + timedelta(days=self.opens)
        return [one for one in self.windows(since, last) if one.opens_on <= today]


@cache
def kinds(law_dir: Path | None = None) -> Mapping[str, Kind]:
    """Read all kinds, in the order of the file."""
    file = _law(law_dir).inner("periods")
    return {key: _kind(key, file.inner(key)) for key in file.value}


def kind(key: str) -> Kind:
    """Return a kind by its key; raises UnknownPeriod."""
    try:
        return kinds()[key]
    except KeyError:
        raise UnknownPeriod(key) from None


def named(key: str, end: date) -> Period:
    """Return the window of a kind that ends on a day; raises UnknownPeriod."""
    for found in kind(key).windows(end, end):
        return found
    raise UnknownPeriod(f"{key} {end}")


def rule_code() -> str:
    """Name the rule that dates every return."""
    return _law(None).text("rule")


def approval_rule_code() -> str:
    """Name the rule that dates each decision on a return."""
    return _law(None).inner("approval").text("rule")


def makers() -> tuple[str, ...]:
    """Name the levels at which forms may be made."""
    return tuple(_law(None).items("makers"))


def _working_days_after(day: date, count: int) -> date:
    calendar = default_calendar()
    return max(day, date.fromordinal(calendar.nth(calendar.rank(day.toordinal()) + count)))


def _window_rule(code: str, year: int) -> Rule:
    """The version in force at the end of a year; for years before the circular, its first."""
    versions = [rule for rule in default_book() if rule.code == code]
    if not versions:
        raise UnknownPeriod(code)
    day = date(year, 12, 31)
    return next((rule for rule in versions if rule.in_force(day)), versions[0])


def _kind(key: str, fields: Fields) -> Kind:
    names = fields.inner("names")
    months = fields.optional_whole("months") or 0
    rules = tuple(fields.items("rules")) if "rules" in fields.value else ()
    if bool(months) == bool(rules) or (months and months > MONTHS_OF_A_YEAR):
        fields.refuse("months", "not_whole", least=1)
    return Kind(
        key=key,
        vi=fields.text("vi"),
        en=fields.text("en"),
        months=months,
        rules=rules,
        names_vi=tuple(names.items("vi")),
        names_en=tuple(names.items("en")),
        opens=fields.whole("opens", at_least=0),
        grace=fields.whole("grace", at_least=0),
        locks=fields.whole("locks", at_least=0),
        confidence=fields.confidence(),
    )


@cache
def _law(law_dir: Path | None) -> Fields:
    return Fields.read((law_dir or settings.LAW_DIR) / FILE)
