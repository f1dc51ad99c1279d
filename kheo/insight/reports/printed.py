"""Prints a report as PDF/A with Typst, from the blocks of its filled Word file."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from kheo.foundation import fonts
from kheo.insight.reports import blocks
from kheo.insight.reports.blocks import Block, Cell, PageBreak, Paragraph, Piece, Read, Table

SHEET = Path(__file__).parent / "report.typ"
SECONDS = 300


class PrintFailed(RuntimeError):
    """The process that prints gave no PDF."""


def apart(data: bytes, *, title: str, author: str, made_on: date) -> bytes:
    """Print in a process of its own, which gives all its memory back; raises PrintFailed."""
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "report.docx", Path(folder) / "report.pdf"
        source.write_bytes(data)
        told = [str(source), str(target), title, author, made_on.isoformat()]
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", __name__, *told],
            cwd=SHEET.parents[3],
            capture_output=True,
            timeout=SECONDS,
        )
        if done.returncode or not target.exists():
            raise PrintFailed(done.stderr.decode(errors="replace")[-500:])
        return target.read_bytes()


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
            font_paths=fonts.of_machine(),
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
                "size": _size(block),
                "rows": [[_cell(cell, files) for cell in row] for row in block.rows],
            }
        case PageBreak():
            return {"kind": "break"}


def _size(table: Table) -> float:
    """Return the size of most letters in a table, so that only others name theirs."""
    sizes = Counter(
        piece.size
        for row in table.rows
        for cell in row
        for one in cell.blocks
        if isinstance(one, Paragraph)
        for piece in one.pieces
    )
    return sizes.most_common(1)[0][0] if sizes else 14.0


def _cell(cell: Cell, files: _Files) -> Any:
    """Write a cell as small as it can be: most hold one line and nothing else."""
    inside = list(_paragraphs(cell.blocks, files))
    simple = len(inside) == 1 and "pictures" not in inside[0]
    written: dict[str, Any] = {"words": inside[0]["pieces"]} if simple else {"blocks": inside}
    if cell.columns > 1:
        written["columns"] = cell.columns
    if cell.rows > 1:
        written["rows"] = cell.rows
    if cell.align != "left":
        written["align"] = cell.align
    return written


def _paragraphs(held: Iterable[Block], files: _Files) -> Iterable[dict[str, Any]]:
    yield from (_paragraph(one, files) for one in held if isinstance(one, Paragraph))


def _paragraph(one: Paragraph, files: _Files) -> dict[str, Any]:
    written: dict[str, Any] = {
        "align": one.align,
        "indent": one.indent,
        "before": one.before,
        "after": one.after,
        "narrowed": one.narrowed,
        "pieces": [_piece(piece) for piece in one.pieces],
    }
    if one.pictures:
        written["pictures"] = [
            {"file": files.name(picture.data), "width": picture.width, "words": picture.words}
            for picture in one.pictures
        ]
    said = {"is_rule": one.is_rule, "keeps": one.keeps, "blank": one.is_blank}
    return written | {name: True for name, is_so in said.items() if is_so}


def _piece(piece: Piece) -> Any:
    """Write plain words as they are, and others with what is special about them."""
    looks = {"bold": piece.bold, "italic": piece.italic, "marked": piece.marked,
             "raised": piece.raised}  # fmt: skip
    written: dict[str, Any] = {name: True for name, is_so in looks.items() if is_so}
    if piece.url:
        written["url"] = piece.url
    return {"text": piece.text, "size": piece.size, **written}


def main(source: str, target: str, title: str, author: str, made_on: str) -> None:
    """Print one file into another."""
    made = render(
        Path(source).read_bytes(), title=title, author=author, made_on=date.fromisoformat(made_on)
    )
    Path(target).write_bytes(made)


if __name__ == "__main__":
    main(*sys.argv[1:])
