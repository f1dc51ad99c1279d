"""Tables that a template asks for in one word, in Word with a repeated head and whole rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

CENTIMETRE = 567  # twentieths of a point
SHEET = 16.4
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 30), ("left", 70), ("bottom", 30), ("right", 70))
)
LEFT, CENTRE, RIGHT = "left", "center", "right"


@dataclass(frozen=True)
class Head:
    """A heading over one or more columns, one or more rows high."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Grid:
    """Rows of ready cells under headings; `heads` gives each head row from left to right."""

    heads: Sequence[Sequence[Head]]
    rows: Sequence[Sequence[Markup]]
    widths: Sequence[float]
    aligned: Sequence[str]
    bold_rows: frozenset[int] = field(default_factory=frozenset)
    size: float = 12


def shares(first: Sequence[float], count: int, whole: float = SHEET) -> list[float]:
    """Give fixed widths to the first columns and the rest to the others alike."""
    each = (whole - sum(first)) / max(1, count)
    return [*first, *[each] * count]


def cell(text: object, *, size: float = 12, bold: bool = False, italic: bool = False) -> Markup:
    """Write plain words as a run."""
    return Markup('<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>').format(
        look=look(size, bold=bold, italic=italic), text=str(text)
    )


def look(size: float, *, bold: bool = False, italic: bool = False) -> Markup:
    """Write the properties of a run."""
    half = round(size * 2)
    style = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    return Markup(f'<w:rPr>{style}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>')  # noqa: S704


def paragraph(content: Markup, *, align: str = LEFT, keep: bool = False, after: int = 0) -> Markup:
    """Write a paragraph around runs."""
    kept = "<w:keepNext/>" if keep else ""
    shape = f'{kept}<w:spacing w:before="0" w:after="{after}"/><w:jc w:val="{align}"/>'
    return Markup(f"<w:p><w:pPr>{shape}</w:pPr>{content}</w:p>")  # noqa: S704


def draw(grid: Grid) -> Markup:
    """Write the table, and an empty line after it: Word would join two tables."""
    columns = "".join(f'<w:gridCol w:w="{round(one * CENTIMETRE)}"/>' for one in grid.widths)
    head = "".join(_heads(grid))
    rows = "".join(_row(grid, number, row) for number, row in enumerate(grid.rows))
    return Markup(  # noqa: S704
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_MARGINS}</w:tblCellMar>"
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>"
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:p>'
    )


def _heads(grid: Grid) -> list[str]:
    """Lay headings over each other: what goes down more rows is continued in each."""
    width, depth = len(grid.widths), len(grid.heads)
    taken: dict[tuple[int, int], Head | None] = {}
    for level, heads in enumerate(grid.heads):
        at = 0
        for head in heads:
            while (level, at) in taken:
                at += 1
            for down in range(head.rows):
                taken[level + down, at] = head if down == 0 else None
                for right in range(1, head.columns):
                    taken[level + down, at + right] = None
            at += head.columns
    spans = {(level, at): head for (level, at), head in taken.items() if head}
    return [_head_row(grid, level, spans, width) for level in range(depth)]


def _head_row(grid: Grid, level: int, spans: dict[tuple[int, int], Head], width: int) -> str:
    cells, at = [], 0
    while at < width:
        head, begins = _covering(spans, level, at)
        if head is None:
            cells.append(_tc(grid.widths[at], "", Markup("")))
            at += 1
            continue
        merged = ""
        if head.columns > 1:
            merged += f'<w:gridSpan w:val="{head.columns}"/>'
        if head.rows > 1:
            merged += '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
        words = cell(head.text, size=grid.size, bold=True) if begins else Markup("")
        wide = sum(grid.widths[at : at + head.columns])
        cells.append(_tc(wide, merged, paragraph(words, align=CENTRE)))
        at += head.columns
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _covering(spans: dict[tuple[int, int], Head], level: int, at: int) -> tuple[Head | None, bool]:
    for (top, left), head in spans.items():
        if left == at and top <= level < top + head.rows:
            return head, top == level
    return None, False


def _tc(width: float, properties: str, content: Markup) -> str:
    content = content or paragraph(Markup(""))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(width * CENTIMETRE)}" w:type="dxa"/>{properties}'
        f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )


def _row(grid: Grid, number: int, row: Sequence[Markup]) -> str:
    cells = "".join(
        _tc(width, "", paragraph(content, align=align))
        for content, width, align in zip(row, grid.widths, grid.aligned, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def words(text: str) -> Markup:
    """Escape words for the sheet."""
    return escape(text)
