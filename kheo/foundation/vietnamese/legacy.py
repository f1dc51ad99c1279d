"""Text from before Unicode: old files of communes come in TCVN3, VNI or VIQR and must be readable.

A font of those days showed other letters in the places of Western ones, so such text arrives
either as bytes or as a string of Western letters ("ViÖt Nam"). An encoding is recognised by its
fruit: the reading whose marked words are Vietnamese syllables wins, and when none does the text is
left alone or refused, never guessed.
"""

import codecs
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from kheo.foundation.vietnamese.alphabet import MARKED, join_tone
from kheo.foundation.vietnamese.syllables import is_syllable
from kheo.foundation.vietnamese.text import nfc


class Encoding(StrEnum):
    """How a text is written; the value names it to people."""

    UNICODE = "Unicode"  # a string that is what it says
    UTF_8 = "UTF-8"
    UTF_16_LE = "UTF-16LE"
    UTF_16_BE = "UTF-16BE"
    CP1258 = "Windows-1258"
    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI-Windows"
    VIQR = "VIQR"
    UNKNOWN = "không rõ"


class UnknownEncoding(ValueError):
    """No reading of the bytes is Vietnamese; asking beats guessing."""

    def __init__(self) -> None:
        super().__init__(
            "Không nhận ra bảng mã của văn bản. Hãy lưu lại tệp bằng bảng mã Unicode (UTF-8)."
        )


_WORD: Final = re.compile(r"[^\W\d_]+")

# TCVN3 (ABC): one byte for each small letter; a capital with a tone is the small letter set in
# the capital font, so only these seven capitals have their own place.
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđ" "àảãáạ" "ằẳẵắ" "ặầẩẫấậè" "ẻẽéẹềểễếệìỉ" "ĩíịò" "ỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)  # fmt: skip
_TCVN3_PLACES = [
    *range(0xA1, 0xAF), *range(0xB5, 0xBA), *range(0xBB, 0xBF), *range(0xC6, 0xCD),
    *range(0xCE, 0xD9), *range(0xDC, 0xE0), *range(0xE1, 0xF0), *range(0xF1, 0xFF),
]  # fmt: skip
TCVN3_TABLE: Final = dict(zip(map(chr, _TCVN3_PLACES), _TCVN3_LETTERS, strict=True))

# VNI: the plain letter, then one character for its marks.
_VNI_TONES: Final = {"ø": 1, "û": 2, "õ": 3, "ù": 4, "ï": 5}
_VNI_CIRCUMFLEX: Final = {"â": 0, "à": 1, "å": 2, "ã": 3, "á": 4, "ä": 5}
_VNI_BREVE: Final = {"ê": 0, "è": 1, "ú": 2, "ü": 3, "é": 4, "ë": 5}
_VNI_SINGLE: Final = {
    "ì": "ì", "æ": "ỉ", "ó": "ĩ", "í": "í", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"
}  # fmt: skip


def _vni_table() -> dict[str, str]:
    """List what each one or two small VNI characters stand for."""
    pairs = {
        base + mark: join_tone(letter, tone)
        for base, letter in zip("aeiouyôö", "aeiouyơư", strict=True)
        for mark, tone in _VNI_TONES.items()
    }
    for base, letter in zip("aeo", "âêô", strict=True):
        pairs |= {base + mark: join_tone(letter, tone) for mark, tone in _VNI_CIRCUMFLEX.items()}
    pairs |= {"a" + mark: join_tone("ă", tone) for mark, tone in _VNI_BREVE.items()}
    return pairs | _VNI_SINGLE


VNI_TABLE: Final = _vni_table()
_VNI: Final = re.compile(
    "|".join(sorted(VNI_TABLE, key=len, reverse=True)),
    re.IGNORECASE,
)

# RFC 1456: the letter, then its shape, then its tone; a backslash before a sign keeps it a sign.
VIQR_SHAPES: Final = {
    "a(": "ă", "a^": "â", "e^": "ê", "o^": "ô", "o+": "ơ", "u+": "ư", "dd": "đ"
}  # fmt: skip
VIQR_TONES: Final = {"`": 1, "?": 2, "~": 3, "'": 4, ".": 5}
_VIQR: Final = re.compile(
    r"\\(?P<sign>[(^+`?~'.dD\\])|(?P<d>d[dD]|D[dD])"
    r"|(?P<vowel>[aA][(^]?|[eE]\^?|[oO][\^+]?|[uU]\+?|[iIyY])(?P<tone>[`?~'.])?"
)


