"""What a petition is about, and from whom, as a few numbers that an index can compare.

A text becomes the smallest hashes of its pairs of words: most Vietnamese words have two
syllables, and single syllables meet by chance. Two texts that share much share small hashes,
so the petitions worth comparing word by word are found among a million without reading them.
Hashes of texts are positive; hashes of senders are negative, so they never meet.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from zlib import crc32

from kheo.foundation.vietnamese import text as vietnamese

# How many hashes stand for a text; more would find smaller resemblances and cost more to write.
SKETCH = 32
# Longer texts repeat themselves; their first words say what they are about.
MOST_WORDS = 400
_POSITIVE = 0x7FFFFFFF
_NOT_A_DIGIT = re.compile(r"\D")


def of(*, text: str, phone: str = "", email: str = "") -> list[int]:
    """Give the numbers of a petition."""
    return [*of_text(text), *of_sender(phone=phone, email=email)]


def words_of(text: str) -> list[str]:
    """Give the words that are compared: folded, spelled one way."""
    return vietnamese.words(vietnamese.one_spelling(text))[:MOST_WORDS]


def of_text(text: str) -> list[int]:
    """Give the numbers of what was said: its smallest hashes, and one of the whole."""
    said = words_of(text)
    if len(said) < 2:
        return []
    hashes = sorted({_hash(f"{one} {other}") for one, other in pairwise(said)})
    return [*hashes[:SKETCH], whole(said)]


def whole(said: Sequence[str]) -> int:
    """Give the number that only the same words in the same order have."""
    return _hash("=".join(said))


def of_sender(*, phone: str, email: str) -> list[int]:
    """Give the numbers of who sent it, one for each way to reach them."""
    # The last nine digits are the same however the country was written.
    digits = _NOT_A_DIGIT.sub("", phone)[-9:]
    ways = [f"tel:{digits}" if digits else "", f"mail:{email.strip().lower()}" if email else ""]
    return [-1 - _hash(way) for way in ways if way]


def shared(one: Iterable[int], other: Iterable[int]) -> float:
    """Estimate which part of the shorter text stands in the other, from the two sketches."""
    mine, theirs = sorted(n for n in one if n >= 0), sorted(n for n in other if n >= 0)
    if not mine or not theirs:
        return 0.0
    # Above the smaller of the two ends one sketch says nothing.
    end = min(_end(mine), _end(theirs))
    near, far = {n for n in mine if n <= end}, {n for n in theirs if n <= end}
    return len(near & far) / max(1, min(len(near), len(far)))


def _end(sketch: list[int]) -> int:
    return sketch[SKETCH - 1] if len(sketch) >= SKETCH else _POSITIVE


def _hash(words: str) -> int:
    return crc32(words.encode()) & _POSITIVE
