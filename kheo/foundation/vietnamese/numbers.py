"""Numbers as Vietnamese reports write them: 1.190; 96,4%; 566 tỷ 384 triệu; 01.

A figure in a report is somebody's work, so values are exact decimals and a number whose groups do
not fit is reported with its possible readings, never guessed.
"""

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final

from kheo.foundation.vietnamese import dates
from kheo.foundation.vietnamese.text import fold, nfc


class Flag(StrEnum):
    """What a reader should know about how a sound number was written."""

    LEADING_ZERO = "leading zero"  # 01: the habit of offices, a plain quantity
    NOT_GROUPED = "not grouped"  # 2901
    THREE_DECIMALS = "three decimals"  # 19,970: perhaps meant as thousands
    DOUBLED_SCALE = "doubled scale"  # 700.000 nghìn: perhaps the scale is said twice
    COMPOUND = "compound"  # 566 tỷ 384 triệu
    NEGATIVE_IN_WORDS = "negative in words"  # âm 0,18%


class Fault(StrEnum):
    """Why something written as a number is none; the value is the sentence for the person."""

    NO_NUMBER = "Không có số nào."
    GROUPS = "Các nhóm chữ số không đúng: dấu chấm phải ngăn từng nhóm ba chữ số, như 3.574.303."
    DOT_DECIMAL = "Phần thập phân phải viết sau dấu phẩy, như 4,1."
    COMMAS = "Chỉ được có một dấu phẩy, đứng trước phần thập phân, như 96,4."
    NO_DECIMALS = "Sau dấu phẩy không có chữ số nào."
    SPACE = "Có khoảng trắng giữa các chữ số."
    ZERO_GROUP = "Số có dấu chấm không được bắt đầu bằng chữ số 0."
    SCALES = "Các phần tỷ, triệu, nghìn phải viết từ lớn đến nhỏ và phần sau không lấn phần trước."
    TOO_LONG = "Số quá dài."
    NOT_WHOLE = "Số tiền phải là số đồng nguyên."


class Malformed(ValueError):
    """The text looks like a number but is not a sound one; `readings` are what it may mean."""

    def __init__(self, text: str, fault: Fault, readings: tuple[Decimal, ...] = ()) -> None:
        shown = " ".join(text.split())
        shown = shown if len(shown) <= 40 else shown[:39] + "…"
        super().__init__(f"“{shown}” không phải là một số viết đúng. {fault}")
        self.text = text
        self.fault = fault
        self.readings = readings


@dataclass(frozen=True)
class Number:
    """An exact value with the way it was written: 96,4% has the value 96.4 and one decimal.

    `last_digit` is what one unit of the last shown digit is worth: 0.1 there, 100 million in
    "8,9 tỷ". A comparison of rounded figures needs it.
    """

    value: Decimal
    decimals: int = 0
    last_digit: Decimal = Decimal(1)
    is_percent: bool = False
    flags: frozenset[Flag] = field(default_factory=frozenset)

    @property
    def text(self) -> str:
        """The canonical writing of the value, from which `parse` reads the same value."""
        return write_percent(self.value) if self.is_percent else write(self.value)


@dataclass(frozen=True)
class Quantity:
    """A number in running text: its place in code points of `nfc(text)`, its value or its fault."""

    start: int
    end: int
    text: str
    number: Number | None
    problem: Malformed | None = None


_LONGEST: Final = 40  # digits; no figure of a report comes near
_EXACT: Final = Context(prec=200)
_SCALES: Final = {"nghin": 3, "ngan": 3, "van": 4, "trieu": 6, "ty": 9, "ti": 9}

_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_PLAIN: Final = re.compile(r"[0-9]+(?:,[0-9]+)?")
# Not tỉnh, tỷ lệ or tỷ suất; but đồng may be run together with its scale.
_SCALE = (
    r"(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?:(?![^\W\d_])|(?=đồng|tỷ|tỉ))"
    r"(?!\s+(?:lệ|suất|giá|trọng|phú)\b)"
)
_FIGURE = r"[0-9](?:[0-9.,]*[0-9])?"
_TERM: Final = re.compile(
    r"\s*(?P<figure>[0-9][0-9.,]*)\s*(?P<scales>(?:(?:nghin|ngan|van|trieu|ty|ti)\b\s*)*)"
)
_SIGN: Final = re.compile(r"(?:(?P<word>am\s+)|(?P<sign>[-−]\s?))?(?P<rest>.*)", re.DOTALL)
_PERCENT: Final = re.compile(r"\s*(?:%|phan\s+tram)\Z")


def parse(text: str) -> Number:
    """Read a whole text as one number, with scale words and percent sign; raise Malformed."""
    typed = fold(nfc(text)).strip()
    if len(typed) > 2 * _LONGEST:
        raise Malformed(text, Fault.TOO_LONG)
    sign = _SIGN.fullmatch(typed)
    body = sign["rest"] if sign else typed
    percent = _PERCENT.search(body)
    if percent:
        body = body[: percent.start()]
    number = _read_terms(body, text)
    flags = set(number.flags)
    if sign and sign["word"]:
        flags.add(Flag.NEGATIVE_IN_WORDS)
    is_negative = bool(sign and (sign["word"] or sign["sign"]))
    return Number(
        value=number.value.copy_negate() if is_negative and number.value else number.value,
        decimals=number.decimals,
        last_digit=number.last_digit,
        is_percent=percent is not None,
        flags=frozenset(flags),
    )


