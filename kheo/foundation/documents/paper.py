"""The sheet of Nghị định 30/2020/NĐ-CP (Phụ lục I) in Word: page, font, rules, columns.

Letters and reports draw with the same pieces.
"""

from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

FONT = "Times New Roman"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
CENTRE, LEFT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def page(section: Any) -> None:
    """A4, margins as the decree asks, page numbers on top from the second page on."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    _field(number, "PAGE")


def _field(paragraph: Any, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "2"), ("end", "")):
        run = paragraph.add_run(text if kind == "text" else "")
        run.font.size = Pt(13)
        if kind == "":
            element = OxmlElement("w:instrText")
            element.text = code
            run._r.append(element)
        elif kind != "text":
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._r.append(element)


def font(document: Any) -> None:
    """Set the one font of the sheet and its language."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    shape = normal.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE


def add(
    holder: Any, text: str, *, size: float = 14, bold: bool = False, italic: bool = False,
    align: Any = CENTRE, after: float = 0, before: float = 0,
) -> Any:  # fmt: skip
    """Add a paragraph, or fill the first one of an empty cell."""
    blank = getattr(holder, "paragraphs", [])
    is_cell = hasattr(holder, "vertical_alignment")
    paragraph = blank[0] if is_cell and not blank[0].runs else holder.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.space_before = Pt(before)
    return paragraph


def rule(holder: Any, indent: float, after: float = 6) -> None:
    """Draw the thin line under a heading, narrowed from both sides."""
    line = holder.add_paragraph()
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Cm(indent)
    line.paragraph_format.line_spacing = Pt(3)
    line.paragraph_format.space_before = Pt(3)
    line.paragraph_format.space_after = Pt(after)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "auto")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    line._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def columns(document: Any, *shares: float) -> list[Any]:
    """Stand cells side by side, so many centimetres wide."""
    return rows(document, 1, *shares)[0]


def rows(document: Any, count: int, *shares: float) -> list[list[Any]]:
    """Stand cells in rows, so many centimetres wide."""
    table = document.add_table(rows=count, cols=len(shares))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths(table, shares)
    return [list(row.cells) for row in table.rows]


def widths(table: Any, shares: tuple[float, ...]) -> None:
    """Fix the columns in the grid and in each cell; Word reads the one, LibreOffice the other."""
    table.autofit = False
    for column, width in zip(table.columns, shares, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def nation(cell: Any) -> None:
    """Write the nation and its motto with the line under it."""
    add(cell, NATION, size=12, bold=True)
    add(cell, MOTTO, size=13, bold=True)
    rule(cell, 1.9)


def indented(paragraph: Any) -> None:
    """Begin the first line further in."""
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
