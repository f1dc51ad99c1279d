"""Reads a page of an older site, as a browser saved it, into the parts of an article.

What is said by the page's own marks (its canonical address, its dates, its figures) is believed
before what stands in print; each line still passes the rules of furniture.yaml, and what is left
out is listed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from django.utils import timezone

from kheo.foundation.vietnamese import legacy
from kheo.know.news.importing.markup import line_of, lines_of
from kheo.know.news.importing.printed import Omitted, Original, arrange

NEVER_READ = ("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "head")
AROUND = {
    "nav": "Thanh trình đơn của trang cũ",
    "header": "Đầu trang của trang cũ",
    "footer": "Chân trang của trang cũ",
    "aside": "Cột bên của trang cũ",
    "form": "Ô điền của trang cũ",
}
# Encodings that wrote over Western letters: parsed first, read afterwards.
OVERWRITTEN = (legacy.Encoding.TCVN3, legacy.Encoding.VNI, legacy.Encoding.VIQR)
NEARLY_ALL = 0.8
# A site adds its own name to the title of each page.
SITE_NAME = re.compile(r"\s+[|–—-]\s+[^|–—]{2,60}$")


@dataclass(frozen=True)
class Page:
    """One read page: its article, and its own address if it says so."""

    original: Original
    address: str = ""


def read_page(data: bytes | str) -> Page:
    """Read a saved page in any Vietnamese encoding; raise NothingToRead, UnknownEncoding."""
    soup = _soup(data)
    told, address = _told(soup), _address(soup)
    for element in soup(NEVER_READ):
        element.decompose()
    around = _take_away_around(soup)
    headline = told.headline or _headline(soup)
    article = read_body(_container(soup), headline=headline)
    return Page(
        replace(
            article,
            published_on=told.published_on or article.published_on,
            published_time=told.published_time or article.published_time,
            author=article.author or told.author,
            omitted=(*around, *article.omitted),
        ),
        address,
    )


def read_fragment(markup: str, *, headline: str) -> Original:
    """Read the markup of one article, as a feed carries it."""
    soup = _soup(markup)
    for element in soup(NEVER_READ):
        element.decompose()
    return read_body(soup, headline=headline)


def _soup(data: bytes | str) -> BeautifulSoup:
    """Parse markup in any old encoding: its tags are the same in all of them, its words are not."""
    soup = BeautifulSoup(_markup(data), "lxml")
    encoding = legacy.detect(soup.get_text(" "))
    if encoding is not legacy.Encoding.UNICODE:
        for text in soup.find_all(string=True):
            if type(text) is NavigableString:
                text.replace_with(legacy.to_unicode(str(text), encoding))
        for element in soup.find_all(alt=True):
            element["alt"] = legacy.to_unicode(str(element["alt"]), encoding)
    return soup


def _markup(data: bytes | str) -> str:
    if isinstance(data, str):
        return data
    encoding = legacy.detect(data)
    if encoding in OVERWRITTEN:
        return legacy.western_letters(data, encoding)
    return legacy.to_unicode(data, encoding)


def read_body(container: Tag, *, headline: str) -> Original:
    """Read the blocks of a container in their order."""
    lines = [line for line in lines_of(container) if line.text or line.image]
    lines = [line for line in lines if line.text != headline or line.image]
    return arrange(lines, headline=headline)


# --- What the page says of itself -------------------------------------------------------------


def _told(soup: BeautifulSoup) -> Original:
    data = _linked_data(soup)
    moment = _moment(str(data.get("datePublished") or _meta(soup, "article:published_time")))
    return Original(
        headline=line_of(str(data.get("headline") or "")) or _title(_meta(soup, "og:title")),
        published_on=moment.date() if moment else None,
        published_time=moment.time().replace(second=0, microsecond=0) if moment else None,
        author=_person(data.get("author")) or line_of(_meta(soup, "author")),
    )


def _linked_data(soup: BeautifulSoup) -> dict[str, Any]:
    """Return the page's own news article in schema.org's words, if it carries one."""
    for script in soup("script", type="application/ld+json"):
        try:
            found = json.loads(script.get_text())
        except ValueError:
            continue
        for node in _nodes(found):
            if "Article" in str(node.get("@type", "")):
                return node
    return {}


def _nodes(found: Any) -> Iterator[dict[str, Any]]:
    for node in found if isinstance(found, list) else [found]:
        if isinstance(node, dict):
            yield node
            yield from _nodes(node.get("@graph", []))


def _person(author: Any) -> str:
    named = author[0] if isinstance(author, list) and author else author
    return line_of(str(named.get("name", ""))) if isinstance(named, dict) else ""


def _meta(soup: BeautifulSoup, name: str) -> str:
    found = soup.find("meta", attrs={"property": name}) or soup.find("meta", attrs={"name": name})
    return str(found.get("content", "")).strip() if isinstance(found, Tag) else ""


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _address(soup: BeautifulSoup) -> str:
    found = soup.find("link", rel="canonical")
    said = str(found.get("href", "")).strip() if isinstance(found, Tag) else ""
    return said or _meta(soup, "og:url")


def _headline(soup: BeautifulSoup) -> str:
    found = soup.find("h1")
    if isinstance(found, Tag) and line_of(found.get_text(" ")):
        return line_of(found.get_text(" "))
    return ""


def _title(written: str) -> str:
    return line_of(SITE_NAME.sub("", written))


# --- Where the article stands -----------------------------------------------------------------


def _take_away_around(soup: BeautifulSoup) -> list[Omitted]:
    """Take the page's frame away and list what it said, one line for each part."""
    omitted = []
    for name, why in AROUND.items():
        for element in soup(name):
            if not element.decomposed and not _holds_article(element):
                said = line_of(element.get_text(" "))
                omitted += [Omitted(said, why)] if said else []
                element.decompose()
    return omitted


def _holds_article(element: Tag) -> bool:
    """Some old sites are one form from top to bottom."""
    return element.name == "form" and _weight(element) > 500


def _container(soup: BeautifulSoup) -> Tag:
    marked = soup.find(itemprop="articleBody") or soup.find("article") or soup.find("main")
    if isinstance(marked, Tag) and _weight(marked):
        return marked
    weighed = [(place, _weight(place)) for place in soup(["td", "div", "section", "body"])]
    heaviest = max((weight for _place, weight in weighed), default=0)
    # Of places that hold nearly all of the text, the innermost, which comes last in the page.
    close = [place for place, weight in weighed if weight and weight >= NEARLY_ALL * heaviest]
    return close[-1] if close else soup


def _weight(place: Tag) -> int:
    """Count the letters of running text that stand in this place itself or one step below."""
    own = [child for child in place.children if isinstance(child, NavigableString)]
    below = list(place.find_all(["p", "h2", "h3"], recursive=False))
    wrapped = [
        p
        for child in place.find_all("div", recursive=False)
        for p in child.find_all("p", recursive=False)
    ]
    texts = (
        [str(text) for text in own]
        + [p.get_text() for p in below]
        + [p.get_text() for p in wrapped]
    )
    return sum(len(text.strip()) for text in texts)
