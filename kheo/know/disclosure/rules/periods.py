"""Years, halves and quarters: how they are written, and which one a day lies in."""

import re
from datetime import date, timedelta

from kheo.know.disclosure.rules.definitions import Item, Period, Rhythm

MONTHS = {"year": 12, "half": 6, "quarter": 3}
LETTERS = {"half": "H", "quarter": "Q"}
EACH = {"H": "half", "Q": "quarter"}
FIRST_YEAR, LAST_YEAR = 1998, 2100
_KEY = re.compile(r"(\d{4})(?:-([HQ])(\d))?(?:-([A-Z]{1,4}))?")


def of_day(each: str, day: date) -> Period:
    """Return the period of a kind that a day lies in."""
    return _period(each, day.year, (day.month - 1) // MONTHS[each] + 1)


def around(each: str, day: date) -> tuple[Period, Period]:
    """Return the period before the one a day lies in, and the one after."""
    now = of_day(each, day)
    one = timedelta(days=1)
    return of_day(each, now.since - one), of_day(each, now.until + one)


def name_of(rhythm: Rhythm, period: Period) -> str:
    """Write a period as it is kept with a publication: 2026, 2026-Q1, 2026-KQ."""
    return f"{period.key}-{rhythm.tag}" if rhythm.tag else period.key


def named(written: str, item: Item | None = None) -> tuple[Period, Rhythm | None] | None:
    """Read a period that was kept; None when it is none. The rhythm where the item knows it."""
    found = _KEY.fullmatch(written)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    each = EACH[found[2]] if found[2] else "year"
    number = int(found[3] or 1)
    if not 1 <= number <= 12 // MONTHS[each]:
        return None
    period, tag = _period(each, int(found[1]), number), found[4] or ""
    rhythms = item.rhythms if item else ()
    return period, next((one for one in rhythms if (one.each, one.tag) == (each, tag)), None)


def _period(each: str, year: int, number: int) -> Period:
    months = MONTHS[each]
    since = date(year, (number - 1) * months + 1, 1)
    after = number * months
    last = date(year + after // 12, after % 12 + 1, 1) - timedelta(days=1)
    key = str(year) if each == "year" else f"{year}-{LETTERS[each]}{number}"
    return Period(key, each, year, number, since, last)
