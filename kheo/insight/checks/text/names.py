"""Numbers that are names: dates, documents, ordinals, grades, places, times of day."""

from kheo.insight.checks.text.reading import Token
from kheo.insight.checks.text.vocabulary import (
    COUNTERS,
    DATES,
    DOCUMENTS,
    FILLERS,
    GRADES,
    ORDINALS,
    SCALES,
    TIMES_OF_DAY,
)


def past_name(tokens: list[Token], place: int) -> int:
    """Give the place after a number that is a name, or 0 when it counts something."""
    for rule in (_day, _document, _year, _range, _ordinal, _grade, _time, _letter):
        past = rule(tokens, place)
        if past:
            return past
    return 0


def _text(tokens: list[Token], place: int) -> str:
    return tokens[place].text if 0 <= place < len(tokens) else ""


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and 1900 <= int(text) <= 2100


def _small(text: str, most: int) -> bool:
    return len(text) <= 2 and text.isdecimal() and 0 < int(text) <= most


def _counts(tokens: list[Token], place: int) -> bool:
    """Tell whether a known counter, scale or percent sign follows."""
    words = [_text(tokens, place + step) for step in range(3)]
    if words[0] in SCALES or words[0] in ("%", "đồng"):
        return True
    return any("".join(words[:size]) in COUNTERS for size in (1, 2, 3))


def _day(tokens: list[Token], place: int) -> int:
    """17/7/2017, 16.9.2021, 22.5, tháng 4-2017, sáng 1-4."""
    text, before = tokens[place].text, _text(tokens, place - 1)
    if _is_dotted_day(text, before in DATES):
        return place + 1
    if before in ("tháng", "quý", "quí") or (before in DATES and _small(text, 31)):
        return _chain(tokens, place)
    return _slashed_day(tokens, place) if _small(text, 31) else 0


def _is_dotted_day(text: str, is_after_day: bool) -> bool:
    """16.9.2021 and 5.2012 anywhere; 22.5 only after ngày, sáng and the like."""
    parts = text.split(".")
    if len(parts) == 3:
        return _small(parts[0], 31) and _small(parts[1], 12) and _is_year(parts[2])
    if len(parts) != 2:
        return False
    is_month = _small(parts[0], 12) and _is_year(parts[1])
    return is_month or (is_after_day and _small(parts[0], 31) and _small(parts[1], 12))


def _slashed_day(tokens: list[Token], place: int) -> int:
    """17/7/2017, 17-7-2017, 7/2017 and, alone in brackets, 28/6."""
    sign, second = _text(tokens, place + 1), _text(tokens, place + 2)
    if sign not in ("/", "-"):
        return 0
    third = _text(tokens, place + 4) if _text(tokens, place + 3) == sign else ""
    if _small(second, 12) and _is_year(third):
        return place + 5
    is_month = _small(tokens[place].text, 12) and _is_year(second)
    is_alone = _text(tokens, place - 1) == "(" and _text(tokens, place + 3) == ")"
    if sign == "/" and (is_month or (is_alone and _small(second, 12))):
        return place + 3
    return 0


def _chain(tokens: list[Token], place: int) -> int:
    """Pass over all of 5 - 9/2015."""
    while _text(tokens, place + 1) in ("/", "-") and place + 2 < len(tokens):
        if not tokens[place + 2].is_number:
            break
        place += 2
    return place + 1


def _document(tokens: list[Token], place: int) -> int:
    """35/NQ-CP, 16-CTr/TU, 159/2016/NĐ-CP, số 01, Quyết định 217."""
    sign, second = _text(tokens, place + 1), _text(tokens, place + 2)
    if sign in ("/", "-") and second[:1].isalpha() and second not in COUNTERS:
        is_tight = tokens[place + 1].start == tokens[place].end
        if is_tight and tokens[place + 2].start == tokens[place + 1].end:
            return _past_code(tokens, place + 3)
    if sign in ("/", "-") and _is_year(second) and _text(tokens, place + 3) == "/":
        return _past_code(tokens, place + 5)
    before = _text(tokens, place - 1)
    named = f"{_text(tokens, place - 2)} {before}"
    if (named in DOCUMENTS or before in DOCUMENTS) and not _counts(tokens, place + 1):
        return place + 1
    is_counted = _text(tokens, place - 2) in ("tổng", "trong", "con", "là", "một")
    if before == "số" and not is_counted and not _counts(tokens, place + 1):
        return place + 1
    return 0


