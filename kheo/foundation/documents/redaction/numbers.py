"""Finds numbers that belong to one person: phones, papers, accounts, plates, positions."""

import re
from collections.abc import Iterator
from typing import Final

from kheo.foundation.documents.redaction.composed import Composed
from kheo.foundation.documents.redaction.spans import Kind, Span, Why

# --- Phones -----------------------------------------------------------------------------------

_GAP: Final = r"[ \t\u00a0.\-/()_•,~]{0,3}"
_ABROAD: Final = rf"(?:\(?\+|\b00){_GAP}84|84(?<![\d.,]84)"
_PHONE: Final = re.compile(
    rf"(?:(?:{_ABROAD})(?:{_GAP}\(?0\)?)?|0"
    rf"|o(?<![a-z\d]o)(?=\d)){_GAP}[1-9o](?:{_GAP}[\do]){{7,9}}(?!\d)"
)
_SPOKEN: Final = re.compile(
    r"\b(?:khong|cong tam tu|0|o)(?:[ ,.\-]{1,3}(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam"
    r"|chin|\d)){9,10}\b"
)
_MOBILE: Final = re.compile(r"0(?:[35789]\d{8}|1[2689]\d{8})")
_LANDLINE: Final = re.compile(r"02\d{8,9}")
_CALLING: Final = re.compile(
    r"\b(?:dien thoai|dt|sdt|so may|goi|lien he|lien lac|zalo|alo|di dong|nhan tin|fone|phone"
    r"|tel)\b[^\d\n]{0,25}\Z"
)
_OFFICE: Final = re.compile(
    r"\b(?:duong day nong|hotline|uy ban|ubnd|cong an|phong|so|ban|tong dai|truc|benh vien|tram"
    r"|trung tam|cong ty)\b"
)
# What follows a sum of money or a measure.
_COUNTED: Final = re.compile(
    r"[ \t\u00a0]?(?:dong|vnd|vn?d\b|d\b|usd|trieu|ty|ti\b|nghin|ngan(?! hang)|ha\b|m2|km|kg|%"
    r"|nguoi|ho\b|tan\b)"
)
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:[., ]\d{3})+")


def _digits(written: str) -> str:
    return "".join("0" if c == "o" else c for c in written if c.isdigit() or c == "o")


def _phones(plain: str) -> Iterator[Span]:
    for match in _PHONE.finditer(plain):
        start, end = match.span()
        if plain[start - 1 : start].isdigit() or _COUNTED.match(plain, end):
            continue
        if start >= 2 and plain[start - 1] in ".," and plain[start - 2].isdigit():
            continue
        number = _national(match[0])
        if _MOBILE.fullmatch(number):
            yield Span(start, end, Kind.PHONE, Why.NUMBER)
        elif _LANDLINE.fullmatch(number):
            yield Span(start, end, Kind.PHONE, *_landline(plain, start))
    for match in _SPOKEN.finditer(plain):
        yield Span(match.start(), match.end(), Kind.PHONE, Why.NUMBER)


def _national(written: str) -> str:
    digits = _digits(written)
    for code in ("0084", "84"):
        if digits.startswith(code):
            digits = digits.removeprefix(code).removeprefix("0")
            return f"0{digits}"
    return digits


def _landline(plain: str, start: int) -> tuple[Why, bool]:
    """Say whether a landline is somebody's own: announced as a phone, and no office before it."""
    before = plain[max(0, start - 60) : start]
    is_own = _CALLING.search(before) is not None and _OFFICE.search(before) is None
    return (Why.SAID, True) if is_own else (Why.LOOKS_LIKE, False)


# --- Papers, accounts -------------------------------------------------------------------------

