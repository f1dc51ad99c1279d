"""The time a text speaks of: its latest date decides which levels of government there were."""

import re
from datetime import date
from typing import Final

_DAY: Final = re.compile(r"(?<![\d/.])(?:(\d{1,2})[/.])?(\d{1,2})[/.](20\d\d)(?![\d/])")
_YEAR: Final = re.compile(r"(?<=năm )20\d\d(?!\d)")


def latest_day(text: str) -> date | None:
    """Find the latest day, month or year named in a text; a year alone is its middle."""
    days = [_day(match) for match in _DAY.finditer(text)]
    years = [date(int(match[0]), 6, 30) for match in _YEAR.finditer(text)]
    return max((day for day in [*days, *years] if day), default=None)


def _day(match: re.Match[str]) -> date | None:
    day, month, year = int(match[1] or 1), int(match[2]), int(match[3])
    try:
        return date(year, month, day)
    except ValueError:
        return None