def _past_code(tokens: list[Token], place: int) -> int:
    """Pass over what is left of a document's sign, all without spaces."""
    while place < len(tokens) and tokens[place].start == tokens[place - 1].end:
        if tokens[place].text in ",;.):":
            break
        place += 1
    return place


def _year(tokens: list[Token], place: int) -> int:
    text = tokens[place].text
    if not _is_year(text) or _text(tokens, place + 1) == "/":
        return 0
    if _text(tokens, place - 1) != "năm" and _counts(tokens, place + 1):
        return 0
    if _text(tokens, place + 1) == "-" and _is_year(_text(tokens, place + 2)):
        return place + 3
    return place + 1


def _range(tokens: list[Token], place: int) -> int:
    """30 - 35%, 9 - 10 xã: two bounds of one vague figure."""
    has_second = place + 2 < len(tokens) and tokens[place + 2].is_number
    return place + 3 if has_second and tokens[place + 1].text == "-" else 0


def _ordinal(tokens: list[Token], place: int) -> int:
    before = _text(tokens, place - 1)
    if before == "thứ" and _text(tokens, place - 2) in ("từ", "xuống", "lên", "trí"):
        return 0  # a rank, which the rules of change read
    if before in ("khóa", "điều", "khoản", "mục", "chương", "trang", "thứ"):
        return place + 1
    if before in ORDINALS and before != "số" and not _counts(tokens, place + 1):
        return place + 1
    is_first = place == 0 and _text(tokens, 1) in (".", ")")
    return 1 if is_first else 0


def _grade(tokens: list[Token], place: int) -> int:
    """Mức độ 3, 4; quận 1; nhóm 2: names unless something counted follows."""
    before = _text(tokens, place - 1)
    is_short = len(tokens[place].text) <= 3 and _text(tokens, place + 1) != "/"
    if before in GRADES and is_short and not _counts(tokens, place + 1):
        while _text(tokens, place + 1) in (",", "và") and place + 2 < len(tokens):
            if not tokens[place + 2].is_number or _counts(tokens, place + 3):
                break
            place += 2
        return place + 1
    return 0


def _time(tokens: list[Token], place: int) -> int:
    """Lúc 9 giờ, 9h, 21 giờ 34 phút, 24/7."""
    following = _text(tokens, place + 1)
    if following == "h":
        return place + 2
    if following == "giờ":
        if _text(tokens, place - 1) in TIMES_OF_DAY or _text(tokens, place + 3) == "phút":
            return place + 2
        if _text(tokens, place + 2) in ("sáng", "chiều", "tối"):
            return place + 2
    if tokens[place].text == "24" and following == "/" and _text(tokens, place + 2) == "7":
        return place + 3
    return 0


def _letter(tokens: list[Token], place: int) -> int:
    """B2, NQ39, VTV1, 19T9: letters and digits of one sign."""
    token = tokens[place]
    if place and tokens[place - 1].end == token.start:
        before = tokens[place - 1].text
        if before.isascii() and before.isalpha() and len(before) <= 4 and before not in FILLERS:
            return place + 1
        is_tied = before in "-_" and place > 1 and tokens[place - 2].end == tokens[place - 1].start
        if is_tied and tokens[place - 2].text[0].isalpha():
            return place + 1
    if place + 1 < len(tokens) and tokens[place + 1].start == token.end:
        after = tokens[place + 1].text
        if len(after) == 1 and after.isascii() and after.isalpha() and after not in "mglđd":
            return place + 2
    return 0
