"""The windows of the inspectorate's reports, read from the law's rules BC-TCD-*."""

from dataclasses import dataclass
from datetime import date, timedelta

from kheo.foundation import tongues
from kheo.foundation.clock.book import default_book
from kheo.foundation.clock.deadlines import window_for
from kheo.foundation.clock.rules import Rule
from kheo.insight.inspection.tables import forms

DAY = timedelta(days=1)


class UnknownPeriod(LookupError):
    """No rule of the law is a window of this name."""


@dataclass(frozen=True)
class Period:
    """One window: [since, until), named by its rule and the year in which it ends."""

    code: str
    year: int
    since: date
    until: date

    @property
    def last(self) -> date:
        return self.until - DAY

    @property
    def label(self) -> str:
        return _rule(self.code, self.last).name(tongues.current())

    @property
    def basis(self) -> str:
        return _rule(self.code, self.last).basis_vi

    @property
    def confidence(self) -> str:
        return _rule(self.code, self.last).confidence

    @property
    def year_before(self) -> "Period":
        """The same window a year earlier, whatever rule was in force then."""
        return period(self.code, self.year - 1)

    @property
    def parts(self) -> list["Period"]:
        """The windows that this one is made of; none when it is one of them."""
        if self.code in forms().parts:
            return []
        years = (self.year, self.year - 1)
        all_parts = [period(code, year) for code in forms().parts for year in years]
        return [one for one in all_parts if self.since <= one.since and one.until <= self.until]


def period(code: str, year: int) -> Period:
    """Return the window of a rule that ends in a year; raises UnknownPeriod."""
    if code not in forms().windows:
        raise UnknownPeriod(code)
    # The last day of a year lies behind every window of the year, so the next one is a year on.
    rule = _rule(code, date(year, 12, 31))
    window = window_for(rule, date(year - 1, 12, 31))
    return Period(code, year, window.since, window.until + DAY)


def current(today: date) -> Period:
    """Return the quarter that has ended last."""
    ended = [
        one
        for year in (today.year, today.year - 1)
        for code in forms().parts
        if (one := period(code, year)).until <= today
    ]
    return max(ended, key=lambda one: one.until)


def nearest(since: date, until: date) -> Period:
    """Return the window of the law that lies nearest to [since, until), by both its ends."""
    years = range(until.year - 1, until.year + 2)
    windows = [period(code, year) for code in forms().windows for year in years]
    return min(
        windows, key=lambda one: (abs(one.since - since) + abs(one.until - until), one.until)
    )


def choices() -> list[tuple[str, str]]:
    """Name the windows for a list to choose from."""
    language = tongues.current()
    return [(code, _rule(code, date.max).name(language)) for code in forms().windows]


def _rule(code: str, on: date) -> Rule:
    """Return the version in force; for years before the circular, its first: they only compare."""
    versions = [rule for rule in default_book() if rule.code == code]
    if not versions:
        raise UnknownPeriod(code)
    return next((rule for rule in versions if rule.in_force(on)), versions[0])
