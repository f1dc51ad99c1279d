"""One text in shapes of the same length: composed, spelled one way, folded; and the way back."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kheo.foundation.vietnamese import text as vietnamese

_LOOSE = "\u0300-\u036f"
# What cannot be seen and may stand between two digits of a number.
_HIDDEN = "\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_UNEVEN: Final = re.compile(f"[{_LOOSE}{_HIDDEN}]")
_CLUSTER: Final = re.compile(f"[^{_LOOSE}{_HIDDEN}]?[{_LOOSE}{_HIDDEN}]+|[^{_LOOSE}{_HIDDEN}]")
# Digits and signs of East Asian keyboards.
_WIDE: Final = re.compile("[\uff01-\uff5e]")


@dataclass(frozen=True)
class Composed:
    """A text made even: `low` (small, one spelling) and `plain` (no marks) match it by letter."""

    text: str
    low: str
    plain: str
    places: Sequence[int] | None

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Say which code points of the text as given these letters are."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end]


def compose(given: str) -> Composed:
    """Compose letters and marks, drop what is invisible, and fold, keeping count of the places."""
    if unicodedata.is_normalized("NFC", given) and not _UNEVEN.search(given):
        return Composed(given, _low(given), _plain(given), None)
    letters: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTER.finditer(given):
        for letter in _even(cluster[0]):
            letters.append(letter)
            places.append(cluster.start())
    text = "".join(letters)
    return Composed(text, _low(text), _plain(text), [*places, len(given)])


def _even(cluster: str) -> str:
    composed = unicodedata.normalize("NFC", cluster)
    return composed if len(composed) == 1 else _UNEVEN.sub("", composed)


def _plain(text: str) -> str:
    narrow = _WIDE.sub(lambda wide: chr(ord(wide[0]) - 0xFEE0), text)
    plain = vietnamese.fold(narrow)
    if len(plain) == len(text):
        return plain
    return "".join(vietnamese.fold(letter)[:1] or " " for letter in narrow)


def _low(text: str) -> str:
    low = vietnamese.one_spelling(text).lower()
    return low if len(low) == len(text) else "".join(letter.lower()[:1] for letter in text)
