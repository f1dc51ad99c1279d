"""Reads what an older site printed into the parts of an article."""

from kheo.know.news.importing.printed import (
    Kind,
    Line,
    NothingToRead,
    Omitted,
    Original,
    Part,
    read,
    rules,
)

__all__ = ["Kind", "Line", "NothingToRead", "Omitted", "Original", "Part", "read", "rules"]
