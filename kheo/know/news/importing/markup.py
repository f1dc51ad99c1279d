"""Reads the markup of an article line by line: its text, photos with their words, lists, tables."""

from collections.abc import Iterator
from dataclasses import replace

import nh3
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from kheo.foundation.vietnamese.text import clean
from kheo.know.news.importing.printed import Kind, Line, credited, known

# Inside a paragraph stays what an editor could have typed; nothing else comes in.
INLINE = {"b", "strong", "i", "em", "a", "sup", "sub", "br"}
SHOWN_AS = {"strong": "b", "em": "i"}
BLOCKS = {
    "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li",
    "table", "tbody", "thead", "tr", "td", "th", "blockquote", "figure", "figcaption", "center",
    "dl", "dt", "dd", "pre", "address", "hr", "body", "html", "time",
}  # fmt: skip
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}


def lines_of(container: Tag) -> Iterator[Line]:
    """Yield the lines of a container; what runs between two blocks is one line."""
    running: list[str] = []
    for child in container.children:
        if isinstance(child, NavigableString) and type(child) is not NavigableString:
            continue
        if isinstance(child, Tag) and _is_block(child):
            yield from _run(running)
            running = []
            yield from _block_lines(child)
        elif isinstance(child, Tag) and child.name == "br":
            yield from _run(running)
            running = []
        else:
            running.append(str(child))
    yield from _run(running)


def _is_block(element: Tag) -> bool:
    return (
        element.name in BLOCKS
        or element.name == "img"
        or element.find([*BLOCKS, "img", "br"]) is not None
    )


def _run(running: list[str]) -> Iterator[Line]:
    markup = "".join(running)
    said = line_of(BeautifulSoup(markup, "lxml").get_text())
    if said:
        yield replace(known(said), markup=_inline(markup))


def _block_lines(element: Tag) -> Iterator[Line]:
    if element.name == "img":
        yield _picture(element, "")
    elif element.name == "figure" or element.name == "table" and _is_picture_table(element):
        yield from _figure(element)
    elif element.name == "table":
        yield from _rows(element)
    elif element.name in HEADINGS and element.find("img") is None:
        yield Line(line_of(element.get_text(" ")), Kind.HEADING)
    elif element.name == "blockquote":
        yield Line(line_of(element.get_text(" ")), Kind.QUOTATION)
    elif element.name == "li" and element.find([*BLOCKS]) is None:
        yield from (replace(line, markup=f"• {line.markup}") for line in lines_of(element))
    else:
        yield from lines_of(element)


def _figure(element: Tag) -> Iterator[Line]:
    caption = element.find("figcaption")
    words = caption if isinstance(caption, Tag) else element
    pictures = element.find_all("img")
    said = line_of(words.get_text(" "))
    for number, picture in enumerate(pictures):
        yield _picture(picture, said if number == len(pictures) - 1 else "")
    if not pictures and said:
        yield known(said)


def _is_picture_table(element: Tag) -> bool:
    """Old editors laid a picture over its words in a table."""
    return element.find("img") is not None and len(line_of(element.get_text(" "))) <= 400


def _picture(element: Tag, caption: str) -> Line:
    source = str(element.get("data-src") or element.get("src") or "").strip()
    alt = line_of(str(element.get("alt") or ""))
    words, credit = credited(caption)
    return Line(
        words, Kind.CAPTION, found={"caption": words, "credit": credit, "alt": alt}, image=source
    )


def _rows(element: Tag) -> Iterator[Line]:
    """Read a table row by row; its cells stay apart, a row of one cell is running text."""
    for row in element("tr"):
        cells = row.find_all(["td", "th"], recursive=False)
        if len(cells) == 1 or row.find("table"):
            yield from lines_of(row)
        else:
            said = " · ".join(
                text for text in (line_of(cell.get_text(" ")) for cell in cells) if text
            )
            if said:
                yield known(said)


def line_of(text: str) -> str:
    return " ".join(clean(text).split())


def _inline(markup: str) -> str:
    kept = nh3.clean(
        markup,
        tags=INLINE,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    for name, shown in SHOWN_AS.items():
        kept = kept.replace(f"<{name}>", f"<{shown}>").replace(f"</{name}>", f"</{shown}>")
    return " ".join(kept.split())
