"""Numbers and signs of official documents as people write them: "16-CTr/TU ngày 01/8/2013".

Three grammars are in use. The Party writes number-kind/issuer (16-CTr/TU), the state writes
number/kind-issuer (35/KH-UBND; a letter without kind: 1234/UBND-NC), and law carries the year
(59/2023/NĐ-CP, 10/2022/QH15). Old papers mix them, so the parts are read by what they mean.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from kheo.foundation.documents import kinds
from kheo.foundation.vietnamese import dates
from kheo.foundation.vietnamese.text import clean, fold

LONGEST_SIGN: Final = 40
_LONGEST_LINE: Final = 2000


class NumberError(ValueError):
    """What was written is no number of a document; the message says why in Vietnamese."""


@dataclass(frozen=True)
class DocumentNumber:
    """A number and what its sign means; `written` is the number as it is printed, tidied."""

    number: int
    letter: str
    year: int | None
    kind_sign: str
    issuer_sign: str
    written: str

    @property
    def sign(self) -> str:
        """What follows the number: CTr/TU, NĐ-CP, 2022/QH15."""
        return _AFTER_NUMBER.sub("", self.written, count=1)

    @property
    def key(self) -> str:
        """One form for every way to write it: 16-CTr/TU, 016 – ctr/tu and 16/CTr-TU are one."""
        parts = filter(None, (self.kind_sign, *re.split(r"[-/.]", self.issuer_sign)))
        return "/".join((f"{self.number}{self.letter}", *parts)).casefold()

    @property
    def kinds(self) -> tuple[kinds.Kind, ...]:
        """The kinds that are numbered so; without a sign for the kind, those that have none."""
        if self.kind_sign:
            return kinds.with_sign(self.kind_sign)
        if self.issuer_sign.upper().startswith("QH"):
            return tuple(kinds.kinds()[key] for key in ("law", "resolution"))
        return (kinds.kinds()["official_letter"],)

    def __str__(self) -> str:
        return self.written


@dataclass(frozen=True)
class Reading:
    """Everything a line such as "Kế hoạch số 35/KH-UBND ngày 2/3/2024 của … về …" says."""

    number: DocumentNumber
    issued_on: date | None = None
    kind: str = ""
    issuer: str = ""
    title: str = ""
    problem: str = ""


_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"∕": "/", "⁄": "/"})
_AFTER_NUMBER: Final = re.compile(r"^[0-9]+[a-zđ]?[-/]", re.I)
# Letters of signs: capitals with their shapes (Đ, Ư), small letters without tones. A dash with
# spaces around may as well begin the title, so what follows it must be two capitals.
_PART: Final = r"[A-ZĐƯƠÔÂĂa-zđươôâăố][A-ZĐƯƠÔÂĂa-zđươôâăố0-9&]{0,19}"
_SPACED: Final = r"[A-ZĐƯƠÔÂĂ]{2}[A-ZĐƯƠÔÂĂa-zđươôâăố0-9&]{0,18}"
_SEP: Final = rf"(?:[-/.](?={_PART})|\s?[-/]\s?(?={_SPACED}))"
_NUMBER: Final = re.compile(
    r"(?<![\w/.,-])(?P<number>[0-9]{1,6})(?P<letter>[a-zđA-ZĐ]?)"
    r"(?:\s?/\s?(?P<year>(?:19|20)[0-9]{2})(?=\s?[-/]))?"
    rf"\s?[-/]\s?(?P<sign>{_PART}(?:{_SEP}{_PART}){{0,4}})(?![\w/])"
)
_ISSUED: Final = re.compile(r"ng[aà]y", re.I)
_OF: Final = re.compile(r"\bcủa\s+(?P<issuer>.+?)(?=\s+về\b|\s+v/v\b|[,;:.“\"]|$)", re.I)
_ABOUT: Final = re.compile(r"(?:^|[\s,;:.-])(?P<title>(?:về|v/v|quy định|ban hành)\b.+)$", re.I)
_LEAD: Final = re.compile(r"[\s:,]*\bsố\b[\s:.]*$", re.I)


def parse(text: str) -> Reading:
    """Read the first number in a line with what stands around it; raise NumberError."""
    line = _tidied(text)
    match = _NUMBER.search(line)
    if match is None:
        raise NumberError(
            f"Không thấy số, ký hiệu trong “{_shortened(line)}”. Hãy viết như 16-CTr/TU hoặc "
            "35/KH-UBND."
        )
    number = _number(match)
    before, after = line[: match.start()], line[match.end() :]
    issued_on, problem, rest = _day(after)
    return Reading(
        number=number,
        issued_on=issued_on,
        kind=_kind(before, number),
        issuer=_said(_OF, rest, "issuer"),
        title=_said(_ABOUT, rest, "title"),
        problem=problem,
    )


def parse_number(text: str) -> DocumentNumber:
    """Read a whole text as one number and sign; raise NumberError."""
    line = _LEAD_WORD.sub("", _tidied(text))
    match = _NUMBER.fullmatch(line)
    if match is None:
        raise NumberError(
            f"Số, ký hiệu “{_shortened(line)}” chưa đúng. Hãy viết như 16-CTr/TU, 35/KH-UBND, "
            "59/2023/NĐ-CP."
        )
    return _number(match)


_LEAD_WORD: Final = re.compile(r"^\s*số\s*:?\s*", re.I)


def _tidied(text: str) -> str:
    return " ".join(clean(text[:_LONGEST_LINE]).translate(_DASHES).split())


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _number(match: re.Match[str]) -> DocumentNumber:
    number = int(match["number"])
    if number == 0:
        raise NumberError("Số của văn bản bắt đầu từ 1.")
    sign = re.sub(r"\s*([-/.])\s*", r"\1", match["sign"])
    if len(sign) > LONGEST_SIGN - 5:
        raise NumberError("Ký hiệu dài quá, xin xem lại.")
    kind_sign, issuer_sign = _meaning(sign)
    year = int(match["year"]) if match["year"] else None
    return DocumentNumber(
        number=number,
        letter=match["letter"].lower(),
        year=year,
        kind_sign=kind_sign,
        issuer_sign=issuer_sign,
        written=_written(match, sign, year),
    )


def _meaning(sign: str) -> tuple[str, str]:
    """Part the sign into the kind's and the issuer's; the first part may be no kind at all."""
    first, *rest = re.split(r"([-/.])", sign)
    if kinds.with_sign(first):
        return first, "".join(rest[1:])
    return "", sign


def _written(match: re.Match[str], sign: str, year: int | None) -> str:
    tail = match[0][len(match["number"]) + len(match["letter"]) :]
    first = "/" if year is not None or tail.lstrip().startswith("/") else "-"
    middle = f"/{year}" if year is not None else ""
    between = first if year is None else _between(match)
    return f"{match['number']}{match['letter']}{middle}{between}{sign}"


def _between(match: re.Match[str]) -> str:
    """Give the sign between year and kind: a slash but in a few old papers."""
    return match.string[match.end("year") : match.start("sign")].strip()


def _day(after: str) -> tuple[date | None, str, str]:
    """Find the day that follows the number, what is wrong with it, and the words behind it."""
    found = next(iter(dates.find(after)), None)
    if found is None or not _stands_near(after, found.start):
        return None, "", after
    rest = after[found.end :]
    if found.period is None:
        return None, str(found.problem), rest
    if found.period != dates.day_of(found.period.since):
        return None, "", rest
    return found.period.since, "", rest


def _stands_near(after: str, start: int) -> bool:
    """Say whether only "ngày", a comma or a bracket stands before the day."""
    between = _ISSUED.sub("", after[:start])
    return not between.strip(" ,;(.")


def _kind(before: str, number: DocumentNumber) -> str:
    """Tell the kind by the words before the number, else by its sign where that means one."""
    said = _LEAD.sub("", before).strip()
    for start in _word_starts(said):
        if kind := kinds.named(said[start:]):
            return kind.key
    fitting = number.kinds
    if len(fitting) == 1:
        return fitting[0].key
    return _of_family(fitting, number)


def _word_starts(said: str) -> list[int]:
    """Give where the last few words begin: the kind stands right before its number."""
    starts = [0, *(m.end() for m in re.finditer(r"\s", said))]
    return starts[-5:]


def _of_family(fitting: tuple[kinds.Kind, ...], number: DocumentNumber) -> str:
    """Choose among kinds of one sign: TT with a year is law, without one the Party's."""
    if number.year is not None:
        lawful = [kind for kind in fitting if "law" in kind.family]
        return lawful[0].key if lawful else ""
    return fitting[0].key if fitting else ""


