"""The fonts of this machine for Typst, found once a process: a search costs more than a page."""

from functools import cache

import typst


@cache
def of_machine() -> typst.Fonts:
    """Find the fonts that papers are printed with."""
    return typst.Fonts()
