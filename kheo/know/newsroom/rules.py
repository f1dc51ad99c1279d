"""Reads by which steps an article is published (law/editing.yaml); a contradiction is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.conf import settings

from kheo.foundation import tongues

Entry = TypeVar("Entry")
# Whoever takes the last step publishes, so must be one of those who may.
PUBLISHES = "news.approve"


class EditingUnreadable(Exception):
    """law/editing.yaml contradicts itself; the message says where."""


@dataclass(frozen=True)
class Step:
    """One step before publication: what it is called, who takes it, which rule dates it."""

    key: str
    vi: str
    en: str
    capability: str
    rule: str
    by_another: bool

    @property
    def kind(self) -> str:
        """The kind of duty that the step opens."""
        return f"newsroom.{self.key}"

    @property
    def name(self) -> str:
        return tongues.pick(self.vi, self.en)


@dataclass(frozen=True)
class Way:
    """The steps that the articles of a list go through; none where editors publish themselves."""

    key: str
    vi: str
    en: str
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        return tongues.pick(self.vi, self.en)


@dataclass(frozen=True)
class Rules:
    """All that the file says."""

    begins_with: str
    steps: Mapping[str, Step]
    ways: Mapping[str, Way]


@cache
def rules(law_dir: Path | None = None) -> Rules:
    """Read the file once."""
    with ((law_dir or settings.LAW_DIR) / "editing.yaml").open(encoding="utf-8") as file:
        written = yaml.safe_load(file)
    steps = {key: Step(key=key, **fields) for key, fields in written["steps"].items()}
    ways = {key: _way(key, fields, steps) for key, fields in written["ways"].items()}
    begins_with = written["begins_with"]
    if begins_with not in ways:
        raise EditingUnreadable(f"law/editing.yaml: begins_with: lạ {begins_with}")
    return Rules(begins_with, steps, ways)


def step(key: str) -> Step:
    """Return a step; raise EditingUnreadable when the file no longer has it."""
    return _known(rules().steps, key)


def way(key: str) -> Way:
    """Return a way of publishing; raise EditingUnreadable when the file no longer has it."""
    return _known(rules().ways, key)


def _known(entries: Mapping[str, Entry], key: str) -> Entry:
    try:
        return entries[key]
    except KeyError:
        raise EditingUnreadable(f"law/editing.yaml: không có {key}") from None


def _way(key: str, fields: dict[str, Any], steps: dict[str, Step]) -> Way:
    unknown = set(fields["steps"]) - steps.keys()
    if unknown:
        raise EditingUnreadable(f"law/editing.yaml: ways.{key}: lạ {', '.join(sorted(unknown))}")
    taken = tuple(steps[name] for name in fields["steps"])
    if taken and taken[-1].capability != PUBLISHES:
        raise EditingUnreadable(f"law/editing.yaml: ways.{key}: bước cuối phải là {PUBLISHES}")
    return Way(key, fields["vi"], fields["en"], taken)
