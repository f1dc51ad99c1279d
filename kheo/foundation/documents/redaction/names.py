"""Finds names of people by how they are written and by the words around them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from kheo.foundation.documents.redaction.composed import Composed
from kheo.foundation.documents.redaction.spans import Kind, Span, Why
from kheo.foundation.documents.redaction.wordlists import (
    after,
    before,
    phrases,
    territories,
    within,
    words,
)

_LETTERS: Final = [chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
_UP: Final = "".join(letter for letter in _LETTERS if letter.isupper())
_LOW: Final = "".join(letter for letter in _LETTERS if letter.islower())
_WORD: Final = rf"[{_UP}](?:['’ʼ]?[{_UP}{_LOW}]+)*"
# Words with capitals in a row, on one line.
_RUN: Final = re.compile(rf"{_WORD}(?:[ \t\u00a0]{{1,2}}{_WORD})*")
_PART: Final = re.compile(_WORD)
MOST_SYLLABLES: Final = 5
# A name by which somebody is called, without the family name.
MOST_CALLED: Final = 2
# How far away a word may stand that says what a name is.
_NEAR: Final = 28
_CLAUSE: Final = 60


class _Word(NamedTuple):
    start: int
    end: int
    low: str
    is_loud: bool


class _Name(NamedTuple):
    """Words that may be a name, and the text around them in small letters."""

    words: Sequence[_Word]
    low: str

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    def before(self, length: int = _NEAR) -> str:
        return self.low[max(0, self.start - length) : self.start]

    def is_called(self) -> bool:
        """Say whether the word before is one by which people are called."""
        last = self.before().rstrip(" \t\u00a0").split("\n")[-1].split()
        return bool(last) and last[-1] in words("honorifics") and self.before()[-1:].isspace()

    def has_middle(self) -> bool:
        return any(word.low in words("middles") for word in self.words[1:-1])


def find(composed: Composed) -> Iterator[Span]:
    """Mark names with a family name, and names behind a word by which people are called."""
    for run in _RUN.finditer(composed.text):
        if run.end() - run.start() > 1:
            yield from _in_run(_parts(run, composed.low), composed.low)
    for small in _small().finditer(composed.low):
        if composed.text[small.start("it")].islower():
            yield Span(*small.span("it"), Kind.NAME, Why.FULL_NAME)


def _parts(run: re.Match[str], low: str) -> list[_Word]:
    return [_word(run.start(), part, low) for part in _PART.finditer(run[0])]


def _word(at: int, part: re.Match[str], low: str) -> _Word:
    start, end = at + part.start(), at + part.end()
    return _Word(start, end, low[start:end], len(part[0]) > 1 and part[0].isupper())


def _in_run(found: list[_Word], low: str) -> Iterator[Span]:
    whole = _Name(found, low)
    if _is_other(whole):
        return
    is_called = whole.is_called()
    if found[0].low in words("honorifics") and len(found) > 1:
        is_called, found = True, found[1:]
    first = _family(found)
    if first is not None:
        name = _Name(_cut(found[first:]), low)
        span = _by_family(name, is_called and first == 0)
    else:
        span = _by_call(_Name(_cut(found)[:MOST_CALLED], low)) if is_called else None
    if span is not None:
        yield span


def _family(found: Sequence[_Word]) -> int | None:
    """Find where a family name begins that another word follows."""
    surnames = words("surnames")
    for place, word in enumerate(found[:-1]):
        following = found[place + 1]
        is_letter = following.end - following.start == 1
        if word.low in surnames and (is_letter or word.is_loud is following.is_loud):
            return place
    return None


def _cut(found: Sequence[_Word]) -> list[_Word]:
    """End a name before a word of another kind."""
    kept = [found[0]]
    for word in found[1:MOST_SYLLABLES]:
        if word.low in words("stops") or (
            word.is_loud is not found[0].is_loud and word.end - word.start > 1
        ):
            break
        kept.append(word)
    return kept


def _is_other(name: _Name) -> bool:
    """Say whether the words are a territory, a body, a teaching or a person of history."""
    if " ".join(word.low for word in name.words) in territories():
        return True
    start = name.low[name.start : name.end + _NEAR]
    return _not_people().match(start) is not None


def _stands_for_a_place(name: _Name, *, is_called: bool) -> bool:
    """Say whether the word before makes it the name of a street, a school, a village."""
    if is_called:
        return False
    if before("places").search(name.before()):
        return True
    is_short = len(name.words) == 2 or not name.has_middle()
    return is_short and before("territories").search(name.before()) is not None


def _by_family(name: _Name, is_called: bool) -> Span | None:
    if len(name.words) < 2 or name.words[-1].end - name.words[-1].start == 1 or _is_other(name):
        return None
    has_middle = name.has_middle()
    if name.words[1].is_loud and not has_middle and name.words[0].end - name.words[0].start > 1:
        return None
    if len(name.words) == 2 and name.words[1].low in words("branches"):
        return None
    if _is_official(name):
        return Span(name.start, name.end, Kind.NAME, Why.OFFICIAL, is_sure=False)
    if _stands_for_a_place(name, is_called=is_called):
        return None
    is_sure = has_middle or is_called
    why = Why.FULL_NAME if is_sure else Why.LOOKS_LIKE
    return Span(name.start, name.end, Kind.NAME, why, is_sure)


def _by_call(name: _Name) -> Span | None:
    first = name.words[0]
    if first.is_loud or first.low in words("stops") or _is_other(name):
        return None
    return Span(name.start, name.end, Kind.NAME, Why.CALLED, is_sure=False)


def _is_official(name: _Name) -> bool:
    ahead = name.low[name.end : name.end + _CLAUSE]
    return bool(within("titles").search(name.before(_CLAUSE)) or after("titles").match(ahead))


@cache
def _not_people() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, phrases('not_people')))})(?![^\W_])")


@cache
def _small() -> re.Pattern[str]:
    """Make the pattern of names in small letters, behind a word by which people are called."""
    called = "|".join(sorted(words("honorifics")))
    surnames = "|".join(sorted(map(re.escape, words("surnames"))))
    return re.compile(
        rf"(?<![^\W_])(?:{called})\s(?P<it>(?:{surnames})\s(?:văn|thị)\s[^\W\d_]+)(?![^\W_])"
    )
