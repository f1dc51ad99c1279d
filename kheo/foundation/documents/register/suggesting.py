"""Reads from the words of a file what an officer would otherwise type: number, day, subject.

A sheet in the layout of Nghị định 30/2020 says its number on the left, place and day on the right,
the kind in capitals below and the subject under it. What is found is offered, never saved.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from kheo.foundation.documents import kinds, numbers
from kheo.foundation.vietnamese import dates
from kheo.foundation.vietnamese.text import fold, nfc

_HEAD_LINES: Final = 60
_NUMBER_LINE: Final = re.compile(r"^\s*s[oố]\s*[:.]?\s*\d", re.I)
_LETTER_SUBJECT: Final = re.compile(r"^\s*v/v\s*[:.]?\s*(?P<title>.+)", re.I)
_ENDS: Final = re.compile(r"^(?:[_\-–—*\s]{3,}|căn cứ|kính gửi|thực hiện|phần|điều \d|i\.)", re.I)
_MOST_LINES: Final = 6
_LONGEST_TITLE: Final = 1000


@dataclass(frozen=True)
class Suggestion:
    """What a file seems to be; anything may be missing."""

    numbered: str = ""
    kind: str = ""
    issued_on: date | None = None
    title: str = ""


def suggest(words: str) -> Suggestion:
    """Guess from the first page what the document is."""
    lines = [" ".join(nfc(line).split()) for line in words.split("\n")]
    head = [line for line in lines if line][:_HEAD_LINES]
    reading = _reading(head)
    kind, title = _named(head)
    return Suggestion(
        numbered=reading.number.written if reading else "",
        kind=kind or (reading.kind if reading else ""),
        issued_on=_issued_on(head) or (reading.issued_on if reading else None),
        title=title[:_LONGEST_TITLE],
    )


def _reading(head: list[str]) -> numbers.Reading | None:
    """Read the line that begins with "Số", else the first that holds a number and sign."""
    first = [line for line in head if _NUMBER_LINE.match(line)]
    for line in (*first, *head):
        try:
            return numbers.parse(line)
        except numbers.NumberError:
            continue
    return None


def _issued_on(head: list[str]) -> date | None:
    """Find the day of the place line: "Sơn La, ngày 01 tháng 8 năm 2013"."""
    for line in head:
        if "ngay" not in fold(line):
            continue
        days = [one.period for one in dates.find(line) if one.period]
        if days and days[0] == dates.day_of(days[0].since):
            return days[0].since
    return None


def _named(head: list[str]) -> tuple[str, str]:
    """Find the line that is the kind in capitals, and the subject below it; or "V/v …"."""
    for at, line in enumerate(head):
        if subject := _LETTER_SUBJECT.match(line):
            return "official_letter", _joined([subject["title"], *head[at + 1 :]], most=2)
        kind = kinds.named(line.lower()) if line.isupper() else None
        if kind and len(line) <= len(kind.vi) + 12:
            return kind.key, _joined(head[at + 1 :], most=_MOST_LINES)
    return "", ""


def _joined(lines: list[str], *, most: int) -> str:
    kept: list[str] = []
    for line in lines[:most]:
        if _ENDS.match(line) or _NUMBER_LINE.match(line):
            break
        kept.append(line)
    return " ".join(kept).strip(" _-–—")
