"""Turns the library's SVG into one for our pages: no style, colours by class, marks that open.

A page's policy refuses inline styles, so colours are presentation attributes that classes of the
theme override; each mark leads to its page by mouse and keyboard and says its number.
"""

import re
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kheo.foundation.charts.child.specs import GRID, INK, MARK, MUTED, SIZE, TONES

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_CLASSES = {
    INK: "kh-ink", MUTED: "kh-soft-ink", GRID: "kh-grid",
    **{colour: f"kh-tone-{name}" for name, colour in TONES.items()},
}  # fmt: skip
_DROPPED = ("role", "aria-roledescription", "aria-label", "aria-hidden", "class", "style",
            "pointer-events", "font-family")  # fmt: skip
# Letters of the theme are wider than those the library measures with.
_SHOWN_SIZE = SIZE - 1
PAPER_FONTS = "Times New Roman, Libertinus Serif"
_SIZE = re.compile(r"[0-9.]+")

ElementTree.register_namespace("", SVG.strip("{}"))


def for_page(made: str, chart: dict[str, Any]) -> str:
    """Return the SVG with title, description, classes and links."""
    root = ElementTree.fromstring(made)  # noqa: S314 - written by the library in this process
    points = [point for one in chart["series"] for point in one["points"]]
    _open_marks(root, points)
    for element in root.iter():
        _plain(element)
    _name(root, chart, has_links=any(point["url"] for point in points))
    return ElementTree.tostring(root, encoding="unicode")


def for_paper(made: str) -> str:
    """Return the SVG in the letters of official papers, without links."""
    root = ElementTree.fromstring(made)  # noqa: S314 - written by the library in this process
    for element in root.iter():
        if element.tag == f"{SVG}a":
            element.tag = f"{SVG}g"
        element.attrib.pop(LINK, None)
        if element.get("font-family"):
            element.set("font-family", PAPER_FONTS)
    return ElementTree.tostring(root, encoding="unicode")


def _open_marks(root: Element, points: list[dict[str, Any]]) -> None:
    """Give each mark its page and its words; a mark without a page keeps the words."""
    for link in root.iter(f"{SVG}a"):
        point = points[int(link.attrib.pop(LINK).removeprefix(MARK))]
        title = Element(f"{SVG}title")
        title.text = point["said"]
        link.insert(0, title)
        if point["url"]:
            link.set("href", point["url"])
            link.set("aria-label", point["said"])
        else:
            link.tag = f"{SVG}g"


def _plain(element: Element) -> None:
    kept = element.attrib.pop("aria-label", "") if element.get("href") else ""
    classes = [
        f"{_CLASSES[value]}-{part}"
        for part in ("fill", "stroke")
        if (value := element.get(part, "")) in _CLASSES
    ]
    for name in _DROPPED:
        element.attrib.pop(name, None)
    if kept:
        element.set("aria-label", kept)
    if classes:
        element.set("class", " ".join(classes))
    if size := _SIZE.match(element.get("font-size", "")):
        element.set("font-size", str(min(float(size[0]), _SHOWN_SIZE)))


def _name(root: Element, chart: dict[str, Any], *, has_links: bool) -> None:
    written = ElementTree.tostring(root) + chart["title"].encode()
    key = f"kh-{sha256(written).hexdigest()[:10]}-{chart['width']}"
    for tag, text in (("desc", chart["description"]), ("title", chart["title"])):
        if text:
            named = Element(f"{SVG}{tag}", {"id": f"{key}-{tag}"})
            named.text = text
            root.insert(0, named)
    root.set("aria-labelledby", f"{key}-title")
    if chart["description"]:
        root.set("aria-describedby", f"{key}-desc")
    # A picture has no links inside; a drawing that opens pages is a group with a name.
    root.set("role", "group" if has_links else "img")
    root.set("focusable", "false")
