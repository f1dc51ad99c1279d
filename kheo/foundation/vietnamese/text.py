"""One form for each Vietnamese text: composed, cleaned, spelled one way, folded for search."""

import codecs
import re
import unicodedata
from typing import Final

from kheo.foundation.vietnamese.alphabet import (
    MARKED,
    TONED,
    join_tone,
    split_tone,
)

_SPACES = "\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
_INVISIBLE = [
    0x00AD,  # soft hyphen
    0x200B,  # zero-width space
    *range(0x200E, 0x2010),  # direction marks
    *range(0x202A, 0x202F),  # direction overrides: they make a name read as another
    *range(0x2060, 0x2065),
    *range(0x2066, 0x2070),
    0xFEFF,  # byte order mark
    *range(0xFFF9, 0xFFFC),
    0xFFFE,
    0xFFFF,
]
_CLEAN: Final[dict[int, str | None]] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *_INVISIBLE)),
    **{ord(space): " " for space in _SPACES},
    ord("\t"): "\t",
    ord("\n"): "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
# Every text that needs cleaning has one of these; most texts have none.
_UNCLEAN: Final = re.compile(
    "[" + "".join(re.escape(chr(c)) for c, to in _CLEAN.items() if to != chr(c)) + "]"
)


def nfc(text: str) -> str:
    """Compose letters and marks (NFC); nothing else changes."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """Make typed or pasted text fit to keep: NFC, line ends as \\n, no invisible characters.

    Control characters other than \\n and \\t, direction marks, soft hyphens and zero-width spaces
    go; no-break and other wide spaces become a space; a lone surrogate, which no database takes,
    becomes U+FFFD. Joiners stay, because emoji and other scripts need them. Spaces at the ends
    and in a row stay too: whoever strips them knows why.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _UNCLEAN.search(text):
        text = text.translate(_CLEAN)
    return nfc(text)


_LETTER = r"[^\W\d_]"


def _toned(letters: str) -> str:
    return "".join(c for c in TONED if split_tone(c)[0].lower() in letters)


# hoá, khoẻ, thuỷ: the tone at the end of an open syllable (but quý, where u belongs to the q).
_TONE_TOO_LATE: Final = re.compile(
    rf"(?:(?<![qQ])[oO][{_toned('ae')}]|(?<![qQ])[uU][{_toned('y')}])(?!{_LETTER})"
)
# tòan, hụyt: the tone before a closed rime; qúa, gìa: the tone on a letter of the onset.
_TONE_TOO_EARLY: Final = re.compile(
    rf"(?:[{_toned('o')}][aAeE]|(?<![qQ])[{_toned('u')}][yY])(?=(?![êÊ]){_LETTER})"
    rf"|(?<=[qQ])[{_toned('u')}][aAăĂâÂeEêÊiIoOôÔơƠyY](?![êÊ])"
    rf"|(?<!{_LETTER}[gG])(?<=[gG])[{_toned('i')}][aAăĂâÂeEêÊoOôÔơƠ]"
)


def _move_tone_back(match: re.Match[str]) -> str:
    letter, tone = split_tone(match[0][1])
    return join_tone(match[0][0], tone) + letter


def _move_tone_on(match: re.Match[str]) -> str:
    letter, tone = split_tone(match[0][0])
    return letter + join_tone(match[0][1], tone)


def one_spelling(text: str) -> str:
    """Spell tones one way, the way of most reports: hóa, khỏe, thủy; toàn; quý, già. Case stays."""
    return _TONE_TOO_EARLY.sub(_move_tone_on, _TONE_TOO_LATE.sub(_move_tone_back, nfc(text)))


# Typographic signs fold to the sign on the keyboard; Ð and ð are the Icelandic letters that
# older keyboards typed for Đ and đ.
_SIGNS: Final[dict[str, str]] = {
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("–—‐‑", "-"),
    "‚": ",", "…": ".", "²": "2", "³": "3", "\u00a0": " ", "Ð": "d", "ð": "d",
}  # fmt: skip
_LATIN_MARKS: Final = re.compile("[\u0300-\u036f]")


def _folded(character: str) -> str:
    """Fold one character the slow way; the two tables below remember the result."""
    if character in _SIGNS:
        return _SIGNS[character]
    bare = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", character.lower()))
    return nfc(bare.replace("đ", "d"))


