"""Dates and periods as reports write them: 01/8/2013, quý I/2016, giai đoạn 2016–2020.

Everything read becomes a half-open period with the precision of the words; a date that is not in
the calendar is named, never moved to a neighbour.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from kheo.foundation.vietnamese.alphabet import MARKED
from kheo.foundation.vietnamese.text import fold, nfc


class DateError(ValueError):
    """What was written is not a time; the message says why in Vietnamese."""


class NoSuchDate(DateError):
    """The form is right, but the calendar has no such day, month or period."""


class MissingYear(DateError):
    """A day or month without its year means something only in its context."""


class Unreadable(DateError):
    """The words are in no known form."""


class Precision(StrEnum):
    """The grain in which a period is told."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS: Final = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.YEAR: 12}


@dataclass(frozen=True, order=True)
class Period:
    """The days from `since` up to but not including `until`, whole units of the precision."""

    since: date
    until: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        if self.since >= self.until:
            raise NoSuchDate("Khoảng thời gian kết thúc trước khi bắt đầu.")
        months = _MONTHS.get(self.precision)
        if months and not (_begins(self.since, months) and _begins(self.until, months)):
            raise ValueError(f"{self.since} – {self.until} is no whole {self.precision}")

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.since <= day < self.until


def _begins(day: date, months: int) -> bool:
    return day.day == 1 and (day.month - 1) % months == 0


def _after(year: int, month: int, months: int) -> date:
    """Give the first day of the month that comes so many months later."""
    years, rest = divmod(month - 1 + months, 12)
    return date(year + years, rest + 1, 1)


def day_of(day: date) -> Period:
    """Give the period of one day."""
    return Period(day, day + timedelta(days=1), Precision.DAY)


def month_of(year: int, month: int, until_month: int | None = None) -> Period:
    """Give a month, or the months from one to another of the same year."""
    last = until_month or month
    for number in (month, last):
        if not 1 <= number <= 12:
            raise NoSuchDate(f"Không có tháng {number}: một năm chỉ có 12 tháng.")
    return Period(date(year, month, 1), _after(year, last, 1), Precision.MONTH)


def quarter_of(year: int, quarter: int) -> Period:
    """Give one of the four quarters of a year."""
    if not 1 <= quarter <= 4:
        raise NoSuchDate(f"Không có quý {quarter}: một năm chỉ có 4 quý.")
    month = quarter * 3 - 2
    return Period(date(year, month, 1), _after(year, month, 3), Precision.QUARTER)


def years(first: int, last: int | None = None) -> Period:
    """Give a year, or the years from the first to the last, both counted."""
    last = first if last is None else last
    if last < first:
        raise NoSuchDate(f"Giai đoạn {first}–{last} kết thúc trước khi bắt đầu.")
    return Period(date(first, 1, 1), date(last + 1, 1, 1), Precision.YEAR)


def _calendar_day(year: int, month: int, day: int) -> date:
    written = f"{day:02d}/{month:02d}/{year}"
    if not 1 <= month <= 12:
        raise NoSuchDate(f"Ngày {written} không có trong lịch: một năm chỉ có 12 tháng.")
    length = monthrange(year, month)[1]
    if not 1 <= day <= length:
        raise NoSuchDate(
            f"Ngày {written} không có trong lịch: tháng {month} năm {year} chỉ có {length} ngày."
        )
    return date(year, month, day)


# How the forms are recognised. Each pattern is written with its marks; typed text is also matched
# without them.
_YEAR = r"(?P<year>[12][0-9]{3})"
_MONTH = r"(?P<month>[0-9]{1,2})"
_DAY = r"(?P<day>[0-9]{1,2})"
_OF_YEAR = rf"(?:\s?[/.–-]\s?|,?\s+năm\s+){_YEAR}"
_COUNT = r"(?P<count>[0-9]{1,2}|ba|sáu|chín)"
_QUARTER = r"(?P<quarter>iv|i{1,3}|[0-9]{1,2}|một|nhất|hai|ba|bốn|tư)"
_DASH = r"\s?[–—-]\s?"
_QUARTERS: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "nhat": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4
}  # fmt: skip
_COUNTS: Final = {"ba": 3, "sau": 6, "chin": 9}

Reader = Callable[[re.Match[str]], Period]


def _read_day(match: re.Match[str]) -> Period:
    return day_of(_calendar_day(int(match["year"]), int(match["month"]), int(match["day"])))


def _read_month(match: re.Match[str]) -> Period:
    return month_of(int(match["year"]), int(match["month"]))


def _read_months(match: re.Match[str]) -> Period:
    return month_of(int(match["year"]), int(match["first"]), int(match["month"]))


