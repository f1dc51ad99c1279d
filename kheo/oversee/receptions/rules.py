"""Reads whose schedule follows which rule, who may sit in, and how this place receives people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from kheo.foundation import tongues
from kheo.foundation.clock.book import default_book, default_calendar
from kheo.foundation.clock.calendar import WEEKDAYS
from kheo.foundation.clock.deadlines import Due, latest_notice
from kheo.foundation.clock.reading import Fields, read_yaml
from kheo.foundation.clock.rules import Rule

ANY = "*"


@dataclass(frozen=True)
class Delegation:
    """Whether somebody may sit in for a head, and under which article."""

    refused_from: date | None
    basis_vi: str
    basis_en: str
    confidence: str

    def is_allowed(self, on: date) -> bool:
        return self.refused_from is None or on < self.refused_from

    @property
    def basis(self) -> str:
        return tongues.pick(self.basis_vi, self.basis_en)


@dataclass(frozen=True)
class Custom:
    """How this deployment works where the law leaves it open."""

    weekday: int
    starts: time
    ends: time
    capacity: int
    hold_minutes: int
    online_opens_minutes: int
    display_seconds: int


@dataclass(frozen=True)
class Ground:
    """A ground on which the law lets a reception be refused."""

    code: str
    vi: str
    en: str
    basis: str

    @property
    def words(self) -> str:
        said = tongues.pick(self.vi, self.en)
        return f"{said} ({self.basis})"


def frequency(body_kind: str, level: str, *, on: date) -> Rule:
    """Return the rule that says how often the head of such a body receives people on a day."""
    return default_book().get(_line(body_kind, level)["rule"], on)


def delegation(body_kind: str, level: str) -> Delegation:
    """Return whether somebody may sit in for the head of such a body."""
    written = _law(settings.LAW_DIR)
    fields = written.inner("delegations").inner(_line(body_kind, level)["delegation"])
    return Delegation(
        fields.optional_day("refused_from"),
        fields.text("basis_vi"),
        fields.text("basis_en"),
        fields.confidence(),
    )


def rule_code(what: str) -> str:
    """Return the code of the rule that dates a thing: posting, result, promise."""
    return _law(settings.LAW_DIR).inner("rules").text(what)


def last_posting(on: date) -> Due:
    """Return the last day on which a reception of this day may be posted, explained."""
    rule = default_book().get(rule_code("posting"), on)
    return latest_notice(rule, on, default_calendar())


@cache
def custom(law_dir: Path | None = None) -> Custom:
    """Read the settings of the place from law/local.yaml."""
    path = (law_dir or settings.LAW_DIR) / "local.yaml"
    fields = Fields.read(path).inner("receptions")
    return Custom(
        weekday=WEEKDAYS.index(fields.choice("weekday", WEEKDAYS)),
        starts=time.fromisoformat(fields.text("starts")),
        ends=time.fromisoformat(fields.text("ends")),
        capacity=fields.whole("capacity"),
        hold_minutes=fields.whole("hold_minutes"),
        online_opens_minutes=fields.whole("online_opens_minutes"),
        display_seconds=fields.whole("display_seconds"),
    )


@cache
def refusals(law_dir: Path | None = None) -> tuple[Ground, ...]:
    """Read on which grounds a reception may be refused."""
    path = (law_dir or settings.LAW_DIR) / "grounds.yaml"
    rows = Fields.read(path, "receptions").inner("receptions")
    return tuple(
        Ground(row.text("code"), row.text("vi"), row.text("en"), row.text("basis"))
        for row in rows.rows("refuse")
    )


@dataclass(frozen=True)
class Groups:
    """From how many people a group is a group, and how many may speak for it."""

    from_people: int
    speakers: tuple[tuple[int, int | None, int], ...]

    def is_group(self, people: int) -> bool:
        return people >= self.from_people

    def most_speakers(self, people: int) -> int:
        """Return how many may speak for so many people; all of them below the first line."""
        for first, last, most in self.speakers:
            if first <= people and (last is None or people <= last):
                return most
        return people


@cache
def groups(law_dir: Path | None = None) -> Groups:
    """Read the numbers of groups from law/decision_rules.yaml."""
    path = (law_dir or settings.LAW_DIR) / "decision_rules.yaml"
    rows = list(_lists(read_yaml(path)))
    whole = next(row["from"] for row in rows if row.get("definition") == "doan_dong_nguoi")
    speakers = tuple(
        (row["from"], row["to"], row["representatives"][1])
        for row in rows
        if row.get("applies_to") == "tiep_cong_dan"
    )
    return Groups(whole, speakers)


def _lists(value: Any) -> Any:
    """Walk through a file and give every mapping in it."""
    if isinstance(value, Mapping):
        yield value
        for inner in value.values():
            yield from _lists(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _lists(inner)


def _line(body_kind: str, level: str) -> Mapping[str, Any]:
    for row in _law(settings.LAW_DIR).rows("heads"):
        if row.value["body"] in (body_kind, ANY) and row.value["level"] in (level, ANY):
            return row.value
    raise LookupError(f"law/receptions.yaml: heads: {body_kind}, {level}")


@cache
def _law(law_dir: Path) -> Fields:
    path = law_dir / "receptions.yaml"
    return Fields.read(path)
