"""Which public pages search engines are told of: each room registers its section when it starts.

A part of a section holds the rows of one range of keys, so parts never shift when rows are added,
and 200,000 rows are neither counted nor loaded together.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.module_loading import import_string

# What one file may hold by the protocol of sitemaps.org.
PART = 50_000
READ_AT_ONCE = 2_000


@dataclass(frozen=True)
class Entry:
    """One page and when it last changed."""

    address: str
    changed: date | datetime | None = None


@dataclass(frozen=True)
class Section:
    """The pages of one kind: `rows` asks for what everybody may read, `entry` shows one row."""

    key: str
    rows: Callable[[], QuerySet[Any, Any]]
    entry: Callable[[Any], Entry]

    def parts(self) -> range:
        """Number the parts that may hold rows."""
        # Both ends of the index; the least and the greatest of a join would read all of it.
        keys = self.rows().values_list("pk", flat=True)
        first, last = keys.order_by("pk").first(), keys.order_by("-pk").first()
        if first is None or last is None:
            return range(0)
        return range(first // PART, last // PART + 1)

    def entries(self, part: int) -> Iterator[Entry]:
        """Read the pages of one part as they are written out."""
        within = self.rows().filter(pk__gte=part * PART, pk__lt=(part + 1) * PART).order_by("pk")
        return (self.entry(row) for row in within.iterator(READ_AT_ONCE))


_paths: dict[str, str] = {}


def register(key: str, path: str) -> None:
    """Name where a room keeps its Section; a second owner of a key is refused."""
    if _paths.setdefault(key, path) != path:
        raise ValueError(f"sitemap section {key!r} has an owner")


def sections() -> list[Section]:
    """List the sections by key."""
    return [import_string(_paths[key]) for key in sorted(_paths)]


def section(key: str) -> Section | None:
    """Find a section."""
    return import_string(_paths[key]) if key in _paths else None
