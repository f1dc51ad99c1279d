"""Finds figures by the names that officers read, and proposes the nearest one for a slip.

A template says documents.issued[kind=plan]@province, or "Văn bản ban hành, kế hoạch, cấp tỉnh".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import product

from django.utils.translation import override

from kheo.foundation.figures import breakdowns, indicators
from kheo.foundation.figures.addresses import Address, MalformedAddress
from kheo.foundation.figures.breakdowns import MalformedBreakdown
from kheo.foundation.figures.indicators import Indicator, UnknownBreakdown, UnknownIndicator
from kheo.foundation.vietnamese.text import fold
from kheo.insight.returns.models import Cell

PERCENT = "%"
_MOST_VALUES = 400


@dataclass(frozen=True)
class Name:
    """A figure and the words for it."""

    address: Address
    words: str
    unit_of_count: str

    @property
    def is_percent(self) -> bool:
        return self.unit_of_count == PERCENT


class UnknownFigure(LookupError):
    """No figure has this name; `nearest` is what may have been meant."""

    def __init__(self, text: str, nearest: str = "") -> None:
        super().__init__(text)
        self.text, self.nearest = text, nearest


def name(address: Address) -> Name:
    """Say a figure in words; raises UnknownIndicator or UnknownBreakdown."""
    indicator = indicators.get(address.indicator)
    said = [str(indicator.label), *indicator.words_of(address.pairs)]
    level = str(Cell.Level(address.level).label)
    return Name(address, ", ".join([*said, level]), str(indicator.unit_of_count))


def find(text: str) -> Address:
    """Find the figure that a template means; raises UnknownFigure."""
    text = text.strip()
    if "@" in text:
        return _by_code(text)
    known = _by_words()
    if found := known.get(_key(text)):
        return found
    near = get_close_matches(_key(text), known, n=1, cutoff=0.5)
    raise UnknownFigure(text, name(known[near[0]]).words if near else "")


def _by_code(text: str) -> Address:
    try:
        address = Address.parse(text)
        indicators.get(address.indicator).check(address.pairs)
        Cell.Level(address.level)
    except (MalformedAddress, MalformedBreakdown, UnknownIndicator, UnknownBreakdown, ValueError):
        codes = [str(one.address) for one in everything()]
        near = get_close_matches(text, codes, n=1, cutoff=0.5)
        raise UnknownFigure(text, near[0] if near else "") from None
    return address


def search(words: str, *, count: int = 30) -> list[Name]:
    """List the figures that have all of the words, the shortest names first."""
    wanted = fold(words).split()
    found = [one for one in everything() if all(word in _key(one.words) for word in wanted)]
    return sorted(found, key=lambda one: (len(one.words), one.words))[:count]


def everything() -> tuple[Name, ...]:
    """Name every figure there is, in Vietnamese: templates are."""
    with override("vi"):
        return _named(tuple((one.code, str(one.label)) for one in indicators.known()))


def _by_words() -> dict[str, Address]:
    return _keyed(everything())


def _key(words: str) -> str:
    return " ".join(fold(words).replace(",", " ").split())


@lru_cache(maxsize=4)
def _keyed(names: tuple[Name, ...]) -> dict[str, Address]:
    return {_key(one.words): one.address for one in reversed(names)}


@lru_cache(maxsize=4)
def _named(known: tuple[tuple[str, str], ...]) -> tuple[Name, ...]:
    found = (indicators.get(code) for code, _label in known)
    return tuple(
        name(Address(indicator.code, written, level))
        for indicator in found
        for written in _breakdowns(indicator)
        for level in Cell.Level.values
    )


def _breakdowns(indicator: Indicator) -> Iterator[str]:
    """Yield no breakdown, each value, and every pair of values of two breakdowns."""
    keys = list(indicator.breakdowns)
    yield ""
    made = 0
    for number in (1, 2):
        for chosen in _chosen(keys, number):
            for values in product(*(indicator.breakdowns[key] for key in chosen)):
                made += 1
                if made <= _MOST_VALUES:
                    yield breakdowns.write(dict(zip(chosen, values, strict=True)))


def _chosen(keys: list[str], number: int) -> list[tuple[str, ...]]:
    if number == 1:
        return [(key,) for key in keys]
    return [(one, other) for at, one in enumerate(keys) for other in keys[at + 1 :]]
