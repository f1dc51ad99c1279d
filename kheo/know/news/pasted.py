"""Makes pasted writing fit to be kept: letters of old fonts, and what Word hides in a page."""

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

import nh3
from lxml.html import fragment_fromstring

from kheo.foundation.vietnamese import legacy

FONTS = (legacy.Encoding.TCVN3, legacy.Encoding.VNI)
# What the rich text of an article knows (blocks.TEXT_FEATURES), in the form in which it is kept.
TAGS = {"p", "b", "strong", "i", "em", "a", "ul", "ol", "li", "sup", "sub", "br"}
LINK = {"a": {"href", "linktype", "id"}}
SCHEMES = {"http", "https", "mailto", "tel"}
UNREAD = {"script", "style", "head", "title", "xml", "template", "object", "iframe", "svg", "math"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
PARAGRAPHS = {"p", "div", "blockquote", "caption"} | HEADINGS
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
TAG = re.compile(r"(<[^>]*>)")
EMPTY_LINK = re.compile(r"<a\b[^>]*>(?:\s|&nbsp;|<br/?>)*</a>", re.IGNORECASE)


def font_of(text: str) -> legacy.Encoding | None:
    """Say for which old font a text was typed, if for any."""
    found = legacy.detect(text)
    return found if found in FONTS else None


def readable(text: str, font: legacy.Encoding) -> str:
    """Give the text in Unicode."""
    return legacy.to_unicode(text, font)


def font_of_html(html: str) -> legacy.Encoding | None:
    """Say for which old font the words between the tags were typed."""
    return font_of(unescape(TAG.sub(" ", html)))


def readable_html(html: str, font: legacy.Encoding) -> str:
    """Give the words between the tags in Unicode; the tags stay."""
    return "".join(
        part if part.startswith("<") else escape(readable(unescape(part), font), quote=False)
        for part in TAG.split(html)
    )


def has_empty_link(html: str) -> bool:
    """Say whether a link has no words: nobody hears or sees where it leads."""
    return bool(EMPTY_LINK.search(html))


def cleaned(html: str) -> str:
    """Keep what the rich text knows and nothing else; what a page hides stays out as well."""
    if "style" in html or "<table" in html or "<!--" in html:
        html = _flattened(html)
    kept = nh3.clean(
        html, tags=TAGS, attributes=LINK, url_schemes=SCHEMES, link_rel=None, strip_comments=True
    )
    return kept.replace("<strong>", "<b>").replace("</strong>", "</b>")


def _flattened(html: str) -> str:
    """Write a page of a word processor as paragraphs, without what it does not show."""
    tree = fragment_fromstring(html, create_parent="div")
    return "".join(_written(tree))


def _written(node: Any) -> Iterator[str]:
    yield escape(node.text or "", quote=False)
    for child in node:
        if isinstance(child.tag, str) and not _is_hidden(child):
            yield from _element(child)
        yield escape(child.tail or "", quote=False)


def _element(node: Any) -> Iterator[str]:
    name = node.tag
    if name == "tr":
        cells = ("".join(_written(cell)) for cell in node if cell.tag in {"td", "th"})
        line = " | ".join(TAG.sub(" ", cell).strip() for cell in cells)
        yield f"<p>{line}</p>" if line.strip(" |") else ""
        return
    inner = "".join(_written(node))
    if name in PARAGRAPHS:
        words = f"<b>{inner}</b>" if name in HEADINGS else inner
        # Word wraps paragraphs in paragraphs of layout.
        yield inner if "<p>" in inner else f"<p>{words}</p>" if TAG.sub("", inner).strip() else ""
    elif name == "a":
        yield f'<a href="{escape(node.get("href", ""))}">{inner}</a>' if node.get("href") else inner
    elif name == "br":
        yield "<br/>"
    else:
        yield f"<{name}>{inner}</{name}>" if name in TAGS else inner


def _is_hidden(node: Any) -> bool:
    return node.tag in UNREAD or bool(HIDDEN.search(node.get("style", "")))
