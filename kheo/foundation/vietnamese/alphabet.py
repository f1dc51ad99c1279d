"""The letters and tones of Vietnamese in one table, so that every other module agrees on them."""

import unicodedata
from typing import Final

# Ngang, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries.
TONE_MARKS: Final = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
PLAIN_VOWELS: Final = "aăâeêioôơuưy"
LETTERS: Final = "aăâbcdđeêghiklmnoôơpqrstuưvxy"


def _split_table() -> dict[str, tuple[str, int]]:
    """Map each vowel that carries a tone to its letter and the number of the tone."""
    return {
        unicodedata.normalize("NFC", vowel + mark): (vowel, tone)
        for vowel in PLAIN_VOWELS + PLAIN_VOWELS.upper()
        for tone, mark in enumerate(TONE_MARKS)
        if mark
    }


_SPLIT: Final = _split_table()
_JOIN: Final = {parts: letter for letter, parts in _SPLIT.items()}

# Every letter beyond ASCII that Vietnamese uses, in both cases: 134 of them.
MARKED: Final = "".join(sorted({*_SPLIT, *"ăâđêôơưĂÂĐÊÔƠƯ"}))
TONED: Final = "".join(sorted(_SPLIT))


def split_tone(letter: str) -> tuple[str, int]:
    """Take the tone off one composed letter: 'ầ' gives ('â', 1)."""
    return _SPLIT.get(letter, (letter, 0))


def join_tone(letter: str, tone: int) -> str:
    """Put a tone on one letter; a consonant stays as it is."""
    return _JOIN.get((letter, tone), letter)


def without_tones(word: str) -> tuple[str, int]:
    """Take the tone off a syllable: 'Tiếng' gives ('Tiêng', 4)."""
    parts = [split_tone(letter) for letter in word]
    return "".join(letter for letter, _ in parts), max((tone for _, tone in parts), default=0)