def _from_tcvn3(text: str) -> str:
    """Read each place, then raise the letters that a capital font had made capitals."""
    read = "".join(TCVN3_TABLE.get(character, character) for character in text)
    return _LINE.sub(lambda line: _raise_capitals(line[0]), read)


_LINE: Final = re.compile(r".+")
_CAPITAL: Final = re.compile("[A-Z]")
_SMALL: Final = re.compile("[a-z]")


def _raise_capitals(line: str) -> str:
    """Turn HòA into HÒA, and Xã into XÃ when it stands in a line of such words."""
    words = _WORD.findall(line)
    if all(_CAPITAL.search(word) and not _SMALL.search(word) for word in words):
        is_title = any(len(_CAPITAL.findall(word)) > 1 for word in words)
        return line.upper() if is_title else line
    return _WORD.sub(lambda word: _raise_word(word[0]), line)


def _raise_word(word: str) -> str:
    in_capitals = len(_CAPITAL.findall(word)) > 1 and not _SMALL.search(word)
    return word.upper() if in_capitals else word


def _from_vni(text: str) -> str:
    return _VNI.sub(_vni_letter, text)


def _vni_letter(match: re.Match[str]) -> str:
    letter = VNI_TABLE[match[0].lower()]
    return letter.upper() if match[0][0].isupper() else letter


def _from_viqr(text: str) -> str:
    return _VIQR.sub(_viqr_letter, text)


def _viqr_letter(match: re.Match[str]) -> str:
    if match["sign"]:
        return match["sign"]
    shape = match["d"] or match["vowel"]
    letter = VIQR_SHAPES.get(shape.lower(), shape.lower())
    letter = join_tone(letter, VIQR_TONES.get(match["tone"], 0))
    return letter.upper() if shape[0].isupper() else letter


def _from_cp1258(text: str) -> str:
    """Read Western letters as the Vietnamese code page has them, tones as separate marks."""
    return nfc(_western_bytes(text).decode("cp1258", "replace"))


def _western(data: bytes) -> str:
    """Show bytes as the Western letters a wrong reading gives; no byte is refused."""
    return data.decode("cp1252", "kheo.latin1")


def _western_bytes(text: str) -> bytes:
    return text.encode("cp1252", "kheo.latin1")


def _as_latin1(error: UnicodeError) -> tuple[str | bytes, int]:
    """Let the five places that Windows-1252 leaves empty stand for themselves."""
    if isinstance(error, UnicodeDecodeError):
        return error.object[error.start : error.end].decode("latin-1"), error.end
    if isinstance(error, UnicodeEncodeError):
        return error.object[error.start : error.end].encode("latin-1", "replace"), error.end
    raise error


codecs.register_error("kheo.latin1", _as_latin1)

_READERS: Final[dict[Encoding, Callable[[str], str]]] = {
    Encoding.UNICODE: nfc,
    Encoding.CP1258: _from_cp1258,
    Encoding.TCVN3: _from_tcvn3,
    Encoding.VNI: _from_vni,
    Encoding.VIQR: _from_viqr,
}

# Enough words to be certain; a book need not be read whole.
_SAMPLE: Final = 20_000
_ENOUGH: Final = 0.7
# Signs that Vietnamese text has no use for inside a word, but a wrong reading leaves there.
_STRAY: Final = re.compile(r"(?<=\w)[\u0080-\u009f¡-¯´-¿×÷\ufffd]|[¡-©¬®¯´-¶¸-¿÷](?=\w)")
# Letters that Western fonts never had: where one stands, the text is Unicode already.
_UNICODE_ONLY: Final = re.compile("[" + "".join(c for c in MARKED if c > "ÿ") + "]")
_ABBREVIATION: Final = re.compile("[A-ZĐƯƠ]{2,}")
_VIQR_STRONG: Final = re.compile(r"[aA][(^]|[eEoO]\^|[oOuU]\+|\b[dD][dD]")
_VIQR_WORD: Final = re.compile(r"[A-Za-z](?:[A-Za-z(^+`?~'.]*[A-Za-z(^+`?~'])?")


