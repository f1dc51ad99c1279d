"""How the address of a page is written."""

from django.utils.text import slugify

from kheo.foundation.vietnamese.text import fold

LONGEST_SLUG = 80


def slug_of(title: str) -> str:
    """Write an address without marks, cut between words."""
    words = slugify(fold(title))
    return words if len(words) <= LONGEST_SLUG else words[: LONGEST_SLUG + 1].rpartition("-")[0]