def _read_terms(body: str, text: str) -> Number:
    """Read one figure, or a chain of figures each with its scale: 566 tỷ 384 triệu."""
    terms: list[re.Match[str]] = []
    place = 0
    while place < len(body):
        term = _TERM.match(body, place)
        if term is None:
            raise Malformed(text, Fault.NO_NUMBER if not terms else Fault.SCALES)
        terms.append(term)
        place = term.end()
    if not terms:
        raise Malformed(text, Fault.NO_NUMBER)
    if len(terms) > 1 and not all(term["scales"] for term in terms[:-1]):
        raise Malformed(text, Fault.SPACE, _spaced_readings(terms))
    return _sum(terms, text)


def _spaced_readings(terms: list[re.Match[str]]) -> tuple[Decimal, ...]:
    """Read "41, 75 tỷ" as the one number it may be."""
    if len(terms) != 2 or not terms[0]["figure"].endswith(","):
        return ()
    whole = terms[0]["figure"] + terms[1]["figure"]
    if not _PLAIN.fullmatch(whole):
        return ()
    return (_shifted(_decimal(whole), _exponent(terms[1]["scales"])),)


def _sum(terms: list[re.Match[str]], text: str) -> Number:
    figures = [_read_figure(term["figure"], text, _exponent(term["scales"])) for term in terms]
    exponents = [_exponent(term["scales"]) for term in terms]
    flags = set().union(*(figure.flags for figure in figures))
    if len(terms) == 1:
        if _doubles_scale(figures[0].value, exponents[0]):
            flags.add(Flag.DOUBLED_SCALE)
    else:
        _check_chain(figures, exponents, text)
        flags = (flags - {Flag.LEADING_ZERO}) | {Flag.COMPOUND}
    value = Decimal(0)
    for figure, exponent in zip(figures, exponents, strict=True):
        value = _EXACT.add(value, _shifted(figure.value, exponent))
    decimals = figures[-1].decimals
    last_digit = _shifted(Decimal(1), exponents[-1] - decimals)
    return Number(value, decimals, last_digit, flags=frozenset(flags))


def _check_chain(figures: list[Number], exponents: list[int], text: str) -> None:
    """Refuse 5 triệu 2 tỷ, 1 tỷ 2.000 triệu, 2,5 tỷ 3 triệu and 2 triệu 5."""
    for (figure, above), (below, exponent) in pairwise(zip(figures, exponents, strict=True)):
        overlaps = below.value >= Decimal(10) ** (above - exponent)
        if exponent >= above or overlaps or figure.decimals:
            raise Malformed(text, Fault.SCALES)
    # "2 triệu 5" is 2,5 triệu in speech; only "2 triệu 500.000" and "2 nghìn 500" are plain.
    if exponents[-1] == 0 and figures[-1].value < (100 if exponents[-2] == 3 else 1000):
        raise Malformed(text, Fault.SCALES)


def _doubles_scale(value: Decimal, exponent: int) -> bool:
    return exponent == 3 and value >= 1000


def _exponent(scales: str) -> int:
    return sum(_SCALES[scale] for scale in scales.split())


def _shifted(value: Decimal, exponent: int) -> Decimal:
    if not exponent:
        return value
    shifted = _EXACT.scaleb(value, exponent)
    whole = int(shifted)
    return Decimal(whole) if shifted == whole else shifted


def _decimal(figure: str) -> Decimal:
    return Decimal(figure.replace(".", "").replace(",", "."))


def _read_figure(figure: str, text: str, exponent: int) -> Number:
    """Read the digits of one figure; the exponent only serves the readings of a faulty one."""
    if sum(map(str.isdigit, figure)) > _LONGEST:
        raise Malformed(text, Fault.TOO_LONG)
    if not (_GROUPED.fullmatch(figure) or _PLAIN.fullmatch(figure)):
        readings = tuple(_shifted(reading, exponent) for reading in _readings(figure))
        raise Malformed(text, _fault(figure), readings)
    whole, _, decimals = figure.partition(",")
    return Number(_decimal(figure), len(decimals), flags=_flags(whole, decimals))


def _flags(whole: str, decimals: str) -> frozenset[Flag]:
    flags = set()
    if len(whole) > 1 and whole.startswith("0"):
        flags.add(Flag.LEADING_ZERO)
    if len(whole) > 3 and "." not in whole:
        flags.add(Flag.NOT_GROUPED)
    if len(decimals) == 3 and "." not in whole:
        flags.add(Flag.THREE_DECIMALS)
    return frozenset(flags)


def _fault(figure: str) -> Fault:
    if figure.endswith(","):
        return Fault.NO_DECIMALS
    if figure.count(",") > 1 or "." in figure.rpartition(",")[2] and "," in figure:
        return Fault.COMMAS
    if figure.startswith("0"):
        return Fault.ZERO_GROUP
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", figure):
        return Fault.DOT_DECIMAL
    return Fault.GROUPS


