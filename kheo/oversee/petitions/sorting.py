"""The conditions a clerk finds in a paper and what the law does about each, read from `law/`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from kheo.foundation import tongues
from kheo.foundation.clock.reading import Fields

FILE = "classification.yaml"
NEEDS = ("to", "unit", "parts", "lead", "what")


@dataclass(frozen=True)
class Named:
    """Something with a key and words in both languages."""

    key: str
    vi: str
    en: str

    @property
    def label(self) -> str:
        """Name it in the reader's language."""
        return tongues.pick(self.vi, self.en)


@dataclass(frozen=True)
class Requirement(Named):
    """What a paper must show."""

    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Condition(Named):
    """What a clerk finds in a paper."""

    kinds: tuple[str, ...]
    actions: tuple[str, ...]
    asks_what_is_missing: bool
    basis: str
    confidence: str

    def fits(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True)
class Action(Named):
    """What is done about it."""

    closes: bool
    rule: str
    letter: str
    needs: tuple[str, ...]
    hands_to: str


@dataclass(frozen=True)
class Sorting:
    """Everything the file says."""

    rule: str
    requirements: Mapping[str, Requirement]
    conditions: Mapping[str, Condition]
    actions: Mapping[str, Action]

    def conditions_for(self, kind: str) -> list[Condition]:
        """List what a petition of a kind can have."""
        return [condition for condition in self.conditions.values() if condition.fits(kind)]

    def allowed(self, conditions: Iterable[str]) -> list[str]:
        """List the actions that the conditions lead to, the usual ones first."""
        found = [self.conditions[key].actions for key in conditions if key in self.conditions]
        return list(dict.fromkeys(action for actions in found for action in actions))

    def asks_what_is_missing(self, conditions: Iterable[str]) -> bool:
        """Say whether what the paper lacks must be ticked."""
        return any(
            self.conditions[key].asks_what_is_missing
            for key in conditions
            if key in self.conditions
        )


@cache
def sorting(law_dir: Path | None = None) -> Sorting:
    """Read the file; a broken one raises BrokenRuleFile."""
    path = Path(law_dir or settings.LAW_DIR) / FILE
    file = Fields.read(path)
    actions = {row.text("key"): _action(row) for row in file.rows("actions")}
    return Sorting(
        rule=file.text("sorting_rule"),
        requirements={row.text("key"): _requirement(row) for row in file.rows("requirements")},
        conditions={row.text("key"): _condition(row, actions) for row in file.rows("conditions")},
        actions=actions,
    )


def _kinds(row: Fields) -> tuple[str, ...]:
    return tuple(map(str, row.value.get("kinds", ())))


def _requirement(row: Fields) -> Requirement:
    return Requirement(row.text("key"), row.text("vi"), row.text("en"), _kinds(row))


def _condition(row: Fields, actions: Mapping[str, Action]) -> Condition:
    return Condition(
        key=row.text("key"),
        vi=row.text("vi"),
        en=row.text("en"),
        kinds=_kinds(row),
        actions=row.choices("actions", actions),
        asks_what_is_missing=bool(row.optional_flag("asks_what_is_missing")),
        basis=row.text("basis"),
        confidence=row.confidence(),
    )


def _action(row: Fields) -> Action:
    return Action(
        key=row.text("key"),
        vi=row.text("vi"),
        en=row.text("en"),
        closes=bool(row.optional_flag("closes")),
        rule=row.optional_text("rule") or "",
        letter=row.optional_text("letter") or "",
        needs=row.choices("needs", NEEDS) if "needs" in row.value else (),
        hands_to=row.optional_text("hands_to") or "",
    )
