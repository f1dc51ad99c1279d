"""The words of data/*.yaml in the shapes in which the checker looks them up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import yaml

DATA: Final = Path(__file__).parent.parent / "data"


def _read(name: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # Both loaders make plain values only.
    return yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=loader)  # noqa: S506


@dataclass(frozen=True)
class Hedge:
    """Which values a hedged figure may stand for, as shares of it."""

    name: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class ClosedSet:
    """Members that together are everything, for texts of a time."""

    name: str
    members: tuple[tuple[tuple[str, ...], ...], ...]
    since: date | None
    until: date | None


Phrase = tuple[tuple[str, ...], str]

_WORDS: Final = _read("words.yaml")


def _phrases() -> dict[str, list[Phrase]]:
    """Sort the phrases under their first word, longest first."""
    table: dict[str, list[Phrase]] = {}
    for kind, phrases in _WORDS["phrases"].items():
        for phrase in phrases:
            words = tuple(str(phrase).split())
            table.setdefault(words[0], []).append((words, kind))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def _hedges() -> dict[str, Hedge]:
    """Know each hedge by its last word: that is the one next to the number."""
    table: dict[str, Hedge] = {}
    for name, entry in _WORDS["hedges"].items():
        hedge = Hedge(name, Decimal(str(entry["low"])), Decimal(str(entry["high"])))
        table |= {str(words): hedge for words in entry["words"]}
    return table


def _counters() -> dict[str, int]:
    """Number the lines of counters; words run together are looked up without spaces."""
    return {
        str(counter).replace(" ", "").replace("/", ""): line
        for line, counters in enumerate(_WORDS["counters"])
        for counter in counters
    }


def _kinds() -> dict[int | str, frozenset[int | str]]:
    """Know the kinds of a counter by the way quantities name them."""

    def key(counter: str) -> int | str:
        return COUNTERS.get(counter.replace(" ", ""), counter.split()[0])

    table: dict[int | str, frozenset[int | str]] = {}
    for one, kinds in _WORDS["kinds"].items():  # đơn vị and cơ quan are one counter
        table[key(one)] = table.get(key(one), frozenset()) | frozenset(map(key, kinds))
    return table


def _closed_sets() -> tuple[ClosedSet, ...]:
    return tuple(
        ClosedSet(
            entry["name"],
            tuple(tuple(tuple(str(way).split()) for way in ways) for ways in entry["members"]),
            entry.get("since"),
            entry.get("until"),
        )
        for entry in _read("closed_sets.yaml")
    )


def _set(name: str) -> frozenset[str]:
    return frozenset(map(str, _WORDS[name]))


PHRASES: Final = _phrases()
HEDGES: Final = _hedges()
COUNTERS: Final = _counters()
KINDS: Final = _kinds()
LONGEST_COUNTER: Final = max(map(len, COUNTERS))
CLOSED_SETS: Final = _closed_sets()
SCALES: Final[dict[str, int]] = dict(_WORDS["scales"])
MONEY: Final[dict[str, str]] = dict(_WORDS["money"])
CURRENCIES: Final = frozenset(MONEY.values())
FILLERS: Final = _set("fillers")
PERIODS: Final = frozenset(COUNTERS[word] for word in _WORDS["periods"])
NO_COUNTER: Final = _set("no_counter")
PLACES: Final = _set("places")
DOCUMENTS: Final = _set("documents")
ORDINALS: Final = _set("ordinals")
GRADES: Final = _set("grades")
DATES: Final = _set("dates")
TIMES_OF_DAY: Final = _set("times_of_day")
STAGES: Final = tuple(tuple(str(words).split()) for words in _WORDS["stages"])
OVERLAPPING: Final = _set("overlapping")
