"""Reads which workplace must have what from law/workplaces.yaml and law/decision_rules.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from kheo.foundation import tongues
from kheo.foundation.clock.reading import Fields, read_yaml
from kheo.foundation.moments import in_another_year

FILE = "workplaces.yaml"
DECISIONS = "decision_rules.yaml"
REQUIRES = ("law", "custom")


@dataclass(frozen=True)
class Regulation:
    """One regulation that workplaces have, and after how long it is looked at again."""

    key: str
    vi: str
    en: str
    is_law: bool
    source: str
    confidence: str
    review_years: int

    def __str__(self) -> str:
        return tongues.pick(self.vi, self.en)

    def review_due(self, last: date) -> date:
        """Return from which day it is to be reviewed again."""
        return in_another_year(last, self.review_years)


@dataclass(frozen=True)
class Share:
    """How many of those summoned must be there."""

    numerator: int
    denominator: int

    def is_met(self, present: int, summoned: int) -> bool:
        return present * self.denominator >= summoned * self.numerator

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"


@dataclass(frozen=True)
class WorkplaceKind:
    """A kind of workplace: its regulations and its yearly conference."""

    key: str
    vi: str
    en: str
    bodies: tuple[str, ...]
    conference: str
    conference_vi: str
    conference_en: str
    # None where no share was found in the law.
    valid_if: Share | None
    end_day: int
    end_month: int
    regulations: tuple[Regulation, ...]

    def __str__(self) -> str:
        return tongues.pick(self.vi, self.en)

    @property
    def conference_name(self) -> str:
        return tongues.pick(self.conference_vi, self.conference_en)


def kinds() -> Mapping[str, WorkplaceKind]:
    """Read the kinds of workplaces, by key."""
    return _kinds(settings.LAW_DIR)


def of_body(kind: str) -> WorkplaceKind | None:
    """Return as what a body of a kind is a workplace; None when it is none."""
    return next((one for one in kinds().values() if kind in one.bodies), None)


def regulations() -> Mapping[str, Regulation]:
    """Read the regulations, by key."""
    return _regulations(settings.LAW_DIR)


@cache
def _kinds(law_dir: Path) -> Mapping[str, WorkplaceKind]:
    fields, decisions = _law(law_dir).inner("kinds"), read_yaml(law_dir / DECISIONS)
    return {key: _kind(key, fields.inner(key), decisions, law_dir) for key in fields.value}


def _kind(key: str, one: Fields, decisions: Any, law_dir: Path) -> WorkplaceKind:
    known = _regulations(law_dir)
    day, _sep, month = one.text("year_end").partition("-")
    share = decisions[one.text("decision")].get("valid_if")
    return WorkplaceKind(
        key=key,
        vi=one.text("vi"),
        en=one.text("en"),
        bodies=tuple(one.items("bodies")),
        conference=one.text("conference"),
        conference_vi=one.text("conference_vi"),
        conference_en=one.text("conference_en"),
        valid_if=Share(share["num"], share["den"]) if share else None,
        end_day=int(day),
        end_month=int(month),
        regulations=tuple(known[name] for name in one.choices("regulations", known)),
    )


@cache
def _regulations(law_dir: Path) -> Mapping[str, Regulation]:
    fields = _law(law_dir).inner("regulations")
    found = {key: fields.inner(key) for key in fields.value}
    return {
        key: Regulation(
            key=key,
            vi=one.text("vi"),
            en=one.text("en"),
            is_law=one.choice("requires", REQUIRES) == "law",
            source=one.text("source"),
            confidence=one.confidence(),
            review_years=one.whole("review_years"),
        )
        for key, one in found.items()
    }


@cache
def _law(law_dir: Path) -> Fields:
    return Fields.read(law_dir / FILE)
