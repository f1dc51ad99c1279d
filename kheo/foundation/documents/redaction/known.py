"""Finds the people who are known to be concerned, however their names and numbers are written."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kheo.foundation.documents.redaction.composed import Composed
from kheo.foundation.documents.redaction.spans import Kind, Span, Why
from kheo.foundation.documents.redaction.wordlists import even, words
from kheo.foundation.vietnamese import text as vietnamese

_SEVERAL: Final = re.compile(r"[,;&/\n()]|\s+(?:và|cùng|với)\s+")
_SYLLABLE: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]+)[ \u00a0]\Z")
_NOT_DIGIT: Final = re.compile(r"\D+")
FEWEST_DIGITS: Final = 6
# A name of more syllables than this is a sentence.
MOST_SYLLABLES: Final = 8
_GAP: Final = r"[\s._\-]{0,3}"


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    why: Why
    kind: Kind
    # Whether it must begin with a capital.
    must_look_like_a_name: bool
    is_sure: bool


def find(composed: Composed, known: Sequence[str]) -> Iterator[Span]:
    """Mark every spelling of what is known: names whole and in part, numbers, addresses."""
    for rule in _rules(known):
        for match in rule.pattern.finditer(composed.plain):
            start, end = match.span("it")
            if rule.must_look_like_a_name and not composed.text[start].isupper():
                continue
            if rule.why is Why.KNOWN_PART and not _stands_alone(composed.text, start, end):
                continue
            yield Span(start, end, rule.kind, rule.why, rule.is_sure)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether no word with a capital stands right before or after: Nam, but not Việt Nam."""
    before = _WORD_BEFORE.search(text, max(0, start - 24), start)
    after = text[end : end + 2].lstrip(" \u00a0")
    return not (before and before[1][0].isupper()) and not after[:1].isupper()


@lru_cache(maxsize=256)
def _rules(known: tuple[str, ...]) -> tuple[_Rule, ...]:
    return tuple(rule for entry in known for rule in _rules_of(vietnamese.clean(entry).strip()))


def _rules_of(entry: str) -> Iterator[_Rule]:
    digits = _NOT_DIGIT.sub("", entry)
    if "@" in entry:
        yield _exact(re.escape(vietnamese.fold(entry)), Kind.EMAIL)
    elif len(digits) >= FEWEST_DIGITS and len(digits) * 2 > len(entry):
        yield _exact(_number(digits), Kind.PHONE if _is_phone(digits) else Kind.PAPER)
    elif entry:
        for one in _SEVERAL.split(entry):
            yield from _person(_SYLLABLE.findall(one))


def _exact(pattern: str, kind: Kind) -> _Rule:
    return _Rule(_bounded(pattern), Why.KNOWN, kind, must_look_like_a_name=False, is_sure=True)


def _bounded(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?P<it>{pattern})(?![^\W_])")


def _is_phone(digits: str) -> bool:
    return len(digits) in (10, 11) and digits[0] in "08" and not digits.startswith("00")


def _number(digits: str) -> str:
    """Let the digits stand in groups; a phone may begin with 0 or with 84."""
    if digits.startswith("84") and len(digits) in (11, 12):
        digits = f"0{digits[2:]}"
    gap = r"[ \t.\-/()_,]{0,3}"
    rest = gap.join(digits[1:])
    if digits.startswith("0"):
        return rf"(?:(?:\+|00)?{gap}84{gap}(?:\(?0\)?)?|0){gap}{rest}"
    return f"{digits[0]}{gap}{rest}"


def _person(syllables: list[str]) -> Iterator[_Rule]:
    """Make the rules of one person; the first words may only say how the person is called."""
    while len(syllables) > 1 and even(syllables[0]) in words("honorifics") - words("surnames"):
        syllables = syllables[1:]
    plain = [vietnamese.fold(syllable) for syllable in syllables][:MOST_SYLLABLES]
    if not plain:
        return
    given = re.escape(plain[-1])
    if len(plain) > 1:
        whole = _GAP.join(map(re.escape, plain))
        yield _Rule(_bounded(whole), Why.KNOWN, Kind.NAME, False, True)
        turned = _GAP.join(map(re.escape, (plain[-1], *plain[:-1])))
        yield _Rule(_bounded(turned), Why.KNOWN, Kind.NAME, False, True)
        initials = r"\.\s?".join(re.escape(syllable[0]) for syllable in plain[:-1])
        yield _Rule(_bounded(rf"{initials}\.?\s?{given}"), Why.KNOWN, Kind.NAME, True, True)
    if len(plain) > 2:
        yield _Rule(
            _bounded(_GAP.join((re.escape(plain[0]), given))), Why.KNOWN, Kind.NAME, True, True
        )
        yield _Rule(
            _bounded(_GAP.join(map(re.escape, plain[-2:]))), Why.KNOWN, Kind.NAME, True, True
        )
    called = "|".join(sorted({vietnamese.fold(word) for word in words("honorifics")}))
    yield _Rule(
        re.compile(rf"(?<![^\W_])(?:{called})\s(?P<it>{given})(?![^\W_])"),
        Why.KNOWN, Kind.NAME, True, True,
    )  # fmt: skip
    yield _Rule(_bounded(given), Why.KNOWN_PART, Kind.NAME, True, False)
