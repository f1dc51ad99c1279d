"""Vietnamese alphabetical order as a plain key, for a database without that collation."""

import re
from typing import Final

from kheo.foundation.vietnamese.alphabet import without_tones
from kheo.foundation.vietnamese.text import fold, nfc

# "~" comes after every letter, so ă follows all of a and â follows all of ă.
_LETTER_KEYS: Final = {
    "ă": "a~", "â": "a~~", "đ": "d~", "ê": "e~", "ô": "o~", "ơ": "o~~", "ư": "u~"
}  # fmt: skip
_TOKEN: Final = re.compile(r"(?P<number>[0-9]+)|(?P<word>[^\W_0-9]+)")
_LAST = " "  # below every other character of a key


def sort_key(text: str) -> str:
    """Give a key of ASCII characters that sorts as Vietnamese dictionaries do.

    Syllables are compared in turn: first their letters (a ă â b c d đ e ê … with f, j, w, z at
    their Latin places), then their tone (ngang, huyền, hỏi, ngã, sắc, nặng). So ba, ba lô, bà,
    bà con, bã. Numbers come before letters and by size: tổ 2, tổ 10. Case, punctuation and the
    place of the tone do not count; equal keys need a second column to decide. In a database the
    column needs the collation "C".
    """
    return "".join(
        _number_key(match[0]) if match["number"] else _syllable_key(match[0])
        for match in _TOKEN.finditer(nfc(text).lower())
    )


def _number_key(digits: str) -> str:
    """Sort numbers by length, then by digits; "0" begins no other part of a key."""
    digits = digits.lstrip("0") or "0"
    return "0" + chr(ord("a") + min(len(digits), 26) - 1) + digits


def _syllable_key(word: str) -> str:
    plain, tone = without_tones(word)
    return "".join(map(_letter_key, plain)) + str(tone + 1)


def _letter_key(letter: str) -> str:
    if letter in _LETTER_KEYS:
        return _LETTER_KEYS[letter]
    folded = fold(letter)
    if folded.isascii():
        return folded
    return f"|{ord(letter):06x}"  # letters of other scripts, after z


def name_key(full_name: str) -> str:
    """Give the key of a person's name: given name (the last word), middle names, family name."""
    family, *rest = full_name.split() or [""]
    *middle, given = rest or [family]
    if not rest:
        family = ""
    return _LAST.join((sort_key(given), sort_key(" ".join(middle)), sort_key(family)))
