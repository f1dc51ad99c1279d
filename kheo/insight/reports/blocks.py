"""Reads a filled Word file back as paragraphs, tables and pictures, for the page and for the PDF.

So a report is described once, in Word, and says the same everywhere. Only what reports use is
read: alignment, indents, bold, italic, size, links, the marker pen, merged cells, rules, pictures.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.oxml.ns import qn

W = qn("w:p")
_ALIGNED: Final = {"center": "center", "right": "right", "end": "right", "both": "justify"}
_LINE_BREAK = "\n"
TWIPS_A_CENTIMETRE = 567
_USUAL_SIZE = 14.0


@dataclass(frozen=True)
class Piece:
    """A stretch of text of one look; `url` where it leads."""

    text: str
    url: str = ""
    bold: bool = False
    italic: bool = False
    marked: bool = False
    raised: bool = False
    size: float = _USUAL_SIZE


@dataclass(frozen=True)
class Picture:
    """A picture with the words for it; `name` finds the chart it shows."""

    name: str
    words: str
    data: bytes
    width: float  # centimetres


@dataclass
class Paragraph:
    """Words in a row."""

    pieces: list[Piece]
    align: str = "left"
    indent: float = 0  # of the first line, centimetres
    before: float = 0  # points
    after: float = 0
    is_rule: bool = False
    keeps: bool = False
    narrowed: float = 0  # from both sides, centimetres
    pictures: list[Picture] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_blank(self) -> bool:
        return not self.text.strip() and not self.pictures

    @property
    def is_bold(self) -> bool:
        """Say whether it looks like a heading: everything in it is bold."""
        said = [piece for piece in self.pieces if piece.text.strip()]
        return bool(said) and all(piece.bold for piece in said)


@dataclass
class Cell:
    """A cell over one or more columns and rows; `head` is the heading over it."""

    blocks: list["Block"]
    columns: int = 1
    rows: int = 1
    head: str = ""

    @property
    def text(self) -> str:
        return " ".join(one.text for one in self.blocks if isinstance(one, Paragraph)).strip()

    @property
    def align(self) -> str:
        first = next((one for one in self.blocks if isinstance(one, Paragraph)), None)
        return first.align if first else "left"


@dataclass
class Table:
    """Rows of cells; the first `head_rows` are headings. Without borders it is a layout."""

    rows: list[list[Cell]]
    widths: list[float]
    head_rows: int
    has_borders: bool

    @property
    def head(self) -> list[list[Cell]]:
        return self.rows[: self.head_rows]

    @property
    def body(self) -> list[list[Cell]]:
        return self.rows[self.head_rows :]


@dataclass(frozen=True)
class PageBreak:
    """New pages begin; `is_wide` says that they lie on their side."""

    is_wide: bool
    ends_section: bool = False


Block = Paragraph | Table | PageBreak


@dataclass(frozen=True)
class Read:
    """A file's blocks in order, and how its first pages lie."""

    blocks: list[Block]
    is_wide: bool


def read(data: bytes) -> Read:
    """Read a filled file."""
    document = Document(BytesIO(data))
    sections = [section.page_width or 0 for section in document.sections]
    heights = [section.page_height or 0 for section in document.sections]
    lying = [wide > high for wide, high in zip(sections, heights, strict=True)]
    reader = _Reader(document.part, lying)
    blocks = list(reader.blocks(document.element.body))
    return Read(blocks, lying[0])


