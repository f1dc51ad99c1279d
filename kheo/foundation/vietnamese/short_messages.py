"""How many telephone messages a text makes, and how a text is cut so that its link stays whole.

A letter with a Vietnamese mark turns the whole message into another alphabet, in which one
message holds 70 letters instead of 160.
"""

import re
from dataclasses import dataclass
from typing import Final

from kheo.foundation.vietnamese.text import clean, fold

# GSM 03.38: the letters of one septet, and those that take two.
_GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_DOUBLE: Final = frozenset("^{}\\[~]|€\f")
_WRITTEN: Final = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "²": "2",
     "³": "3", "₫": "d", "•": "-", "\u00a0": " "}
)  # fmt: skip
_SPACES: Final = re.compile(r"\s+")
MORE: Final = "..."


@dataclass(frozen=True)
class Size:
    """How a text travels: its length in its alphabet, and in how many messages."""

    length: int
    parts: int
    # How many fit into one message of this alphabet.
    room: int
    is_plain: bool


def size(text: str) -> Size:
    """Count a text as the telephone does."""
    if is_plain(text):
        return _sized(sum(2 if sign in _GSM_DOUBLE else 1 for sign in text), 160, 153, True)
    return _sized(len(text.encode("utf-16-le")) // 2, 70, 67, False)


def _sized(length: int, alone: int, joined: int, is_plain_text: bool) -> Size:
    parts = 1 if length <= alone else -(-length // joined)
    return Size(length, parts, alone, is_plain_text)


def is_plain(text: str) -> bool:
    """Say whether every letter is one of the telephone's own alphabet."""
    return all(sign in _GSM or sign in _GSM_DOUBLE for sign in text)


def plain(text: str) -> str:
    """Drop marks and what a telephone cannot show, keep capitals; one line."""
    composed = clean(text).translate(_WRITTEN)
    bare = "".join(fold(sign).upper() if sign.isupper() else fold(sign) for sign in composed)
    return _SPACES.sub(" ", "".join(sign for sign in bare if sign in _GSM)).strip()


def message(words: str, *, link: str, marks: bool = False) -> str:
    """Write one message of words and a link: words are cut between two words, a link never is.

    With `marks` the words keep their Vietnamese letters and there is less room.
    """
    line = _SPACES.sub(" ", clean(words)).strip() if marks else plain(words)
    room = size(f"{line}{link}").room - len(link) - bool(link)
    return f"{cut(line, room)} {link}".strip()


def cut(line: str, room: int) -> str:
    """Shorten a line between two words, and say that there was more."""
    if _length(line) <= room:
        return line
    kept = ""
    for word in line.split(" "):
        longer = f"{kept} {word}".strip()
        if _length(longer) > room - len(MORE):
            break
        kept = longer
    kept = kept.rstrip(" ,;:-")
    return f"{kept}{MORE}" if kept else ""


def _length(line: str) -> int:
    return size(line).length
