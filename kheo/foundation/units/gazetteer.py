"""Units by name as people type it: without marks, half a word, with the old district behind."""

import copy
import heapq
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text

Levels = Collection[str]
# How a name was hit, best first; a former name or a former district counts as much more.
WHOLE, WHOLE_AND_PLACE, BEGINNING, WORDS = range(4)
FORMER, DISTRICT, PLACE = 4, 7, 10
LEVELS: list[str] = [
    Unit.Level.PROVINCE,
    Unit.Level.DISTRICT,
    Unit.Level.COMMUNE,
    Unit.Level.VILLAGE,
]
LONGEST_QUESTION = 120


@dataclass(frozen=True)
class Former:
    """An earlier unit that a unit was made of, wholly or in part."""

    kind: str
    name: str
    district: str
    is_part: bool

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}"

    def words_for_people(self) -> str:
        """`trước đây là xã Chiềng Muôn, huyện Mường La`."""
        place = f"{self.full_name}, {self.district}" if self.district else self.full_name
        pattern = (
            _("một phần trước đây là %(unit)s") if self.is_part else _("trước đây là %(unit)s")
        )
        return pattern % {"unit": place}


@dataclass(frozen=True)
class Match:
    """A unit that fits what was typed; `place` tells namesakes apart, `reason` says why it fits."""

    unit: Unit
    reason: str
    place: str

    @property
    def label(self) -> str:
        """`xã Ngọc Chiến, tỉnh Sơn La`."""
        return f"{self.unit.full_name}, {self.place}" if self.place else self.unit.full_name


@dataclass
class Entry:
    """A unit with every word by which people may look for it."""

    unit: Unit
    former: Sequence[Former]
    name: str = field(init=False)
    full: str = field(init=False)
    own: frozenset[str] = field(init=False)
    former_names: list[tuple[str, str]] = field(init=False)
    districts: list[str] = field(init=False)
    order: tuple[int, str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.name, self.full = _plain(self.unit.name), _plain(self.unit.full_name)
        self.own = frozenset(self.full.split())
        self.former_names = [(_plain(old.name), _plain(old.full_name)) for old in self.former]
        self.districts = [*dict.fromkeys(_plain(old.district) for old in self.former)]
        above = next(_above(self.unit), None)
        level = LEVELS.index(self.unit.level)
        self.order = (level, self.unit.sort_key, above.sort_key if above else "")

    def words(self) -> set[str]:
        """Every word of its names, former names, former districts, and the units above it."""
        found = set(self.own)
        for above in _above(self.unit):
            found.update(text.words(above.full_name))
        for names in (*(full for _name, full in self.former_names), *self.districts):
            found.update(names.split())
        return found

    @cached_property
    def run_together(self) -> str:
        """All names without spaces, for words typed without them or begun in the middle."""
        names = [self.full, *(full for _name, full in self.former_names)]
        return "\n".join(name.replace(" ", "") for name in names)

    def hit(self, asked: str, tokens: Sequence[str]) -> tuple[int, Former | None]:
        """Say how well the unit fits, and which former unit made it fit."""
        kind = _hit(asked, self.name, self.full)
        if kind is not None:
            return kind, None
        if all(any(word.startswith(token) for word in self.own) for token in tokens):
            return WORDS, None
        hits = [
            (FORMER + kind, index)
            for index, names in enumerate(self.former_names)
            if (kind := _hit(asked, *names)) is not None
        ]
        if hits:
            best, index = min(hits)
            return best, self.former[index]
        return (DISTRICT if asked in self.districts else PLACE), None


def _hit(asked: str, name: str, full: str) -> int | None:
    if asked in (name, full):
        return WHOLE
    if asked.startswith((f"{name} ", f"{full} ")):
        return WHOLE_AND_PLACE
    return BEGINNING if name.startswith(asked) or full.startswith(asked) else None


def _plain(name: str) -> str:
    return " ".join(text.words(name))


def _above(unit: Unit) -> Iterator[Unit]:
    while unit.parent_id and "parent" in unit._state.fields_cache:
        unit = unit.parent  # type: ignore[assignment]
        yield unit


class Names:
    """Every word of every name, each with the set of units it belongs to written as bits."""

    def __init__(self, units: Iterable[Unit], former: Mapping[int, Sequence[Former]]) -> None:
        self._entries = [Entry(unit, former.get(unit.pk, ())) for unit in units]
        bits: dict[str, int] = {}
        for place, entry in enumerate(self._entries):
            for word in entry.words():
                bits[word] = bits.get(word, 0) | 1 << place
        self._words = sorted(bits)
        self._bits = [bits[word] for word in self._words]

    def lookup(self, asked: str, *, path: str, levels: Levels, limit: int) -> list[Match]:
        """Return the units that fit best; no more than `limit`."""
        tokens = text.words(asked[:LONGEST_QUESTION])
        if not tokens:
            return []
        whole = " ".join(tokens)
        spelled = _spelled(asked)
        fitting = (
            (*entry.hit(whole, tokens), spelled, entry)
            for entry in self._candidates(tokens)
            if entry.unit.path.startswith(path) and (not levels or entry.unit.level in levels)
        )
        best = heapq.nsmallest(limit, fitting, key=_order)
        return [_match(entry, old) for _kind, old, _spelled, entry in best]

    def _candidates(self, tokens: Sequence[str]) -> Iterator[Entry]:
        last = self._begun_with(tokens[-1])
        for word in tokens[:-1]:
            last &= self._exactly(word)
        if not last:
            last = self._begun_with(tokens[0])
            for word in tokens[1:]:
                last &= self._begun_with(word)
        return self._of(last) if last else self._containing("".join(tokens))

    def _exactly(self, word: str) -> int:
        place = bisect_left(self._words, word)
        is_known = place < len(self._words) and self._words[place] == word
        return self._bits[place] if is_known else 0

    def _begun_with(self, word: str) -> int:
        found = 0
        for place in range(bisect_left(self._words, word), len(self._words)):
            if not self._words[place].startswith(word):
                break
            found |= self._bits[place]
        return found

    def _of(self, bits: int) -> Iterator[Entry]:
        while bits:
            lowest = bits & -bits
            yield self._entries[lowest.bit_length() - 1]
            bits ^= lowest

    def _containing(self, letters: str) -> Iterator[Entry]:
        return (entry for entry in self._entries if letters in entry.run_together)


def _spelled(name: str) -> str:
    return text.one_spelling(name).lower()


def _order(
    row: tuple[int, Former | None, str, Entry],
) -> tuple[int, int, bool, tuple[int, str, str]]:
    kind, _old, spelled, entry = row
    # Of names that the question goes beyond, the longer one is meant; marks, if typed, decide next.
    longest = -len(entry.name) if kind == WHOLE_AND_PLACE else 0
    is_other = kind <= BEGINNING and _spelled(entry.unit.name) not in spelled
    return kind, longest, is_other, entry.order


def _match(entry: Entry, old: Former | None) -> Match:
    place = ", ".join(above.full_name for above in _above(entry.unit))
    reason = old.words_for_people() if old else _former_districts(entry)
    return Match(copy.copy(entry.unit), reason, place)


def _former_districts(entry: Entry) -> str:
    """`trước đây thuộc huyện Mường La`: how people still tell communes apart."""
    districts = list(dict.fromkeys(old.district for old in entry.former if old.district))
    if entry.unit.level != Unit.Level.COMMUNE or not districts:
        return ""
    return _("trước đây thuộc %(districts)s") % {"districts": ", ".join(districts)}