def _read_part_of_year(match: re.Match[str]) -> Period:
    count = _COUNTS.get(fold(match["count"])) or int(match["count"])
    if not 1 <= count <= 11:
        raise NoSuchDate(f"Một năm không có {count} tháng đầu hay cuối năm.")
    if fold(match["part"]) == "dau":
        return month_of(int(match["year"]), 1, count)
    return month_of(int(match["year"]), 13 - count, 12)


def _read_quarter(match: re.Match[str]) -> Period:
    word = fold(match["quarter"])
    return quarter_of(int(match["year"]), _QUARTERS.get(word) or int(word))


def _read_years(match: re.Match[str]) -> Period:
    return years(int(match["first"]), int(match["year"]))


def _read_year(match: re.Match[str]) -> Period:
    return years(int(match["year"]))


def _read_without_year(match: re.Match[str]) -> Period:
    raise MissingYear(f"“{match[0]}” thiếu năm. Hãy viết cả năm, như 01/8/2013 hay tháng 4/2016.")


_SPAN_WORDS = r"(?:(?:trong\s+)?(?:giai\s+đoạn|nhiệm\s+k[ỳì]|thời\s+k[ỳì])\s+|(?:các\s+)?năm\s+)"
# In running text these are recognised wherever they stand.
_FORMS: Final[tuple[tuple[str, Reader], ...]] = (
    (rf"(?:ngày\s*)?{_DAY}(?P<sep>\s?[/.-]\s?){_MONTH}(?P=sep){_YEAR}", _read_day),
    (r"(?P<year>[12][0-9]{3})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})", _read_day),
    (rf"(?:ngày\s+)?(?:m[ùồ]ng\s+)?{_DAY}\s+tháng\s+{_MONTH}{_OF_YEAR}", _read_day),
    (rf"tháng\s+(?P<first>[0-9]{{1,2}})(?:{_DASH}|\s+đến\s+(?:tháng\s+)?){_MONTH}{_OF_YEAR}",
     _read_months),
    (rf"tháng\s+{_MONTH}{_OF_YEAR}", _read_month),
    (rf"{_COUNT}\s+tháng\s+(?P<part>đầu|cuối)(?:\s+năm)?\s+{_YEAR}", _read_part_of_year),
    (rf"qu[ýí]\s+{_QUARTER}{_OF_YEAR}", _read_quarter),
    (rf"{_SPAN_WORDS}?(?P<first>[12][0-9]{{3}}){_DASH}{_YEAR}", _read_years),
    (rf"{_SPAN_WORDS}(?:từ\s+)?(?:năm\s+)?(?P<first>[12][0-9]{{3}})\s+đến\s+(?:hết\s+)?(?:năm\s+)?"
     rf"{_YEAR}", _read_years),
    (rf"năm\s+{_YEAR}", _read_year),
    (rf"(?:ngày|sáng|trưa|chiều|tối|đêm|hôm)\s*{_DAY}\s?(?:[/.-]|\s+tháng\s+)\s?{_MONTH}",
     _read_without_year),
    (rf"tháng\s+{_MONTH}", _read_without_year),
    (r"qu[ýí]\s+(?:iv|i{1,3}|[1-4])", _read_without_year),
    (rf"{_COUNT}\s+tháng\s+(?:đầu|cuối)\s+năm", _read_without_year),
)  # fmt: skip
# In a field for a time these say enough; in running text they could be anything.
_BARE_FORMS: Final[tuple[tuple[str, Reader], ...]] = (
    (rf"{_MONTH}\s?[/-]\s?{_YEAR}", _read_month),
    (_YEAR, _read_year),
    (rf"{_DAY}\s?[/.-]\s?{_MONTH}", _read_without_year),
)
_UNMARKED: Final = str.maketrans({letter: fold(letter) for letter in MARKED})
_TYPED: Final = tuple(
    (re.compile(pattern.translate(_UNMARKED)), reader) for pattern, reader in _FORMS + _BARE_FORMS
)
_TYPED_RANGE: Final = re.compile(r"tu\s+(?P<from>.+?)\s+den\s+(?:het\s+)?(?P<to>.+)")
_LONGEST: Final = 100  # no time takes more characters than this


def parse(text: str) -> Period:
    """Read a whole text as one day or period; raise DateError with a sentence for the person."""
    typed = " ".join(fold(text).split())
    if len(typed) <= _LONGEST:
        for pattern, reader in _TYPED:
            if match := pattern.fullmatch(typed):
                return reader(match)
        if match := _TYPED_RANGE.fullmatch(typed):
            return _span(parse(match["from"]), parse(match["to"]))
    raise Unreadable(
        f"Không hiểu thời gian “{_shortened(text)}”. Hãy viết như 01/8/2013, tháng 4/2016, "
        "quý I/2016, năm 2022 hoặc giai đoạn 2016–2020."
    )


