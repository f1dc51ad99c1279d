"""Prints a report as PDF/A with Typst, from the blocks of its filled Word file."""

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from kheo.insight.reports import blocks
from kheo.insight.reports.blocks import Block, Cell, PageBreak, Paragraph, Read, Table

SHEET = Path(__file__).parent / "report.typ"


@cache
def _fonts() -> typst.Fonts:
    """Find the fonts once; a search costs more than a page."""
    return typst.Fonts()


def render(data: bytes, *, title: str, author: str, made_on: date) -> bytes:
    """Return the PDF of a filled Word file, every figure a link as in Word."""
    files = _Files()
    written = {
        "title": title,
        "author": author,
        "made": [made_on.year, made_on.month, made_on.day],
        "parts": _parts(blocks.read(data), files),
    }
    with TemporaryDirectory() as folder:
        held = {**files.held, "report.json": json.dumps(written, ensure_ascii=False).encode()}
        for name, content in {SHEET.name: SHEET.read_bytes(), **held}.items():
            (Path(folder) / name).write_bytes(content)
        made = typst.compile(
            Path(folder) / SHEET.name,
            root=Path(folder),
            font_paths=_fonts(),
            format="pdf",
            pdf_standards="a-2b",
        )
    assert isinstance(made, bytes)
    return made


class _Files:
    """Gives pictures names of their own."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def name(self, data: bytes) -> str:
        name = f"picture{len(self.held) + 1}.png"
        self.held[name] = data
        return name


def _parts(read: Read, files: _Files) -> list[dict[str, Any]]:
    """Cut at the ends of sections: each begins its own pages and counts them from one."""
    parts: list[dict[str, Any]] = [{"is_wide": read.is_wide, "blocks": []}]
    for block in read.blocks:
        if isinstance(block, PageBreak) and block.ends_section:
            parts.append({"is_wide": block.is_wide, "blocks": []})
        else:
            parts[-1]["blocks"].append(_written(block, files))
    return parts


def _written(block: Block, files: _Files) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", **_paragraph(block, files)}
        case Table():
            return {
                "kind": "table",
                "borders": block.has_borders,
                "widths": block.widths,
                "head": block.head_rows,
                "rows": [[_cell(cell, files) for cell in row] for row in block.rows],
            }
        case PageBreak():
            return {"kind": "break"}


def _cell(cell: Cell, files: _Files) -> dict[str, Any]:
    return {
        "columns": cell.columns,
        "rows": cell.rows,
        "align": cell.align,
        "blocks": list(_paragraphs(cell.blocks, files)),
    }


def _paragraphs(held: Iterable[Block], files: _Files) -> Iterable[dict[str, Any]]:
    yield from (_paragraph(one, files) for one in held if isinstance(one, Paragraph))


def _paragraph(one: Paragraph, files: _Files) -> dict[str, Any]:
    return {
        "align": one.align,
        "indent": one.indent,
        "before": one.before,
        "after": one.after,
        "is_rule": one.is_rule,
        "keeps": one.keeps,
        "narrowed": one.narrowed,
        "blank": one.is_blank,
        "pictures": [
            {"file": files.name(picture.data), "width": picture.width, "words": picture.words}
            for picture in one.pictures
        ],
        "pieces": [
            {
                "text": piece.text,
                "url": piece.url,
                "bold": piece.bold,
                "italic": piece.italic,
                "marked": piece.marked,
                "raised": piece.raised,
                "size": piece.size,
            }
            for piece in one.pieces
        ],
    }