def _said(pattern: re.Pattern[str], rest: str, name: str) -> str:
    found = pattern.search(rest)
    return found[name].strip(" ,;:.-") if found else ""


# --- Checks -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Doubt:
    """Something that does not fit and may still be right: the field and the reason."""

    field: str
    sentence: str


def doubts(number: DocumentNumber, *, kind: str, issued_on: date | None) -> list[Doubt]:
    """Compare a number with the chosen kind and the day of issue."""
    found: list[Doubt] = []
    fitting = number.kinds
    if fitting and kind and kind not in {one.key for one in fitting}:
        meant = " hoặc ".join(one.vi for one in fitting)
        chosen = kinds.kinds()[kind].vi
        sign = number.kind_sign or number.issuer_sign
        found.append(Doubt("kind", f"Ký hiệu {sign} là của {meant}, không phải {chosen}."))
    if number.kind_sign and not fitting:
        found.append(Doubt("numbered", f"Chưa biết ký hiệu {number.kind_sign}."))
    if number.year and issued_on and number.year != issued_on.year:
        found.append(
            Doubt("issued_on", f"Số ghi năm {number.year}, ngày ban hành lại ở năm "
                  f"{issued_on.year}.")
        )  # fmt: skip
    return found


def folded_key(words: str) -> str:
    """Give a name of an issuer one form: no marks, one space."""
    return " ".join(fold(words).split())