def parse_date(text: str) -> date:
    """Read a whole text as one day; raise DateError with a sentence for the person."""
    try:
        period = parse(text)
    except Unreadable:
        period = None
    if period is None or period != day_of(period.since):
        raise Unreadable(f"Không hiểu ngày “{_shortened(text)}”. Hãy viết ngày như 01/8/2013.")
    return period.since


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _span(first: Period, last: Period) -> Period:
    if first.precision != last.precision:
        raise Unreadable("Hai đầu của khoảng thời gian phải cùng là ngày, tháng, quý hoặc năm.")
    return Period(first.since, last.until, first.precision)


@dataclass(frozen=True)
class Found:
    """A time in running text: its place in code points of `nfc(text)`, its period or its fault."""

    start: int
    end: int
    text: str
    period: Period | None
    problem: DateError | None = None


_RUNNING: Final = tuple(
    (
        re.compile(rf"(?<![0-9/.,–-]){pattern}(?![0-9]|[/.,–-][0-9]|/[a-zđ])", re.IGNORECASE),
        reader,
    )
    for pattern, reader in _FORMS
)
_JOINED: Final = re.compile(r"\s+(?:đến|tới)\s+(?:hết\s+)?", re.IGNORECASE)
_FROM: Final = re.compile(r"từ\s+$", re.IGNORECASE)


def find(text: str) -> list[Found]:
    """List the times in running text, in order and without overlap; faulty ones say their fault.

    Places are code points of `nfc(text)`. Whether a bare 14/7 is a day or a ratio only the words
    around it tell, so it is left out.
    """
    text = nfc(text)
    taken: list[Found] = []
    covered = bytearray(len(text))
    for pattern, reader in _RUNNING:
        for match in pattern.finditer(text):
            if not any(covered[match.start() : match.end()]):
                covered[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                taken.append(_found(match, reader))
    return list(_joined(text, sorted(taken, key=lambda found: found.start)))


def _found(match: re.Match[str], reader: Reader) -> Found:
    try:
        return Found(*match.span(), match[0], reader(match))
    except DateError as problem:
        return Found(*match.span(), match[0], None, problem.with_traceback(None))


def _joined(text: str, found: list[Found]) -> Iterator[Found]:
    """Join "từ … đến …" into one period."""
    waiting: Found | None = None
    for item in found:
        if waiting and (joined := _join(text, waiting, item)):
            waiting = joined
            continue
        if waiting:
            yield waiting
        waiting = item
    if waiting:
        yield waiting


def _join(text: str, first: Found, last: Found) -> Found | None:
    opening = _FROM.search(text, max(0, first.start - 12), first.start)
    if not (opening and _JOINED.fullmatch(text, first.end, last.start)):
        return None
    if not (first.period and last.period) or first.period.precision != last.period.precision:
        return None
    if first.period.since >= last.period.until:
        return None
    place = slice(opening.start(), last.end)
    return Found(place.start, place.stop, text[place], _span(first.period, last.period))


def write_date(day: date) -> str:
    """Write a day as offices do (Nghị định 30/2020): 01/8/2013, with a zero for months 1 and 2."""
    return f"{day.day:02d}/{_office_month(day.month)}/{day.year:04d}"


def write_long_date(day: date) -> str:
    """Write a day as the head of an official letter does: ngày 01 tháng 8 năm 2013."""
    return f"ngày {day.day:02d} tháng {_office_month(day.month)} năm {day.year:04d}"


def write_plain_date(day: date) -> str:
    """Write a day with all its zeros, for columns: 01/08/2013."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def _office_month(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)


_ROMAN: Final = ("I", "II", "III", "IV")


def write_period(period: Period) -> str:
    """Write a period so that `parse` reads the same one: tháng 4/2016, giai đoạn 2016–2020."""
    first, last = period.since, period.last_day
    if period.precision is Precision.YEAR:
        if first.year == last.year:
            return f"năm {first.year:04d}"
        return f"giai đoạn {first.year:04d}–{last.year:04d}"
    if _is_part_of_year(period):
        return f"{last.month} tháng đầu năm {first.year:04d}"
    return _write_ends(_UNIT_WRITERS[period.precision], first, last)


def _is_part_of_year(period: Period) -> bool:
    """Recognise the six and nine months of the usual reports."""
    first, last = period.since, period.last_day
    return (
        period.precision is Precision.MONTH
        and first.year == last.year
        and (first.month, last.month) in {(1, 6), (1, 9)}
    )


def _write_ends(write: Callable[[date], str], first: date, last: date) -> str:
    if write(first) == write(last):
        return write(first)
    return f"từ {write(first)} đến {write(last)}"


_UNIT_WRITERS: Final[dict[Precision, Callable[[date], str]]] = {
    Precision.DAY: write_date,
    Precision.MONTH: lambda day: f"tháng {day.month}/{day.year:04d}",
    Precision.QUARTER: lambda day: f"quý {_ROMAN[(day.month - 1) // 3]}/{day.year:04d}",
}
