"""The way back into the old encodings, only to prove that reading them loses nothing."""

import re

from kheo.foundation.vietnamese.alphabet import TONE_MARKS, split_tone
from kheo.foundation.vietnamese.legacy import TCVN3_TABLE, VIQR_SHAPES, VIQR_TONES, VNI_TABLE

_TO_TCVN3 = {letter: place for place, letter in TCVN3_TABLE.items()}
_TO_VNI = {letter: places for places, letter in VNI_TABLE.items()}
_TO_SHAPE = {letter: shape for shape, letter in VIQR_SHAPES.items()}
_TO_SIGN = {tone: sign for sign, tone in VIQR_TONES.items()}


def tcvn3(text: str) -> str:
    """Spell with the letters that a Western font shows; capitals with tones have no place."""
    return "".join(_TO_TCVN3.get(letter, letter) for letter in text)


def vni(text: str) -> str:
    """Spell with VNI; a capital has capital signs."""
    return "".join(map(_vni_letter, text))


def _vni_letter(letter: str) -> str:
    spelled = _TO_VNI.get(letter.lower(), letter.lower())
    return spelled.upper() if letter.isupper() else spelled


def viqr(text: str) -> str:
    """Spell with VIQR; a sign that would read as a mark gets its backslash."""
    escaped = re.sub(r"(?<=[^\W\d_])([`?~'.(^+])|(\\)", r"\\\1\2", text)
    return "".join(map(_viqr_letter, escaped))


def _viqr_letter(letter: str) -> str:
    plain, tone = split_tone(letter)
    shape = _TO_SHAPE.get(plain.lower(), plain.lower())
    spelled = shape.capitalize() if plain.isupper() and plain not in "Đ" else shape
    if plain == "Đ":
        spelled = "DD"
    return spelled + _TO_SIGN.get(tone, "")


def cp1258(text: str) -> bytes:
    """Spell with the Windows code page: shaped letters whole, tones as marks."""
    parts = [(plain + TONE_MARKS[tone]) for plain, tone in map(split_tone, text)]
    return "".join(parts).encode("cp1258")