class _Reader:
    def __init__(self, part: Any, lying: list[bool]) -> None:
        self._part, self._lying, self._section = part, lying, 0

    def blocks(self, holder: Any) -> Iterator[Block]:
        for element in holder:
            if element.tag == W:
                paragraph = self._paragraph(element)
                ends = element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
                if element.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None:
                    yield PageBreak(self._lying[self._section])
                if not (ends and paragraph.is_blank):
                    yield paragraph
                if ends:
                    self._section += 1
                    yield PageBreak(self._lying[self._section], ends_section=True)
                elif _breaks(element):
                    yield PageBreak(self._lying[self._section])
            elif element.tag == qn("w:tbl"):
                yield self._table(element)

    def _paragraph(self, element: Any) -> Paragraph:
        look = element.find(qn("w:pPr"))
        made = Paragraph(list(self._pieces(element)), **_looks(look))
        made.pictures = list(self._pictures(element))
        return made

    def _pieces(self, element: Any) -> Iterator[Piece]:
        for child in element:
            if child.tag == qn("w:r"):
                yield from self._run(child, "")
            elif child.tag == qn("w:hyperlink"):
                key = child.get(qn("r:id"))
                url = self._part.rels[key].target_ref if key else ""
                for run in child.iter(qn("w:r")):
                    yield from self._run(run, url)
            elif child.tag in (qn("w:ins"), qn("w:smartTag")):
                yield from self._pieces(child)

    def _run(self, run: Any, url: str) -> Iterator[Piece]:
        text = "".join(_letters(child) for child in run)
        if not text:
            return
        look = run.find(qn("w:rPr"))
        size = _number(look, "w:sz", _USUAL_SIZE * 2) / 2
        yield Piece(
            text, url, _is_on(look, "w:b"), _is_on(look, "w:i"),
            look is not None and look.find(qn("w:highlight")) is not None,
            _attribute(look, "w:vertAlign", "w:val") == "superscript", size,
        )  # fmt: skip

    def _pictures(self, element: Any) -> Iterator[Picture]:
        for inline in element.iter(qn("wp:inline")):
            named, extent = inline.find(qn("wp:docPr")), inline.find(qn("wp:extent"))
            blip = next(inline.iter(qn("a:blip")), None)
            key = blip.get(qn("r:embed")) if blip is not None else None
            if key:
                data = self._part.related_parts[key].blob
                wide = int(extent.get("cx")) / 360_000
                yield Picture(named.get("name", ""), named.get("descr", ""), data, wide)

    def _table(self, element: Any) -> Table:
        rows = element.findall(qn("w:tr"))
        grid = element.find(qn("w:tblGrid"))
        widths = [int(one.get(qn("w:w")) or 0) / TWIPS_A_CENTIMETRE for one in grid]
        head = sum(1 for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None)
        made = Table([self._row(row) for row in rows], widths, head, _has_borders(element))
        _join_rows(made)
        _name_cells(made)
        return made

    def _row(self, row: Any) -> list[Cell]:
        cells = []
        for cell in row.findall(qn("w:tc")):
            look = cell.find(qn("w:tcPr"))
            merge = look.find(qn("w:vMerge")) if look is not None else None
            goes_on = merge is not None and merge.get(qn("w:val")) != "restart"
            made = Cell(list(self.blocks(cell)), int(_number(look, "w:gridSpan", 1)))
            made.rows = 0 if goes_on else 1
            cells.append(made)
        return cells


def _join_rows(table: Table) -> None:
    """Let a cell that goes on below count its rows, and drop what goes on."""
    above: dict[int, Cell] = {}
    for row in table.rows:
        at = 0
        for cell in row:
            if cell.rows:
                above[at] = cell
            elif at in above:
                above[at].rows += 1
            at += cell.columns
    for number, row in enumerate(table.rows):
        table.rows[number] = [cell for cell in row if cell.rows]


def _name_cells(table: Table) -> None:
    """Give each number the name of its column, for screens too narrow for columns."""
    if table.head_rows != 1 or not table.rows:
        return
    heads = [cell.text for cell in table.rows[0]]
    for row in table.rows[1:]:
        if len(row) == len(heads):
            for cell, head in zip(row, heads, strict=True):
                cell.head = head


def _looks(look: Any) -> dict[str, Any]:
    spacing = look.find(qn("w:spacing")) if look is not None else None
    indent = look.find(qn("w:ind")) if look is not None else None
    borders = look.find(qn("w:pBdr")) if look is not None else None
    return {
        "align": _ALIGNED.get(_attribute(look, "w:jc", "w:val"), "left"),
        "indent": _of(indent, "w:firstLine") / TWIPS_A_CENTIMETRE,
        "before": _of(spacing, "w:before") / 20,
        "after": _of(spacing, "w:after") / 20,
        "is_rule": borders is not None,
        "keeps": look is not None and look.find(qn("w:keepNext")) is not None,
        "narrowed": _of(indent, "w:left") / TWIPS_A_CENTIMETRE,
    }


def _of(element: Any, name: str) -> float:
    value = element.get(qn(name)) if element is not None else None
    try:
        return float(value or 0)
    except ValueError:
        return 0


def _letters(child: Any) -> str:
    if child.tag == qn("w:t"):
        return child.text or ""
    if child.tag == qn("w:tab"):
        return "\t"
    if child.tag == qn("w:br") and child.get(qn("w:type")) is None:
        return _LINE_BREAK
    return "\u2011" if child.tag == qn("w:noBreakHyphen") else ""


def _breaks(element: Any) -> bool:
    return any(one.get(qn("w:type")) == "page" for one in element.iter(qn("w:br")))


def _is_on(look: Any, name: str) -> bool:
    found = look.find(qn(name)) if look is not None else None
    return found is not None and found.get(qn("w:val")) not in ("0", "false")


def _attribute(look: Any, name: str, attribute: str) -> str:
    found = look.find(qn(name)) if look is not None else None
    return "" if found is None else str(found.get(qn(attribute)) or "")


def _number(look: Any, name: str, otherwise: float) -> float:
    try:
        return float(_attribute(look, name, "w:val") or otherwise)
    except ValueError:
        return otherwise


def _has_borders(table: Any) -> bool:
    look = table.find(qn("w:tblPr"))
    style = _attribute(look, "w:tblStyle", "w:val")
    return style == "TableGrid" or look.find(qn("w:tblBorders")) is not None
