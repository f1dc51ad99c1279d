"""Reads what the law lists about denunciations and what this deployment decided about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from kheo.foundation import tongues

APPLIES_TO = "to_cao"


@dataclass(frozen=True)
class Choice:
    """Something the law or the place lists, by its code."""

    code: str
    vi: str
    en: str
    basis: str = ""

    @property
    def words(self) -> str:
        return tongues.pick(self.vi, self.en)


@dataclass(frozen=True)
class Representatives:
    """How many may speak for a group of denouncers of this size."""

    at_least: int
    at_most: int | None
    fewest: int
    most: int

    def fits(self, people: int) -> bool:
        return self.at_least <= people and (self.at_most is None or people <= self.at_most)


@dataclass(frozen=True)
class Book:
    """All that is data about denunciations."""

    code_prefix: str
    board_shares: int
    board_needed: int
    tries: int
    shut_minutes: int
    shortest_passphrase: int
    smallest_count: int
    signals_per_hour: int
    signals_kept_days: int
    quick_exit: str
    emergency: str
    filed_rule: str
    special_from: int
    criteria: tuple[Choice, ...]
    reasons: tuple[Choice, ...]
    measures: tuple[Choice, ...]
    grounds: tuple[Choice, ...]
    representatives: tuple[Representatives, ...]

    def representatives_of(self, people: int) -> Representatives | None:
        """Say how many may represent so many people; None when nobody has to."""
        return next((rule for rule in self.representatives if rule.fits(people)), None)


@cache
def book(law_dir: Path | None = None) -> Book:
    """Read the files of the law folder once."""
    folder = law_dir or settings.LAW_DIR
    own, rules = _read(folder, "denunciations.yaml"), _read(folder, "decision_rules.yaml")
    place = own["place"]
    return Book(
        code_prefix=place["code_prefix"],
        board_shares=place["board"]["shares"],
        board_needed=place["board"]["needed"],
        tries=place["passphrase"]["tries"],
        shut_minutes=place["passphrase"]["shut_minutes"],
        shortest_passphrase=place["passphrase"]["shortest"],
        smallest_count=place["smallest_count"],
        signals_per_hour=place["signals"]["per_hour"],
        signals_kept_days=place["signals"]["kept_days"],
        quick_exit=place["quick_exit"],
        emergency=place["emergency"],
        filed_rule=own["filed_rule"],
        special_from=own["complexity"]["special_from"],
        criteria=_choices(own["complexity"]["criteria"]),
        reasons=_choices(own["reading_reasons"]),
        measures=_choices(own["protection_measures"]),
        grounds=_choices(_read(folder, "grounds.yaml")["denunciations"]["refuse"]),
        representatives=_representatives(rules),
    )


def words_of(choices: tuple[Choice, ...], code: str) -> str:
    """Give the words of a code; the code itself when no file knows it any more."""
    return next((choice.words for choice in choices if choice.code == code), code)


def _read(folder: Path, name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((folder / name).read_text(encoding="utf-8")))


def _choices(rows: list[Mapping[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(r["code"], r["vi"], r["en"], r.get("basis", "")) for r in rows)


def _representatives(rules: Mapping[str, Any]) -> tuple[Representatives, ...]:
    rows = rules["group_representation"]
    return tuple(
        Representatives(row["from"], row["to"], *row["representatives"])
        for row in rows
        if row.get("applies_to") == APPLIES_TO
    )