_CITIZEN: Final = re.compile(r"0\d\d[ .\-]?[0-3](?:[ .\-]?\d){8}(?!\d)")
_LINKING: Final = (
    r"(?:[\s:.,()\-#]|\b(?:so|la|cua|toi|em|ong|ba|anh|chi|minh|ma|the|nay|nhan dan|cong dan"
    r"|ca nhan"
    r"|cap ngay|moi|cu|ngan hang|vietcombank|agribank|bidv|vietinbank|mb|vpbank|techcombank"
    r"|acb)\b){0,8}"
)
_PAPER: Final = re.compile(
    rf"\b(?:cmnd|cmtnd|cmt|cccd|can cuoc|chung minh|dinh danh|ho chieu|passport|bang lai|gplx"
    rf"|giay phep lai xe|bhxh|bhyt|bao hiem xa hoi|bao hiem y te|ho khau|ma ho|mst|ma so thue"
    rf"|giay chung nhan|gcn|so do|ma benh nhan|ma khach hang|ma hoc sinh|ma ho so|giay khai sinh"
    rf"|the thuong binh|the dang vien|so hieu){_LINKING}"
    rf"(?P<number>(?:[a-z]{{1,3}} ?)?\d(?:[ .\-]?\d){{6,14}})(?![\d/])"
)
_ACCOUNT: Final = re.compile(
    rf"\b(?:so tai khoan|tai khoan|stk|so tk|tk|so the|account){_LINKING}"
    rf"(?P<number>\d(?:[ .\-]?\d){{5,18}})(?![\d/])"
)


def _citizens(plain: str) -> Iterator[Span]:
    for match in _CITIZEN.finditer(plain):
        start, end = match.span()
        province = int(match[0][:3])
        if 1 <= province <= 96 and not plain[start - 1 : start].isalnum():
            yield Span(start, end, Kind.PAPER, Why.NUMBER)


def _announced(plain: str, pattern: re.Pattern[str], kind: Kind) -> Iterator[Span]:
    for match in pattern.finditer(plain):
        start, end = match.span("number")
        if not _GROUPED.fullmatch(match["number"]) and not _COUNTED.match(plain, end):
            yield Span(start, end, kind, Why.SAID)


# --- Plates, positions ------------------------------------------------------------------------

_PLATE: Final = re.compile(
    r"\b[1-9]\d(?P<gap>[ .\-]?)(?P<series>[a-z]{1,2}\d?"
    r"|[a-z]\d)[ .\-]{0,2}(?P<number>\d{3}\.?\d{2}|\d{4})\b(?![/\d])"
)
_DRIVEN: Final = re.compile(
    r"\b(?:bien so|bien kiem soat|bks|bien|xe|o to|oto|xe may)\b[^\n]{0,30}\Z"
)
_DEGREES: Final = re.compile(
    r"(?P<north>[12]?\d[.,]\d{3,})\s?(?:°\s?)?[nb]?\s?[,;/ ]\s?"
    r"(?P<east>10\d[.,]\d{3,})(?:\s?°?\s?[eđd]\b)?"
)
_MINUTES: Final = re.compile(
    r"[12]?\d\s?°\s?\d{1,2}\s?['’′]\s?(?:\d{1,2}(?:[.,]\d+)?\s?(?:\"|”|″|'')?)?\s?[nb]?[\s,;]{0,3}"
    r"10\d\s?°\s?\d{1,2}\s?['’′]\s?(?:\d{1,2}(?:[.,]\d+)?\s?(?:\"|”|″|'')?)?(?:\s?[ed]\b)?"
)


def _plates(composed: Composed) -> Iterator[Span]:
    for match in _PLATE.finditer(composed.plain):
        start, end = match.span()
        series = composed.text[match.start("series") : match.end("series")]
        is_driven = _DRIVEN.search(composed.plain[max(0, start - 40) : start]) is not None
        if is_driven or (series.isupper() and len(match["number"]) > 4):
            yield Span(start, end, Kind.PLATE, Why.SAID if is_driven else Why.NUMBER)
        elif series.isupper():
            yield Span(start, end, Kind.PLATE, Why.LOOKS_LIKE, is_sure=False)


def _positions(plain: str) -> Iterator[Span]:
    for match in _DEGREES.finditer(plain):
        north = float(match["north"].replace(",", "."))
        if 8 <= north <= 24 and not plain[match.start() - 1 : match.start()].isdigit():
            yield Span(match.start(), match.end(), Kind.POSITION, Why.NUMBER)
    for match in _MINUTES.finditer(plain):
        yield Span(match.start(), match.end(), Kind.POSITION, Why.NUMBER)


def find(composed: Composed) -> Iterator[Span]:
    """Mark the numbers of one person."""
    plain = composed.plain
    yield from _phones(plain)
    yield from _citizens(plain)
    yield from _announced(plain, _PAPER, Kind.PAPER)
    yield from _announced(plain, _ACCOUNT, Kind.ACCOUNT)
    yield from _plates(composed)
    yield from _positions(plain)
