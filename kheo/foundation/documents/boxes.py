"""Reads the boxes of the form on which an officer covers a file before it is published."""

import re
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from kheo.foundation.documents.flattening import Box

_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,4})?")
FIELDS = ("page", "left", "top", "width", "height")
MOST = 400
# Empty rows on the page, for whoever has no script to draw with.
BLANK = 3


@dataclass(frozen=True)
class Row:
    """One box as typed, with what is wrong about it."""

    page: str = ""
    left: str = ""
    top: str = ""
    width: str = ""
    height: str = ""
    label: str = ""
    error: str = ""

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was typed; a page alone covers nothing."""
        return not (self.left or self.top or self.width or self.height)

    def box(self) -> Box | None:
        """Give the box, or None when a number is missing or makes no sense."""
        page = int(self.page) if self.page.isdecimal() and len(self.page) < 5 else 0
        sides = [_percent(side) for side in (self.left, self.top, self.width, self.height)]
        left, top, width, height = sides
        if page < 1 or left is None or top is None or not width or not height:
            return None
        return Box(page, left, top, width, height)


def _percent(typed: str) -> float | None:
    if not _NUMBER.fullmatch(typed):
        return None
    value = float(typed.replace(",", "."))
    return value if value <= 100 else None


def read(data: QueryDict) -> list[Row]:
    """Read the rows of a sent form, each with its error; blank ones are left out."""
    columns = [data.getlist(name)[:MOST] for name in FIELDS]
    cells = (tuple(cell.strip()[:12] for cell in row) for row in zip(*columns, strict=False))
    rows = [Row(*row) for row in cells]
    return [_judged(row) for row in rows if not row.is_blank]


def _judged(row: Row) -> Row:
    if row.box() is not None:
        return row
    error = _("Cần số trang, và bốn số từ 0 đến 100.")
    return Row(row.page, row.left, row.top, row.width, row.height, error=error)


def written(box: Box, label: str = "") -> Row:
    """Write a box into a row; the page wants decimal points, the reader takes both."""
    left, top, width, height = (f"{side:g}" for side in (box.left, box.top, box.width, box.height))
    return Row(str(box.page), left, top, width, height, label)
