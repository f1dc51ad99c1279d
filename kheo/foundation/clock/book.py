"""The law directory of this installation, read once."""

from functools import cache
from pathlib import Path

from kheo.foundation.clock.calendar import WorkCalendar
from kheo.foundation.clock.rules import RuleBook

LAW = Path(__file__).parents[3] / "law"


@cache
def default_book(law_dir: Path = LAW) -> RuleBook:
    return RuleBook.load(law_dir)


@cache
def default_calendar(law_dir: Path = LAW) -> WorkCalendar:
    return WorkCalendar.vietnam(law_dir)
