"""From raw text to sentences of tokens; every token knows its place in the raw text.

Spelling is made one (NFC, hóa for hoá, plain spaces) without losing the way back: only composing
letters changes lengths, so that is the only step that needs a map.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from kheo.foundation.vietnamese.text import one_spelling
from kheo.insight.checks.text.vocabulary import PHRASES

if TYPE_CHECKING:
    from kheo.insight.checks.text.quantity import Quantity


class Token(NamedTuple):
    """A number, a word (lower case) or a sign; places are code points of the composed text."""

    text: str
    start: int
    end: int
    is_number: bool


@dataclass
class Sentence:
    """Tokens up to a full stop, with the phrases that mean something among them."""

    tokens: list[Token]
    # Place of a phrase's first token -> its kind and the place after its last token.
    marks: dict[int, tuple[str, int]]
    index: int
    line: int
    ends: dict[int, str] = field(default_factory=dict)  # place after a phrase -> its kind
    quantities: list["Quantity"] = field(default_factory=list)


class Offsets:
    """The way from places of the composed text back to those of the raw one."""

    def __init__(self, pieces: list[tuple[int, int]]) -> None:
        self._raw = list(accumulate((raw for raw, _ in pieces), initial=0))
        self._composed = list(accumulate((composed for _, composed in pieces), initial=0))

    def raw(self, place: int) -> int:
        """Tell where in the raw text a place of the composed text is."""
        piece = bisect_right(self._composed, place) - 1
        beyond = place - self._composed[piece]
        return self._raw[piece] + beyond


_WIDE_SPACES: Final = {
    **dict.fromkeys((0xA0, 0x202F, 0x2007, 0x2009, 0x3000, 0x09), " "),
    0x2013: "-",
    0x2014: "-",
    0x2011: "-",
    0x2010: "-",
    0x2212: "-",
}
_CLUSTERS: Final = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+")


def composed(raw: str) -> tuple[str, Offsets]:
    """Compose letters and marks, make spaces and dashes plain, spell tones one way."""
    if unicodedata.is_normalized("NFC", raw):
        return one_spelling(raw.translate(_WIDE_SPACES)), Offsets([])
    text, pieces, last = [], [], 0
    for match in _CLUSTERS.finditer(raw):
        letter = unicodedata.normalize("NFC", match[0])
        before = raw[last : match.start()]
        text += [before, letter]
        # Places inside a cluster have no meaning: the cluster is one piece, then plain text.
        pieces += [(len(before), len(before)), (len(match[0]), len(letter))]
        last = match.end()
    whole = "".join([*text, raw[last:]])
    return one_spelling(whole.translate(_WIDE_SPACES)), Offsets(pieces)


_UPPER: Final = "A-ZĐ" + "".join(
    letter
    for letter in map(chr, range(0xC0, 0x1EFA))
    if letter.isupper() and ord(letter) not in range(0x250, 0x1E00)
)
# A sentence ends at a stop before a capital, at a line's end, or where two are run together.
_END: Final = re.compile(
    rf"[.!?…]+[\"”’)\]]*(?=\s+[\"“(*+•-]*\s?[{_UPPER}\d]|[{_UPPER}][^\W\d_{_UPPER}])|;(?=\s*\n)|\n"
)
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:TP|Tp|tp|TX|GS|PGS|TS|ThS|T|st|Mr|v\.v|tr|No|[A-ZĐ])\.$"
)
# A line broken in mid-sentence goes on with a small letter, a digit or a sign.
_GOES_ON: Final = re.compile(r"[^\S\n]*[^\W_]")
_TOKEN: Final = re.compile(r"(\d+(?:[.,]\d+)*)|k?m[23²³](?!\d)|đ/c|[^\W\d_]+|\.\.\.|[^\w\s]")
_DIGIT: Final = re.compile(r"\d")
_LONGEST: Final = 3000


def sentences(text: str) -> Iterator[Sentence]:
    """Cut composed text into sentences; those without a digit are counted but not read."""
    lower = text.lower()
    if len(lower) != len(text):  # İ and the like grow
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    start = index = line = 0
    for end, newlines in _ends(text):
        for piece in range(start, end, _LONGEST):
            past = min(piece + _LONGEST, end)
            if _DIGIT.search(lower, piece, past):
                yield _read(lower, piece, past, index, line)
        if end - start > 1:
            index += 1
        line += newlines
        start = end


def _ends(text: str) -> Iterator[tuple[int, int]]:
    last = 0
    for match in _END.finditer(text):
        place = match.end()
        if match[0] == "\n":
            if not _breaks(text, match.start(), place, last):
                continue
            yield place, 1
        elif match[0] == "." and _ABBREVIATION.search(text, max(last, place - 6), place):
            continue
        else:
            yield place, 0
        last = place
    if last < len(text):
        yield len(text), 0


def _breaks(text: str, before: int, after: int, last: int) -> bool:
    """Tell a paragraph's end from a line wrapped in mid-sentence."""
    if before == last or text[before - 1] in ".!?:;…":
        return True
    following = _GOES_ON.match(text, after)
    if not following:
        return True
    letter = following[0][-1]
    return not (letter.islower() and letter.isalpha())


def _read(lower: str, start: int, end: int, index: int, line: int) -> Sentence:
    tokens = [
        Token(match[0], match.start(), match.end(), match.lastindex == 1)
        for match in _TOKEN.finditer(lower, start, end)
    ]
    marks = _marks(tokens)
    ends = {past: kind for kind, past in marks.values()}
    return Sentence(tokens, marks, index, line, ends)


def _marks(tokens: list[Token]) -> dict[int, tuple[str, int]]:
    """Find the phrases, each at its longest."""
    marks = {}
    past = 0
    for place, token in enumerate(tokens):
        if place < past or token.text not in PHRASES:
            continue
        for words, kind in PHRASES[token.text]:
            size = len(words)
            if size == 1 or tuple(t.text for t in tokens[place : place + size]) == words:
                marks[place] = (kind, place + size)
                past = place + size
                break
    return marks
