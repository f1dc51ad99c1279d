"""Writes a notice the way it is read aloud: numbers, dates, abbreviations and signs in words.

Whoever reads for the loudspeaker of a village should not have to guess how 1.683, 30/11/2026 or
15/KH-UBND is said. The result holds no digit and says itself when it is spoken again.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from kheo.foundation.vietnamese.syllables import is_syllable
from kheo.foundation.vietnamese.text import clean

FILE: Final = Path(__file__).with_name("spoken.yaml")

# --- Numbers ----------------------------------------------------------------------------------

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES: Final = ("", "nghìn", "triệu")
# Above this a number is a code, and is said digit by digit.
LONGEST: Final = 18


def count(number: int) -> str:
    """Say a whole number: 1683 is một nghìn sáu trăm tám mươi ba."""
    if number < 0:
        return f"âm {count(-number)}"
    if number == 0:
        return _DIGITS[0]
    billions, rest = divmod(number, 10**9)
    parts = [f"{count(billions)} tỷ"] if billions else []
    for power in (2, 1, 0):
        group, rest = divmod(rest, 1000**power)
        if group:
            said = _group(group, is_first=not parts)
            parts.append(f"{said} {_SCALES[power]}".strip())
    return " ".join(parts)


def _group(number: int, *, is_first: bool) -> str:
    hundreds, rest = divmod(number, 100)
    if hundreds or not is_first:
        head = f"{_DIGITS[hundreds]} trăm"
        if not rest:
            return head
        return f"{head} linh {_DIGITS[rest]}" if rest < 10 else f"{head} {_tens(rest)}"
    return _tens(rest)


def _tens(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if not ones:
        return head
    last = {1: "mốt" if tens > 1 else "một", 4: "tư" if tens > 1 else "bốn", 5: "lăm"}
    return f"{head} {last.get(ones, _DIGITS[ones])}"


def digits(written: str) -> str:
    """Say a code or a telephone number digit by digit."""
    return " ".join(_DIGITS[int(sign)] for sign in written if sign.isdecimal())


def decimal(whole: str, fraction: str) -> str:
    """Say 96,4 as chín mươi sáu phẩy bốn; a fraction of three digits and more digit by digit."""
    is_short = len(fraction) <= 2 and not fraction.startswith("0")
    return f"{_whole(whole)} phẩy {count(int(fraction)) if is_short else digits(fraction)}"


def _whole(written: str) -> str:
    plain = written.replace(".", "")
    return digits(plain) if len(plain) > LONGEST else count(int(plain))


def ordinal(number: int) -> str:
    """Say what stands after thứ: nhất, hai, ba, tư."""
    return {1: "nhất", 4: "tư"}.get(number, count(number))


# --- The words that stand in the file ----------------------------------------------------------


@dataclass(frozen=True)
class _Book:
    pace: int
    abbreviations: Mapping[str, str]
    signs: Mapping[str, str]
    shortened: Mapping[str, str]
    units: Mapping[str, str]
    before_roman: tuple[str, ...]
    symbols: Mapping[str, str]
    link: str
    email: str
    letters: Mapping[str, str]


@cache
def _book() -> _Book:
    said = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return _Book(**{**said, "before_roman": tuple(said["before_roman"])})


def pace() -> int:
    """Give how many syllables are read in a minute."""
    return _book().pace


# --- Running text -----------------------------------------------------------------------------

_SUPERSCRIPTS: Final = str.maketrans("⁰¹⁴⁵⁶⁷⁸⁹", "01456789")
_URL: Final = re.compile(r"(?:https?://|www\.)\S*[^\s.,;:!?)\]]", re.IGNORECASE)
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DATE: Final = re.compile(
    r"(?<![\d/.-])(?:ngày\s+)?(0?[1-9]|[12]\d|3[01])\s?([/.-])\s?(0?[1-9]|1[0-2])\s?\2\s?"
    r"([12]\d{3})(?![\d/]|[.-]\d)",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"\b((?:ngày|sáng|trưa|chiều|tối|đêm|hôm)\s+)(0?[1-9]|[12]\d|3[01])\s?[/-]\s?"
    r"(0?[1-9]|1[0-2])(?![\d/.,]*\d)",
    re.IGNORECASE,
)
_MONTH: Final = re.compile(
    r"\btháng\s+(0?[1-9]|1[0-2])(?:\s?[/-]\s?([12]\d{3}))?(?!\d|[/.,]\d)", re.IGNORECASE
)
_QUARTER: Final = re.compile(r"\b(qu[ýí])\s+(IV|I{1,3}|[1-4])\s?[/-]\s?([12]\d{3})(?!\d)", re.I)
_HOUR: Final = re.compile(
    r"(?<![\d.,/])([01]?\d|2[0-4])\s?(?:[hH]|giờ|:)\s?([0-5]\d)(?:\s?phút)?(?![\d.,]*\d|\w)"
)
_FULL_HOUR: Final = re.compile(r"(?<![\d.,/])([01]?\d|2[0-4])\s?[hH](?![\w\d])")
_NUMBERED: Final = re.compile(
    r"(?<![\w/.,-])(\d{1,6})(?:/([12]\d{3}))?\s?[/-]\s?"
    r"([A-ZĐƯ][A-Za-zĐđƯư]{0,6}(?:[-/–]?[A-ZĐƯ][A-Za-zĐđƯư]{0,8}){0,5}(?:\d{1,2})?)(?![\w])"
)
_PHONE: Final = re.compile(r"(?<![\w.,/-])\+?(?:84|0)\d(?:[ .]?\d){7,9}(?![\w]|[.,/-]\d)")
_RANGE: Final = re.compile(r"(?<=\d)\s?[–—-]\s?(?=\d)")
_FRACTION: Final = re.compile(r"(?<=\d)\s?/\s?(?=\d)")
_FIGURE: Final = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_NUMBER: Final = re.compile(rf"(?P<minus>(?<![\w)])[-−](?=\d))?(?P<figure>{_FIGURE})")
_ORDINAL: Final = re.compile(r"\b(thứ)\s+(\d{1,2})(?![\d.,/]*\d)", re.IGNORECASE)
_ROMAN: Final = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_CAPITALS: Final = re.compile(r"(?<![\w&-])[A-ZÀ-ỸĐ&]{2,8}(?![\w&])")
_TOKEN_WITH_DIGITS: Final = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_SPACES: Final = re.compile(r"[ \t\u00a0]+")
_BEFORE_SIGNS: Final = re.compile(r" +([,.;:!?])")


def spoken(text: str) -> str:
    """Write a text as it is read aloud, line by line."""
    lines = (_line(line) for line in clean(text).translate(_SUPERSCRIPTS).split("\n"))
    return "\n".join(lines).strip()


def _line(line: str) -> str:
    for act in _ACTS:
        line = act(line)
    line = _SPACES.sub(" ", line)
    return _BEFORE_SIGNS.sub(r"\1", line).strip()


def _links(line: str) -> str:
    line = _URL.sub(_book().link, line)
    return _EMAIL.sub(_book().email, line)


def _shortened(line: str) -> str:
    for written, said in _book().shortened.items():
        line = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", said, line)
    return line


def _dates(line: str) -> str:
    line = _QUARTER.sub(lambda found: _quarter(*found.groups()), line)
    line = _DATE.sub(lambda found: _date(found[1], found[3], found[4]), line)
    line = _DAY.sub(lambda found: f"{found[1]}{count(int(found[2]))} {_month(found[3])}", line)
    return _MONTH.sub(lambda found: _month(found[1], found[2] or ""), line)


def _date(day: str, month: str, year: str) -> str:
    return f"ngày {count(int(day))} {_month(month, year)}"


def _month(month: str, year: str = "") -> str:
    named = "tư" if int(month) == 4 else count(int(month))
    return f"tháng {named}" + (f" năm {count(int(year))}" if year else "")


def _quarter(word: str, number: str, year: str) -> str:
    which = int(number) if number.isdecimal() else _value(number.upper())
    return f"{word} {count(which)} năm {count(int(year))}"


def _hours(line: str) -> str:
    line = _HOUR.sub(lambda found: _hour(found[1], found[2]), line)
    return _FULL_HOUR.sub(lambda found: _hour(found[1], "0"), line)


def _hour(hour: str, minute: str) -> str:
    minutes = f" {count(int(minute))} phút" if int(minute) else ""
    return f"{count(int(hour))} giờ{minutes}"


def _numbered(line: str) -> str:
    return _NUMBERED.sub(_document, line)


def _document(found: re.Match[str]) -> str:
    number, year, sign = found.groups()
    parts = re.split(r"[-/–]", sign)
    if not any(_known(part) for part in parts):
        return found[0]
    words = [count(int(number)), *([f"năm {count(int(year))}"] if year else [])]
    return ", ".join([*words, *map(_sign, parts)])


def _known(part: str) -> bool:
    letters = part.rstrip("0123456789")
    return letters in _book().signs or letters in _book().abbreviations


def _sign(part: str) -> str:
    """Say one part of a sign: KH is kế hoạch, QH15 is Quốc hội khóa mười lăm."""
    letters = part.rstrip("0123456789")
    term = part[len(letters) :]
    said = _book().signs.get(letters) or _book().abbreviations.get(letters) or _spelled(letters)
    return f"{said} khóa {count(int(term))}" if term else said


def _phones(line: str) -> str:
    return _PHONE.sub(lambda found: digits(found[0]), line)


def _romans(line: str) -> str:
    before = "|".join(map(re.escape, _book().before_roman))
    pattern = re.compile(rf"\b(?P<before>{before})(?P<gap>\s+)(?P<roman>[IVXLCDM]+)\b", re.I)
    return pattern.sub(_roman, line)


def _roman(found: re.Match[str]) -> str:
    written = found["roman"]
    if not written.isupper() or not _ROMAN.fullmatch(written):
        return found[0]
    say = ordinal if found["before"].lower() == "thứ" else count
    return f"{found['before']}{found['gap']}{say(_value(written))}"


def _value(roman: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in roman]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < after else one for one, after in pairs)


@cache
def _unit_pattern() -> re.Pattern[str]:
    units = "|".join(sorted(map(re.escape, _book().units), key=len, reverse=True))
    return re.compile(
        rf"(?P<figure>\d)\s?(?P<unit>{units})(?![^\W_])"
        rf"(?:\s?/\s?(?P<each>[^\W\d_][^\W_]*))?"
    )


def _units(line: str) -> str:
    return _unit_pattern().sub(_measured, line)


def _measured(found: re.Match[str]) -> str:
    each = found["each"] or ""
    per = f" mỗi {_book().units.get(each, each)}" if each else ""
    return f"{found['figure']} {_book().units[found['unit']]}{per}"


def _apart(line: str) -> str:
    """Part digits from letters: QL6 is two words."""
    return _TOKEN_WITH_DIGITS.sub(" ", line)


def _abbreviations(line: str) -> str:
    return _abbreviation_pattern().sub(lambda found: _book().abbreviations[found[0]], line)


@cache
def _abbreviation_pattern() -> re.Pattern[str]:
    known = "|".join(sorted(map(re.escape, _book().abbreviations), key=len, reverse=True))
    return re.compile(rf"(?<![\w&])(?:{known})(?![^\W\d]|&)")


def _capitals(line: str) -> str:
    """Spell what nobody can pronounce; THÔNG BÁO is only written large."""
    return _CAPITALS.sub(lambda found: _pronounced(found[0]), line)


def _pronounced(word: str) -> str:
    return word if is_syllable(word.lower()) else _spelled(word)


def _spelled(word: str) -> str:
    letters = _book().letters
    return " ".join(letters.get(sign.upper(), sign) for sign in word if sign != "&")


def _numbers(line: str) -> str:
    line = _ORDINAL.sub(lambda found: f"{found[1]} {ordinal(int(found[2]))}", line)
    line = _RANGE.sub(" đến ", line)
    line = _FRACTION.sub(" trên ", line)
    line = _NUMBER.sub(_number, line)
    # Other scripts write digits too, and superscripts are digits in a way.
    return re.sub(r"[²³]|\d", lambda found: f" {_any_digit(found[0])} ", line)


def _number(found: re.Match[str]) -> str:
    whole, _, fraction = found["figure"].partition(",")
    said = decimal(whole, fraction) if fraction else _whole(whole)
    return f"âm {said}" if found["minus"] else said


def _any_digit(sign: str) -> str:
    return {"²": "vuông", "³": "khối"}.get(sign) or _DIGITS[int(sign)]


def _symbols(line: str) -> str:
    for written, said in _book().symbols.items():
        line = line.replace(written, f" {said} ")
    return line


_ACTS: Final[tuple[Callable[[str], str], ...]] = (
    _links,
    _shortened,
    _dates,
    _hours,
    _numbered,
    _phones,
    _units,
    _romans,
    _apart,
    _abbreviations,
    _capitals,
    _numbers,
    _symbols,
)

# --- How long it takes ------------------------------------------------------------------------

_SYLLABLE: Final = re.compile(r"[^\W\d_]+")


def syllables(text: str) -> int:
    """Count the syllables of a text that is written as it is read."""
    return len(_SYLLABLE.findall(text))


def seconds(text: str, *, per_minute: int | None = None) -> int:
    """Say how long reading aloud takes, in whole seconds."""
    return math.ceil(syllables(text) * 60 / (per_minute or pace()))
