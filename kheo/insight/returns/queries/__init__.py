"""Reads of forms, returns and returned figures, and of where a number comes from."""

from kheo.insight.returns.queries.choosing import chosen, is_counted
from kheo.insight.returns.queries.forms import (
    Layout,
    draft,
    layout,
    makers,
    overview,
    published,
    search,
)
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
from kheo.insight.returns.queries.timeliness import (
    Mark,
    Standing,
    Timeliness,
    by_unit,
    completeness,
    mark,
    standing,
    with_filled,
)

__all__ = [
    "Known",
    "Layout",
    "Mark",
    "Piece",
    "Standing",
    "Timeliness",
    "article",
    "by_unit",
    "cell",
    "chosen",
    "completeness",
    "draft",
    "is_counted",
    "known",
    "layout",
    "makers",
    "mark",
    "origin_url",
    "overview",
    "published",
    "quotation",
    "returned",
    "search",
    "shown",
    "standing",
    "submitted",
    "with_filled",
]
