"""Finds e-mail addresses, and links that lead to one person, one place or one secret."""

import re
from collections.abc import Iterator
from typing import Final

from kheo.foundation.documents.redaction.composed import Composed
from kheo.foundation.documents.redaction.spans import Kind, Span, Why

_AT: Final = re.compile(r"\s?(?:@|[\[(]\s?(?:at|a cong)\s?[\])]|\ba cong\b)\s?")
_BEFORE_AT: Final = re.compile(r"[a-z0-9][a-z0-9._%+\-]{0,63}\Z")
_HOST: Final = re.compile(
    r"[a-z0-9\-]{1,63}(?:(?:\.|\s?(?:\bcham\b|[\[(]dot[\])])\s?)[a-z0-9\-]{2,63})+"
)
_LINK: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]{4,}")
# Profiles and maps written without the beginning of a link.
_BARE: Final = re.compile(
    r"(?:facebook\.com|fb\.com|fb\.me|m\.me|zalo\.me|t\.me|tiktok\.com|instagram\.com"
    r"|maps\.app\.goo\.gl|goo\.gl/maps)/[^\s<>\"')\]]{2,}"
)
_TELLING: Final = re.compile(
    r"facebook\.|fb\.(?:com|me|watch)|m\.me/|zalo\.me|t\.me/|tiktok\.com/@|instagram\.com|maps"
    r"|@-?\d"
    r"|[?&#](?:khoa|key|token|secret|pass|id|uid|user|phone|tel|sdt|email|mail|cccd|lat|lng|lon|q)="
    r"|\d{6,}"
)


def find(composed: Composed) -> Iterator[Span]:
    """Mark addresses and links."""
    plain = composed.plain
    if "@" in plain or "cong" in plain or "at" in plain:
        yield from _emails(plain)
    for pattern in (_LINK, _BARE):
        for match in pattern.finditer(plain):
            end = match.start() + len(match[0].rstrip(".,;:!?"))
            is_sure = _TELLING.search(match[0]) is not None
            why = Why.NUMBER if is_sure else Why.LOOKS_LIKE
            if is_sure:
                yield Span(match.start(), end, Kind.LINK, why, is_sure)


def _emails(plain: str) -> Iterator[Span]:
    for sign in _AT.finditer(plain):
        before = _BEFORE_AT.search(plain, max(0, sign.start() - 64), sign.start())
        host = _HOST.match(plain, sign.end())
        if before and host:
            yield Span(before.start(), host.end(), Kind.EMAIL, Why.NUMBER)
