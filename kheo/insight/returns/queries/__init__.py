"""Reads of forms, returns and returned figures, and of where a number comes from."""

from kheo.insight.returns.queries.known import (
    Known,
    Piece,
    article,
    cell,
    known,
    origin_url,
    quotation,
    returned,
    shown,
    submitted,
)

__all__ = [
    "Known",
    "Piece",
    "article",
    "cell",
    "known",
    "origin_url",
    "quotation",
    "returned",
    "shown",
    "submitted",
]
