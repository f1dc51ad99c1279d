"""What a person may expect before anything is sent: the dates of the guide, counted from today."""

from dataclasses import dataclass
from datetime import date, datetime

from kheo.foundation.clock import sentences
from kheo.foundation.clock.book import default_book, default_calendar
from kheo.foundation.clock.deadlines import Due, due
from kheo.foundation.duties import kinds
from kheo.oversee.petitions.guide import Clock, Limit, Result


@dataclass(frozen=True)
class Expected:
    """One date that a result promises, with its reasons and what officers should know of it."""

    label: str
    on: date
    reasons: list[str]
    cautions: list[str]


def expected(result: Result, *, now: datetime, language: str) -> list[Expected]:
    """Count the dates of a result as if it were sent today."""
    today, dates = default_calendar().day_of(now), list[Due]()
    for clock in result.clock:
        start = dates[-1].on if clock.then and dates else today
        dates.append(_due(clock, start))
    return [
        Expected(str(clock.label), one.on, one.explain(language), one.cautions(language))
        for clock, one in zip(result.clock, dates, strict=True)
    ]


def _due(clock: Clock, start: date) -> Due:
    code = kinds.get(clock.duty).rule_code if clock.duty else clock.rule
    return due(default_book().get(code, start), start, default_calendar(), case=clock.case or None)


def limit_words(limit: Limit, *, today: date, language: str) -> str:
    """Say until when the law lets a person act."""
    rule = default_book().get(limit.rule, today)
    length = sentences.counted(rule.length or 0, rule.unit or "calendar_day", language)
    return str(limit.text).format(length=length, trigger=rule.words.trigger(language))
