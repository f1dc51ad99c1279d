"""Reads kinds, channels and the settings of attendance and training from law/dissemination.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

from kheo.foundation import tongues
from kheo.foundation.clock.reading import Fields
from kheo.foundation.moments import in_another_year

FILE = "dissemination.yaml"


@dataclass(frozen=True)
class Word:
    """A key of the file with its words."""

    key: str
    vi: str
    en: str

    def __str__(self) -> str:
        return tongues.pick(self.vi, self.en)


@dataclass(frozen=True)
class Attendance:
    """How the code at the door lives, and how long names do."""

    code_seconds: int
    still_good: int
    send_within: timedelta
    opens_before: timedelta
    closes_after: timedelta
    names_kept: timedelta

    def is_open(self, starts_at: datetime, now: datetime) -> bool:
        """Say whether the door of a conference shows its code."""
        return starts_at - self.opens_before <= now <= starts_at + self.closes_after


def conference_kinds() -> Mapping[str, Word]:
    """Read the kinds of conferences, by key."""
    return _words("conference_kinds")


def channels() -> Mapping[str, Word]:
    """Read the channels of campaigns, by key."""
    return _words("channels")


def attendance() -> Attendance:
    """Read how attendance is taken."""
    fields = _law(settings.LAW_DIR).inner("attendance")
    return Attendance(
        code_seconds=fields.whole("code_seconds"),
        still_good=fields.whole("still_good"),
        send_within=timedelta(hours=fields.whole("send_within_hours")),
        opens_before=timedelta(hours=fields.whole("opens_hours_before")),
        closes_after=timedelta(hours=fields.whole("closes_hours_after")),
        names_kept=timedelta(days=fields.whole("names_kept_days")),
    )


def trained_since(today: date) -> date:
    """Return the first day of which a training still counts today."""
    return in_another_year(today, -renew_years())


def renew_years() -> int:
    """Return after how many years a training is to be renewed."""
    return _law(settings.LAW_DIR).inner("training").whole("renew_years")


def _words(name: str) -> Mapping[str, Word]:
    fields = _law(settings.LAW_DIR).inner(name)
    found = {key: fields.inner(key) for key in fields.value}
    return {key: Word(key, one.text("vi"), one.text("en")) for key, one in found.items()}


@cache
def _law(law_dir: Path) -> Fields:
    return Fields.read(law_dir / FILE)
