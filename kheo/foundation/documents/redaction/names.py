"""Finds names of people by how they are written and by the word before them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kheo.foundation.documents.redaction import wordlists
from kheo.foundation.documents.redaction.composed import Composed
from kheo.foundation.documents.redaction.spans import Kind, Span, Why
from kheo.foundation.documents.redaction.wordlists import even

_LETTERS: Final = [chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
_UP: Final = "".join(letter for letter in _LETTERS if letter.isupper())
_LOW: Final = "".join(letter for letter in _LETTERS if letter.islower())
_WORD: Final = rf"[{_UP}](?:['’ʼ]?[{_UP}{_LOW}]+)*"
# Words with capitals in a row, on one line.
_RUN: Final = re.compile(rf"{_WORD}(?:[ \t\u00a0]{{1,2}}{_WORD})*")
_PART: Final = re.compile(_WORD)
MOST_SYLLABLES: Final = 5
# How far back a word may stand that says what follows.
_BACK: Final = 28
_AHEAD: Final = 40


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    written: str
    even: str


def find(composed: Composed) -> Iterator[Span]:
    """Mark names with a family name, and names behind a word by which people are called."""
    for run in _RUN.finditer(composed.text):
        if run.end() - run.start() > 1:
            span = _name_in(run, composed.text)
            if span:
                yield span
    yield from _small(composed)


def _name_in(run: re.Match[str], text: str) -> Span | None:
    found = [
        _Word(run.start() + part.start(), run.start() + part.end(), part[0], even(part[0]))
        for part in _PART.finditer(run[0])
    ]
    is_called, found = _called(found, text)
    first = _family(found)
    if first is None:
        return _by_call(found, text) if is_called else None
    return _by_family(found[first:], text, is_called and first == 0)


def _called(found: list[_Word], text: str) -> tuple[bool, list[_Word]]:
    """Say whether somebody is called here, by the word before or by the first of the run."""
    honorifics = wordlists.words("honorifics")
    if found[0].even in honorifics and len(found) > 1:
        return True, found[1:]
    return _before(text, found[0].start).split(" ")[-1:] != [""] and (
        _last_word(text, found[0].start) in honorifics
    ), found


def _before(text: str, start: int) -> str:
    return even(text[max(0, start - _BACK) : start]).rstrip()


def _last_word(text: str, start: int) -> str:
    words = _before(text, start).split()
    return words[-1] if words and text[start - 1 : start].isspace() else ""


def _family(found: list[_Word]) -> int | None:
    """Find where a family name begins that something follows."""
    surnames = wordlists.words("surnames")
    for place, word in enumerate(found[:-1]):
        if word.even in surnames:
            return place
    return None


def _is_other(found: list[_Word], text: str) -> bool:
    """Say whether the words are a place, a body or a person of history."""
    name = " ".join(word.even for word in found)
    start = even(text[found[0].start : found[-1].end + 12])
    if name in wordlists.territories() or start.startswith(wordlists.phrases("not_people")):
        return True
    return wordlists.before("places").search(_before(text, found[0].start)) is not None


def _by_family(found: list[_Word], text: str, is_called: bool) -> Span | None:
    found = found[:MOST_SYLLABLES]
    if len(found[-1].written) == 1 or _is_other(found, text) and not is_called:
        return None
    has_middle = any(word.even in wordlists.words("middles") for word in found[1:-1])
    if found[0].written.isupper() and len(found[0].written) > 1 and not has_middle:
        return None
    start, end = found[0].start, found[-1].end
    if _is_official(text, start, end):
        return Span(start, end, Kind.NAME, Why.OFFICIAL, is_sure=False)
    is_sure = has_middle or is_called
    return Span(start, end, Kind.NAME, Why.FULL_NAME if is_sure else Why.LOOKS_LIKE, is_sure)


def _by_call(found: list[_Word], text: str) -> Span | None:
    found = found[:2]
    if all(len(word.written) == 1 or word.written.isupper() for word in found):
        return None
    if _is_other(found, text):
        return None
    return Span(found[0].start, found[-1].end, Kind.NAME, Why.CALLED, is_sure=False)


def _is_official(text: str, start: int, end: int) -> bool:
    ahead = even(text[end : end + _AHEAD])
    return bool(
        wordlists.before("titles").search(_before(text, start))
        or wordlists.after("titles").match(ahead)
    )


# --- Names typed without capitals -------------------------------------------------------------


def _small(composed: Composed) -> Iterator[Span]:
    for match in _small_pattern().finditer(composed.text.lower()):
        if composed.text[match.start("it")].islower():
            yield Span(match.start("it"), match.end("it"), Kind.NAME, Why.FULL_NAME)


def _small_pattern() -> re.Pattern[str]:
    called = "|".join(sorted(wordlists.words("honorifics")))
    surnames = "|".join(sorted(map(re.escape, wordlists.words("surnames"))))
    return re.compile(
        rf"(?<![^\W_])(?:{called})\s(?P<it>(?:{surnames})\s(?:văn|thị)\s[^\W\d_]+)(?![^\W_])"
    )