def _share_of_syllables(text: str) -> float:
    """Say how many of the words with marks are Vietnamese syllables, from 0 to 1."""
    marked = [word for word in _WORD.findall(text) if not word.isascii()]
    # Abbreviations (HĐND, TƯ) prove nothing either way.
    spoken = [word for word in marked if not _ABBREVIATION.fullmatch(word) or is_syllable(word)]
    wrong = len(_STRAY.findall(text))
    if not spoken:
        return 0.0
    return sum(map(is_syllable, spoken)) / (len(spoken) + wrong)


def _is_viqr(text: str) -> bool:
    """Look for words that are Vietnamese only when their signs are read as marks."""
    signed = [
        _from_viqr(word)
        for word in _VIQR_WORD.findall(text)
        if len(word) > 3 and _VIQR_STRONG.search(word)
    ]
    return bool(signed) and sum(map(is_syllable, signed)) / len(signed) >= _ENOUGH


def _detect_string(text: str, default: Encoding) -> Encoding:
    sample = text[:_SAMPLE]
    if sample.isascii():
        return Encoding.VIQR if _is_viqr(sample) else default
    if _UNICODE_ONLY.search(nfc(sample)):
        return default
    as_it_is = _share_of_syllables(nfc(sample))
    scores = {
        encoding: _share_of_syllables(_READERS[encoding](sample))
        for encoding in (Encoding.TCVN3, Encoding.VNI)
    }
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] >= _ENOUGH and scores[best] > as_it_is:
        return best
    return default


def _detect_bytes(data: bytes) -> Encoding:
    if data.startswith(codecs.BOM_UTF16_LE) or _zeros(data, 1) > 0.2 > _zeros(data, 0):
        return Encoding.UTF_16_LE
    if data.startswith(codecs.BOM_UTF16_BE) or _zeros(data, 0) > 0.2 > _zeros(data, 1):
        return Encoding.UTF_16_BE
    try:
        return _detect_string(data.decode("utf-8-sig"), Encoding.UTF_8)
    except UnicodeDecodeError:
        return _detect_single_bytes(_western(data[:_SAMPLE]))


def _zeros(data: bytes, parity: int) -> float:
    places = data[parity:_SAMPLE:2]
    return places.count(0) / len(places) if places else 0.0


def _detect_single_bytes(western: str) -> Encoding:
    readings = (Encoding.CP1258, Encoding.TCVN3, Encoding.VNI)
    scores = {reading: _share_of_syllables(_READERS[reading](western)) for reading in readings}
    best = max(scores, key=lambda reading: scores[reading])
    return best if scores[best] >= _ENOUGH else Encoding.UNKNOWN


def detect(data: bytes | str) -> Encoding:
    """Recognise how a text is written.

    A string is Unicode unless a legacy reading of it has more Vietnamese words. Bytes are Unicode
    when they can be; else the single-byte reading that is Vietnamese, else unknown.
    """
    if isinstance(data, str):
        return _detect_string(data, Encoding.UNICODE)
    return _detect_bytes(data)


_UNICODE_CODECS: Final = {
    Encoding.UTF_8: "utf-8-sig",
    Encoding.UTF_16_LE: "utf-16-le",
    Encoding.UTF_16_BE: "utf-16-be",
}


def to_unicode(data: bytes | str, encoding: Encoding | None = None) -> str:
    """Give the text as composed Unicode; raise UnknownEncoding rather than guess.

    Bytes said to be TCVN3, VNI or VIQR may themselves be a UTF-8 file of Western letters.
    """
    encoding = encoding or detect(data)
    if isinstance(data, str):
        return _READERS.get(encoding, nfc)(data)
    if encoding is Encoding.UNKNOWN:
        raise UnknownEncoding
    if encoding in _UNICODE_CODECS:
        return nfc(_decode_unicode(data, _UNICODE_CODECS[encoding]))
    return _READERS[encoding](western_letters(data, encoding))


def _decode_unicode(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise UnknownEncoding from None


def western_letters(data: bytes, encoding: Encoding) -> str:
    """Read bytes as the letters that an old font wrote over, for a reader of markup."""
    if encoding is Encoding.CP1258:
        return _western(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _western(data)
