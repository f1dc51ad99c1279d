"""Addresses drawn for paper and screens, from which a phone opens them."""

from typing import Final

import segno
from django.utils.safestring import SafeString, mark_safe

SCALE: Final = 5


def drawn(address: str, *, scale: int = SCALE) -> SafeString:
    """Draw an address as SVG, light behind so that it is read in the dark too."""
    svg = segno.make(address, error="m").svg_inline(
        scale=scale, border=2, light="#fff", svgclass=None, lineclass=None, omitsize=False
    )
    return mark_safe(svg)  # noqa: S308 - drawn by segno, nothing typed by anybody is in it
