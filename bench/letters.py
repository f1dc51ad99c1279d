"""Invents letters by the million, each the same in every run, some of them twice over."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from string import Formatter
from typing import Any

import yaml

from kheo.foundation.vietnamese import text

SEED = 1_000_003
# Every so many letters, one says again what was said some letters before, in half other words.
EVERY, BEFORE = 20, 7
LONGEST_HEADING = 120
_VILLAGE = ("village_first", "village_last")
_PERSON = ("family", "middle", "given")


@dataclass(frozen=True)
class Letter:
    """What one person wrote, and how to reach them."""

    text: str
    name: str
    phone: str

    @property
    def folded(self) -> list[str]:
        """Give its words as search knows them."""
        return folded(self.text)

    @property
    def heading_folded(self) -> list[str]:
        return folded(self.heading)

    @property
    def heading(self) -> str:
        return self.text[:LONGEST_HEADING].rsplit(" ", 1)[0]


def letter(number: int, commune: str) -> Letter:
    """Give the letter of this number."""
    told = Random(SEED + number)
    parts = _parts(Random(SEED + number - BEFORE) if is_repeated(number) else told, commune)
    if is_repeated(number):
        # The same with another beginning and end, as a neighbour would write.
        parts = [*_told("opening", told, commune), *parts[1:-1], *_told("wish", told, commune)]
    said = " ".join(f"{part[0].upper()}{part[1:]}" for part in parts)
    return Letter(said, name=_invented(_PERSON, told), phone=_phone(told))


def is_repeated(number: int) -> bool:
    """Say whether this letter is about the same as an earlier one."""
    return number % EVERY == 0


def answer(number: int) -> str:
    """Give the answer to the letter of this number."""
    return _told("answer", Random(number), "")[0]


def _parts(random: Random, commune: str) -> list[str]:
    count = 2 + min(6, int(random.expovariate(0.7)))
    keys = ["opening", *["sentence"] * count, "wish"]
    return [part for key in keys for part in _told(key, random, commune)]


def _told(key: str, random: Random, commune: str) -> list[str]:
    """Give one part of a letter; some begin without any greeting."""
    part = _filled(_one(key, random), random, commune)
    return [part] if part else []


def _filled(pattern: str, random: Random, commune: str) -> str:
    if "{" not in pattern:
        return pattern
    return "".join(
        before + (_filled(_value(name, random, commune), random, commune) if name else "")
        for before, name in _parsed(pattern)
    )


def _value(name: str, random: Random, commune: str) -> str:
    match name:
        case "commune":
            return commune
        case "name":
            return _invented(_PERSON, random)
        case "village":
            return _invented(_VILLAGE, random)
        case "number":
            return str(2 + int(random.random() ** 3 * 3000))
        case "day":
            return f"{1 + int(random.random() * 28)}/{1 + int(random.random() * 12)}"
        case "phone":
            return _phone(random)
    return _one(name, random)


def _phone(random: Random) -> str:
    return f"09{int(random.random() * 100_000_000):08d}"


def _invented(lists: tuple[str, ...], random: Random) -> str:
    return " ".join(_one(key, random) for key in lists)


def _one(key: str, random: Random) -> str:
    """Draw from a list; what stands first is drawn more often, as words are in any language."""
    found = words()[key]
    return found[int(len(found) * random.random() ** 1.5)]


def folded(said: str) -> list[str]:
    """Fold each spelling once; a million letters have few of them."""
    return [word for piece in said.split() for word in _words(piece)]


@cache
def _words(piece: str) -> list[str]:
    return text.words(text.one_spelling(piece))


@cache
def words() -> dict[str, list[str]]:
    """Read words.yaml beside this file."""
    read: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8"))
    return {key: [str(value) for value in values] for key, values in read.items()}


@cache
def _parsed(pattern: str) -> list[tuple[str, str]]:
    return [(before, name or "") for before, name, *_rest in Formatter().parse(pattern)]
