"""Blocks of a report as the page shows them: links of this site, headings, live charts."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kheo.foundation import charts
from kheo.foundation.addresses import absolute
from kheo.foundation.charts import Chart, Drawn
from kheo.insight.reports.blocks import Block, Cell, PageBreak, Paragraph, Picture, Piece, Table

_TITLE_LENGTH = 160


@dataclass(frozen=True)
class Shown:
    """One block for the template: what it is, and what the template needs of it."""

    kind: str
    block: Any = None
    drawn: Drawn | None = None
    picture: str = ""


def of_page(blocks: Iterable[Block], made: Mapping[str, Chart]) -> list[Shown]:
    """Return the blocks of a page; charts that are known are drawn for it."""
    return [one for block in blocks for one in _shown(block, made)]


def _shown(block: Block, made: Mapping[str, Chart]) -> Iterator[Shown]:
    match block:
        case PageBreak():
            yield Shown("break")
        case Table(has_borders=True):
            yield Shown("table", block)
        case Table():
            yield Shown("layout", block)
        case Paragraph(is_rule=True):
            return
        case Paragraph(pictures=[picture, *_]):
            yield _pictured(picture, made)
        case Paragraph() if not block.is_blank:
            yield Shown(_kind(block), block)


def _kind(paragraph: Paragraph) -> str:
    if paragraph.is_bold and len(paragraph.text) <= _TITLE_LENGTH:
        return "heading"
    return "words"


def _pictured(picture: Picture, made: Mapping[str, Chart]) -> Shown:
    if picture.name in made:
        return Shown("chart", picture, drawn=charts.drawn(made[picture.name]))
    data = b64encode(picture.data).decode()
    return Shown("picture", picture, picture=f"data:image/png;base64,{data}")


def address(url: str) -> str:
    """Return a link of a file as a page of this site leads there."""
    here = absolute("/").rstrip("/")
    return url.removeprefix(here) if url.startswith(f"{here}/") else url


__all__ = ["Cell", "Piece", "Shown", "address", "of_page"]