class _FoldTable(dict[int, str]):
    """A translation table that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


def _single_bytes() -> str:
    """Give each character of ordinary Vietnamese text one of 256 places."""
    ascii_part = "".join(map(chr, range(0x20, 0x7F))) + "\t\n\r"
    return ("\0" + ascii_part + MARKED + "".join(_SIGNS)).ljust(256, "\ufffe")


# Python's codec for single-byte encodings and bytes.translate both run in C without a dictionary:
# seven times the speed of str.translate. A character outside the 256 sends the text the slow way.
_PLACES: Final = _single_bytes()
_TO_PLACES: Final = codecs.charmap_build(_PLACES)
_FOLD_PLACES: Final = bytes(0 if c == "\ufffe" else ord(_folded(c)) for c in _PLACES)
_FOLD_TABLE: Final = _FoldTable()


def fold(text: str) -> str:
    """Fold for search: lower case, no marks, đ as d, typographic signs as the keyboard's.

    Spaces and punctuation stay. Each character of composed text gives one character, so a place
    found in the folded text is the same place in `nfc(text)`; only loose marks of Latin letters
    disappear. Other scripts keep their vowel signs.
    """
    try:
        return _fold_fast(text)
    except UnicodeEncodeError:
        return nfc(nfc(text).translate(_FOLD_TABLE))


def _fold_fast(text: str) -> str:
    places = codecs.charmap_encode(text, "strict", _TO_PLACES)[0]
    return places.translate(_FOLD_PLACES).decode("ascii")


_WORD: Final = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """List the folded words of a text, in order: runs of letters and digits."""
    return _WORD.findall(fold(text))


def words_as_spelled(text: str) -> list[str]:
    """List the words of a text with their marks and capitals, one for one with `words`."""
    return _WORD.findall(nfc(text))


# Text of these alone has one grapheme per character.
_SIMPLE: Final = re.compile("[\t\n\x20-\x7e\u00a0-\u02ff\u1e00-\u1eff\u2010-\u2027]*")
_JOINER: Final = "\u200d"
_MARKS: Final = frozenset({"Mn", "Me", "Mc"})
# Skin tones, the non-joiner, and the tags that spell the flags of regions.
_OTHER_EXTENDERS: Final = re.compile("[\U0001f3fb-\U0001f3ff\u200c\u200d\U000e0020-\U000e007f]")
_FLAG_LETTER: Final = re.compile("[\U0001f1e6-\U0001f1ff]")
_HANGUL_LEAD: Final = re.compile("[\u1100-\u115f]")
_HANGUL_REST: Final = re.compile("[\u1160-\u11ff]")
_HANGUL_BODY: Final = re.compile("[\u1160-\u11ff\uac00-\ud7a3]")
_BREAKING: Final = frozenset({"Cc", "Zl", "Zp"})


def graphemes(text: str) -> int:
    """Count characters as a person counts them: an emoji family, a flag or ệ is one.

    The rules of Unicode Standard Annex 29 for line ends, marks, joined emoji, flags and Hangul;
    the conjuncts of Indic scripts count by their consonants.
    """
    text = nfc(text)
    if _SIMPLE.fullmatch(text):
        return len(text)
    count, cluster = 0, ""
    for character in text:
        if cluster and _continues(cluster, character):
            cluster += character
        else:
            count, cluster = count + 1, character
        if len(cluster) > 16:  # marks without end must not cost time without end
            cluster = cluster[0] + cluster[-2:]
    return count


def _continues(cluster: str, character: str) -> bool:
    """Say whether a character belongs to the grapheme begun before it."""
    if unicodedata.category(cluster[-1]) in _BREAKING:
        return (cluster, character) == ("\r", "\n")
    if character < "\u0300":
        return False
    return (
        unicodedata.category(character) in _MARKS
        or _OTHER_EXTENDERS.match(character) is not None
        or _joins_emoji(cluster, character)
        or _joins_hangul(cluster[-1], character)
    )


def _joins_emoji(cluster: str, character: str) -> bool:
    if _FLAG_LETTER.match(character):
        return len(cluster) == 1 and _FLAG_LETTER.match(cluster) is not None
    symbols = unicodedata.category(cluster[0]) == unicodedata.category(character) == "So"
    return symbols and cluster[-1] == _JOINER


def _joins_hangul(previous: str, character: str) -> bool:
    if _HANGUL_REST.match(character):
        return bool(_HANGUL_BODY.match(previous) or _HANGUL_LEAD.match(previous))
    return bool(_HANGUL_LEAD.match(previous) and _HANGUL_LEAD.match(character))
