"""Reads what a site gave away of itself: RSS, Atom, and the export files of WordPress (WXR)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import struct_time
from typing import Any

import feedparser
from django.utils import timezone

from kheo.foundation.vietnamese.text import clean
from kheo.know.news.importing.pages import read_fragment
from kheo.know.news.importing.printed import NothingToRead, Original

# Of an export only what its readers could see is an article.
PUBLISHED = {"", "publish"}
ARTICLES = {"", "post", "page"}


class NotAFeed(ValueError):
    """The file is not one that a site gives its articles away in."""


@dataclass(frozen=True)
class Entry:
    """One article of a feed; `original` is None where it carried no words, and `why` says so."""

    address: str
    key: str
    headline: str
    original: Original | None
    why: str = ""


def read_feed(data: bytes) -> Iterator[Entry]:
    """Read the articles of a feed in its order; raise NotAFeed."""
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not feed.version and not feed.entries:
        raise NotAFeed("Tệp không phải RSS, Atom hay tệp xuất của WordPress.")
    for entry in feed.entries:
        if entry.get("wp_status", "") in PUBLISHED and entry.get("wp_post_type", "") in ARTICLES:
            yield _entry(entry)


def _entry(entry: Any) -> Entry:
    headline = " ".join(clean(entry.get("title", "")).split())
    address, key = entry.get("link", ""), entry.get("id") or entry.get("link", "")
    try:
        return Entry(address, key, headline, _original(entry, headline))
    except NothingToRead as error:
        return Entry(address, key, headline, None, str(error))


def _original(entry: Any, headline: str) -> Original:
    markup = "".join(part["value"] for part in entry.get("content", [])) or entry.get("summary", "")
    read = read_fragment(markup, headline=headline)
    moment = _moment(entry)
    return replace(
        read,
        headline=headline or read.headline,
        lead=read.lead or " ".join(clean(entry.get("excerpt_encoded", "")).split()),
        published_on=moment.date() if moment else read.published_on,
        published_time=moment.time() if moment else read.published_time,
        author=read.author or _author(entry),
        series=_category(entry),
    )


def _moment(entry: Any) -> datetime | None:
    """Say when it was published, on the clock of Việt Nam, to the minute."""
    parsed: struct_time | None = entry.get("published_parsed") or entry.get("updated_parsed")
    if not parsed:
        return None
    moment = datetime(*parsed[:5], tzinfo=UTC)
    return timezone.localtime(moment)


def _author(entry: Any) -> str:
    name = str(entry.get("author", "")).strip()
    # An account's name is not a person's.
    return name if " " in name else ""


def _category(entry: Any) -> str:
    named = [
        tag["term"] for tag in entry.get("tags", []) if tag.get("scheme") in ("category", None)
    ]
    return str(named[0]) if named else ""
