"""The invented names and stories, read from data."""

from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from kheo.oversee.petitions.models import Petition

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Story:
    """One kind of trouble, from the first words to the answer; {village} is still open."""

    title: str
    topic: str
    text: str
    step: str
    answer: str
    absorbed: str = ""

    def told(self, village: str) -> "Story":
        """Fill in where it happened."""
        said = {name: part.format(village=village) for name, part in asdict(self).items()}
        return Story(**said)

    @property
    def kind(self) -> Petition.Kind:
        """A story that says what was taken up of it is a proposal."""
        return Petition.Kind.PROPOSAL if self.absorbed else Petition.Kind.FEEDBACK


@dataclass(frozen=True)
class Words:
    """Everything that may be said in the invented year."""

    villages: list[str]
    family: list[str]
    middle: list[str]
    given: list[str]
    stories: list[Story]

    def person(self, random: Random) -> str:
        """Invent a full name."""
        parts = (self.family, self.middle, self.given)
        return " ".join(random.choice(part) for part in parts)


@cache
def read() -> Words:
    """Read stories.yaml beside this file."""
    written = yaml.safe_load((HERE / "stories.yaml").read_text("utf-8"))
    stories = [Story(**story) for story in written.pop("stories")]
    return Words(**written, stories=stories)


@cache
def cases() -> dict[str, list[dict[str, Any]]]:
    """Read cases.yaml beside this file: complaints, denunciations, visits, requests."""
    return told("cases")


@cache
def told(name: str) -> dict[str, Any]:
    """Read another file of inventions beside this one."""
    found: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    return found
