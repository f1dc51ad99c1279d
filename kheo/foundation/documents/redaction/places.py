"""Finds where somebody lives and when somebody was born."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kheo.foundation.documents.redaction.composed import Composed
from kheo.foundation.documents.redaction.spans import Kind, Span, Why

# An address ends with its sentence, a second space, or a word that begins something else.
_REST: Final = (
    r"[^\n.;!?]{3,90}?"
    r"(?=[.;!?\n]|,?\s(?:toi|xin|de nghi|kinh"
    r"|nay|hien|sinh|dien thoai|sdt|so dien thoai|dt|cmnd|cccd|phan anh|kien nghi"
    r"|khieu nai|lam|viet|da|bi|co|va|thi|la)\b|\Z)"
)
_LIVES: Final = re.compile(
    rf"\b(?:tru tai|thuong tru(?: tai)?|tam tru(?: tai)?|cu tru(?: tai)?|cu ngu(?: tai)?|ngu tai"
    rf"|hktt|noi o(?: hien nay)?|cho o(?: hien nay)?|dia chi(?: nha| thuong tru| lien he)?"
    rf"|nha (?:toi|em|chung toi|ong|ba|anh|chi) o|(?:toi|em"
    rf"|chung toi) o)\b\s*[:\-]?\s*(?P<it>{_REST})"
)
_PLACED: Final = re.compile(
    r"(?:\b(?:thon|ban|ap|xom|buon|lang|tieu khu|to dan pho|to|khu|khoi|xa|phuong|duong|pho|ngo"
    r"|hem|huyen|quan|tinh|so|so nha|nha|tp)\.?\s)+(?:so\s)?"
)
_HOUSE: Final = re.compile(
    r"\b(?P<it>(?:so nha"
    r"|nha so)\s*[:.]?\s*\d{1,4}[a-z]?(?:\s?/\s?\d{1,4}[a-z]?){0,4}(?:,?\s(?:(?:ngach|ngo|hem"
    r"|kiet|to|duong|pho)\s[^\n,.;]{1,30})(?=[\n,.;]|\Z))?)"
)
_STREET: Final = re.compile(
    r"\b(?P<it>so\s\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?){0,4},?\s(?:(?:ngach|ngo|hem"
    r"|kiet)\s\d{1,4}(?:/\d{1,4})?,?\s){0,2}(?:duong|pho)\s)"
)
_LAND: Final = re.compile(
    r"\b(?P<it>thua(?: dat)?(?: so)?\s?\d{1,5}"
    r"(?:,?\s(?:thuoc )?to(?: ban do)?(?: so)?\s?\d{1,4})?)\b"
)
_VILLAGE: Final = re.compile(
    r"[\s,]{1,3}(?:(?:la\s)?(?:nguoi|o|tru|ngu)\s(?:tai\s)?)?(?P<it>(?:thon|ban|ap|xom|buon|lang"
    r"|tieu khu|to dan pho|to|khu|khoi)\s(?P<name>[^\n,.;:()]{1,25}?))(?=[\n,.;:()]|\s[a-z]+\s"
    r"|\Z)"
)
# học sinh năm 2015, phát sinh, vệ sinh
_NOT_BORN: Final = r"(?<!hoc )(?<!phat )(?<!ve )(?<!tai )(?<!nay )(?<!hy )(?<!thi )"
_DAY: Final = r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)?\d\d"
_SPELLED_DAY: Final = r"(?:ngay\s)?\d{1,2}\sthang\s\d{1,2},?\snam\s(?:19|20)\d\d"
_BORN: Final = re.compile(
    rf"\b{_NOT_BORN}(?:sinh ngay|ngay sinh|ngay thang nam sinh|sinh nhat|sinh|sn"
    rf"|dob)\s?[:.]?\s?(?:ngay\s)?(?P<it>{_DAY}|{_SPELLED_DAY})(?!\d)"
)
_YEAR: Final = re.compile(
    rf"\b{_NOT_BORN}(?:sinh nam|nam sinh|sn|s\.n|sinh)\s?[:.]?\s?(?P<it>(?:19[2-9]"
    rf"|20[012])\d)(?!\d)"
)
# So soon an address says what kind of place it is.
_SOON: Final = 24
# A year of birth tells somebody only beside a name.
_NEAR: Final = 60


def find(composed: Composed, found: Sequence[Span]) -> Iterator[Span]:
    """Mark addresses and birth dates; `found` are the names already seen."""
    names = sorted(span for span in found if span.kind is Kind.NAME)
    yield from _lives(composed)
    yield from _all(_HOUSE, composed.plain, Kind.ADDRESS, Why.SAID, is_sure=True)
    yield from _all(_STREET, composed.plain, Kind.ADDRESS, Why.LOOKS_LIKE, is_sure=False)
    yield from _all(_LAND, composed.plain, Kind.ADDRESS, Why.LOOKS_LIKE, is_sure=False)
    yield from _all(_BORN, composed.plain, Kind.BIRTH, Why.SAID, is_sure=True)
    yield from _years(composed.plain, names)
    for name in names:
        village = _VILLAGE.match(composed.plain, name.end)
        if village and _begins_a_name(composed.text, village.start("name")):
            yield Span(*village.span("it"), Kind.ADDRESS, Why.LOOKS_LIKE, is_sure=False)


def _lives(composed: Composed) -> Iterator[Span]:
    for match in _LIVES.finditer(composed.plain):
        start, end = match.span("it")
        place = _PLACED.search(composed.plain, start, min(end, start + _SOON))
        if place and _begins_a_name(composed.text, place.end()):
            yield Span(start, end, Kind.ADDRESS, Why.SAID)


def _begins_a_name(text: str, at: int) -> bool:
    letter = text[at : at + 1]
    return letter.isupper() or letter.isdigit()


def _years(plain: str, names: Sequence[Span]) -> Iterator[Span]:
    for match in _YEAR.finditer(plain):
        is_near = any(0 <= match.start() - name.end <= _NEAR for name in names)
        why = Why.SAID if is_near else Why.LOOKS_LIKE
        yield Span(*match.span("it"), Kind.BIRTH, why, is_near)


def _all(
    pattern: re.Pattern[str], plain: str, kind: Kind, why: Why, *, is_sure: bool
) -> Iterator[Span]:
    for match in pattern.finditer(plain):
        yield Span(*match.span("it"), kind, why, is_sure)
