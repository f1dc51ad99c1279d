"""Web pages saved as HTML: their text without menus, forms, scripts and links to other pages."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree, html

from kheo.insight.checks.texts.errors import Unreadable

_FURNITURE: Final = (
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form",
    "button", "select", "textarea", "iframe", "svg", "figure", "title", "head",
)  # fmt: skip
_ROLES: Final = ("navigation", "banner", "contentinfo", "search", "complementary", "dialog")
_NAMED: Final = re.compile(
    r"(?:^|[\s_-])(?:menu|nav|breadcrumb|sidebar|footer|header|comment|related|share|social|ads?|tags?|paging)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_BLOCKS: Final = frozenset(
    ("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "br", "table", "section",
     "article", "blockquote", "dd", "dt", "ul", "ol", "main", "body")
)  # fmt: skip
_CODE: Final = re.compile(r"<(script|style|title)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_TAGS: Final = re.compile(r"<[^<>]*>")
_DECLARED: Final = re.compile(r"^\s*<\?xml[^>]*\?>")


def is_page(text: str) -> bool:
    """Tell an HTML page by how it begins."""
    return bool(
        re.match(r"\ufeff?\s*<(?:!doctype\s+html|html|\?xml[^>]*>\s*<html)", text[:500], re.I)
    )


def read(text: str) -> str:
    """Give what a page says; raise Unreadable when nothing is left."""
    try:
        root = html.document_fromstring(_DECLARED.sub("", text.lstrip("\ufeff")))
    except (etree.ParserError, ValueError) as error:
        raise Unreadable("Trang web này không có nội dung.") from error
    for node in list(_furniture(root)):
        if node.getparent() is not None:
            node.drop_tree()
    main = next(iter(root.xpath("//main | //article | //*[@role='main']")), root)
    # The parser leaves out what is nested deeper than it goes: then the bare words must do.
    words = _clean("".join(_pieces(main))) or _clean(_TAGS.sub("\n", _CODE.sub("", text)))
    if not words:
        raise Unreadable("Trang web này không có nội dung.")
    return words


def _furniture(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for node in root.iter(etree.Element):
        if (
            node.tag in _FURNITURE
            or node.get("role") in _ROLES
            or node.get("hidden") is not None
            or node.tag in ("div", "ul", "section")
            and _NAMED.search(f"{node.get('class', '')} {node.get('id', '')}")
        ):
            yield node


def _pieces(node: html.HtmlElement) -> Iterator[str]:
    """Walk without recursion: a page may be nested deeper than Python's stack."""
    for event, part in etree.iterwalk(node, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            yield part.tail or ""
        elif event == "start":
            if part.tag in _BLOCKS:
                yield "\n"
            yield part.text or ""
        elif part is not node:
            if part.tag in _BLOCKS:
                yield "\n"
            yield part.tail or ""


def _clean(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