def _readings(figure: str) -> tuple[Decimal, ...]:
    """List what a faulty figure may mean: its digits together, its last sign as the comma."""
    if figure[-1] in ".," or figure.count(",") > 1 or "." in figure.partition(",")[2]:
        return ()
    digits = re.sub(r"[.,]", "", figure)
    whole, _, decimals = figure.replace(",", ".").rpartition(".")
    as_decimal = Decimal(re.sub(r"\.", "", whole) + "." + decimals)
    if len(decimals) < 3:
        return (as_decimal,)
    return (Decimal(digits), as_decimal)


def parse_money(text: str) -> Number:
    """Read an amount of đồng: 566 tỷ 384 triệu đồng, 114.775.515.000 đ; raise Malformed."""
    typed = nfc(text).strip()
    number = parse(_CURRENCY.sub("", typed))
    if number.is_percent:
        raise Malformed(text, Fault.NO_NUMBER)
    if number.value != number.value.to_integral_value():
        raise Malformed(text, Fault.NOT_WHOLE)
    return number


_CURRENCY: Final = re.compile(r"\s*(?:đồng|đ|₫|vnđ|vnd)\s*\Z", re.IGNORECASE)

# What carries digits but counts nothing: documents, and codes with letters before the digits.
_DOCUMENT: Final = re.compile(
    r"(?<![0-9])[0-9]+(?:[/-][0-9]{4})?[/-]\s?[A-ZĐ][\wĐ]*(?:[-/&–]\s?[A-ZĐ]\w*)*"
)
_SCALED: Final = re.compile(
    rf"(?P<sign>\bâm\s+|(?<![\w)%])[-−])?"
    rf"(?P<body>{_FIGURE}(?:(?<![0-9]{{4}}),\s(?=[0-9]{{1,2}}\s*{_SCALE})[0-9]+|,(?=\s?%))?"
    rf"(?:\s*{_SCALE})*"
    rf"(?:\s+[0-9]{{1,3}}\s+(?:nghìn|ngàn|triệu)\b)*"
    rf"(?:\s?%)?)",
    re.IGNORECASE,
)
_CODE_AFTER: Final = re.compile(r"[A-ZĐ]+[0-9]")
_LETTERS_BEFORE: Final = re.compile(r"[^\W\d_]+\Z")


def find(text: str) -> list[Quantity]:
    """List the numbers in running text, in order; faulty ones carry their fault and readings.

    Places are code points of `nfc(text)`. Times and numbers of documents are passed over, so are
    codes such as m2 and 19T9. What a number counts, and whether 91/189 is a ratio or a rank, is
    for the reader of the words around it.
    """
    text = nfc(text)
    masked = _masked(text)
    return [
        _quantity(text, match) for match in _SCALED.finditer(masked) if _stands_free(masked, match)
    ]


def _masked(text: str) -> str:
    """Blank out what is no quantity, keeping every place."""
    parts = [(found.start, found.end) for found in dates.find(text)]
    parts += [match.span() for match in _DOCUMENT.finditer(text)]
    masked = list(text)
    for start, end in parts:
        masked[start:end] = "\0" * (end - start)
    return "".join(masked)


def _stands_free(text: str, match: re.Match[str]) -> bool:
    """Tell «giảm190 đơn vị», two words run together, from m2 and 19T9."""
    if _CODE_AFTER.match(text, match.end()):
        return False
    start = match.start("body")
    before = _LETTERS_BEFORE.search(text, max(0, start - 12), start)
    return before is None or (len(before[0]) > 2 and before[0][1:].islower())


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    start, end = match.span()
    written = text[start:end]
    try:
        return Quantity(start, end, written, parse(written))
    except Malformed as problem:
        return Quantity(start, end, written, None, problem.with_traceback(None))


def write(value: Decimal | int, decimals: int | None = None) -> str:
    """Write a number with dots and a comma: 1.190; 96,4. With `decimals`, round half up."""
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError("only finite numbers can be written")
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT)
    if exact == 0:
        exact = exact.copy_abs()
    return f"{exact:,f}".translate(_SWAPPED)


_SWAPPED: Final = str.maketrans(",.", ".,")


def write_percent(value: Decimal | int, decimals: int | None = None) -> str:
    """Write a number of hundredths: 96.4 gives 96,4%."""
    return write(value, decimals) + "%"


def write_money(value: Decimal | int) -> str:
    """Write an amount of đồng in words of scale: 566 tỷ 384 triệu đồng. Nothing is rounded."""
    if not Decimal(value).is_finite() or value != int(value):
        raise ValueError("an amount of đồng is whole")
    rest = abs(int(value))
    parts = []
    for name, scale in (("tỷ", 10**9), ("triệu", 10**6)):
        count, rest = divmod(rest, scale)
        if count:
            parts.append(f"{write(count)} {name}")
    if rest and parts:
        return write(int(value)) + " đồng"
    if rest or not parts:
        parts.append(write(rest))
    return ("-" if value < 0 else "") + " ".join(parts) + " đồng"
