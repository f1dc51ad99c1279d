"""The law of complaints that is not a number of days: instances, grounds, groups, changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings

from kheo.foundation import tongues
from kheo.foundation.clock.reading import Fields

STAGES = ("file", "accept", "resolve", "send", "publish", "effect")
SECTIONS = ("refuse", "suspend", "discontinue")
DIALOGUES = ("when_differing", "always")
OWN_ACTS = ("head_decides", "refused")
HIGH = "high"


@dataclass(frozen=True)
class Instance:
    """One of the two instances: the rule of each stage, and who is competent."""

    number: int
    rules: Mapping[str, str]
    always_dialogue: bool
    head_decides_own_act: bool
    vi: str
    en: str
    basis: str

    def rule(self, stage: str) -> str:
        """Name the rule of law/deadlines.yaml that counts a stage."""
        return self.rules[stage]

    @property
    def competent(self) -> str:
        return tongues.pick(self.vi, self.en)


@dataclass(frozen=True)
class Ground:
    """One ground that the law lists for refusing, stopping or ending."""

    code: str
    vi: str
    en: str
    basis: str
    confidence: str
    since: date | None
    until: date | None

    def holds(self, on: date) -> bool:
        """Say whether the law knew the ground on a day."""
        return (self.since or on) <= on <= (self.until or on)

    @property
    def words(self) -> str:
        return tongues.pick(self.vi, self.en)

    @property
    def is_doubtful(self) -> bool:
        return self.confidence != HIGH


@dataclass(frozen=True)
class Group:
    """How many representatives so many people may have."""

    since: int
    until: int | None
    least: int
    most: int


@dataclass(frozen=True)
class Change:
    """What the law allows from a day on."""

    since: date
    basis: str

    def holds(self, on: date) -> bool:
        return on >= self.since


@dataclass(frozen=True)
class Book:
    """Everything above, read once."""

    instances: Mapping[int, Instance]
    grounds: Mapping[str, tuple[Ground, ...]]
    groups: tuple[Group, ...]
    limitation: str
    limitation_cases: Mapping[str, str]
    posting_days: int
    posting_basis: str
    partial_withdrawal: Change
    dialogue_absence: Change
    court_vi: str
    court_en: str

    @property
    def court(self) -> str:
        return tongues.pick(self.court_vi, self.court_en)

    def group_of(self, people: int) -> Group | None:
        """Return the rule for so many people; None where the law asks for no representative."""
        return next(
            (row for row in self.groups if row.since <= people <= (row.until or people)), None
        )

    def grounds_on(self, section: str, day: date) -> list[Ground]:
        """List the grounds of a section that the law knew on a day."""
        return [ground for ground in self.grounds[section] if ground.holds(day)]

    def ground(self, section: str, code: str) -> Ground | None:
        """Find a ground by its code, also one that no longer holds."""
        return next((one for one in self.grounds[section] if one.code == code), None)


@cache
def book(law_dir: Path | None = None) -> Book:
    """Read the files of the law; a broken one raises BrokenRuleFile."""
    law = Path(law_dir or settings.LAW_DIR)
    file = _fields(law, "complaints.yaml")
    posting, limitation, court = (file.inner(key) for key in ("posting", "limitation", "court"))
    return Book(
        instances=_instances(file),
        grounds=_grounds(law),
        groups=_groups(law, file.text("group")),
        limitation=limitation.text("rule"),
        limitation_cases=MappingProxyType(dict(limitation.inner("cases").value)),
        posting_days=posting.whole("days"),
        posting_basis=posting.text("basis"),
        partial_withdrawal=_change(file.inner("partial_withdrawal")),
        dialogue_absence=_change(file.inner("dialogue_absence")),
        court_vi=court.text("vi"),
        court_en=court.text("en"),
    )


def _fields(law: Path, name: str) -> Fields:
    return Fields.read(law / name, "complaints")


def _instances(file: Fields) -> Mapping[int, Instance]:
    made = (_instance(row) for row in file.rows("instances"))
    return MappingProxyType({instance.number: instance for instance in made})


def _instance(row: Fields) -> Instance:
    return Instance(
        number=row.whole("number"),
        rules=MappingProxyType({stage: row.text(stage) for stage in STAGES if stage in row.value}),
        always_dialogue=row.choice("dialogue", DIALOGUES) == "always",
        head_decides_own_act=row.choice("own_act", OWN_ACTS) == "head_decides",
        vi=row.text("competent_vi"),
        en=row.text("competent_en"),
        basis=row.text("basis"),
    )


def _grounds(law: Path) -> Mapping[str, tuple[Ground, ...]]:
    file = _fields(law, "grounds.yaml").inner("complaints")
    return MappingProxyType(
        {section: tuple(map(_ground, file.rows(section))) for section in SECTIONS}
    )


def _ground(row: Fields) -> Ground:
    return Ground(
        code=row.text("code"),
        vi=row.text("vi"),
        en=row.text("en"),
        basis=row.text("basis"),
        confidence=row.confidence(),
        since=row.optional_day("effective_from"),
        until=row.optional_day("effective_to"),
    )


def _groups(law: Path, name: str) -> tuple[Group, ...]:
    rows = _fields(law, "decision_rules.yaml").rows("group_representation")
    return tuple(_group(row) for row in rows if row.value.get("applies_to") == name)


def _group(row: Fields) -> Group:
    least, most = row.wholes("representatives")
    return Group(row.whole("from"), row.optional_whole("to"), least, most)


def _change(row: Fields) -> Change:
    return Change(row.day("effective_from"), row.text("basis"))
