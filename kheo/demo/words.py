"""The invented names and stories, read from data."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import yaml


@dataclass(frozen=True)
class Story:
    """One kind of trouble, from the first words to the answer; {village} is still open."""

    title: str
    text: str
    step: str
    answer: str

    def told(self, village: str) -> "Story":
        """Fill in where it happened."""
        return Story(
            *(
                part.format(village=village)
                for part in (self.title, self.text, self.step, self.answer)
            )
        )


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
    written = yaml.safe_load((Path(__file__).parent / "stories.yaml").read_text("utf-8"))
    stories = [Story(**story) for story in written.pop("stories")]
    return Words(**written, stories=stories)
