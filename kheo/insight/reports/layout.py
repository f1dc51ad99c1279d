"""Makes the Word layout of Nghị định 30/2020/NĐ-CP (Phụ lục I) anew.

The file it writes is kept with the project and may be edited in Word; to start over, run
`python -m kheo.insight.reports.layout`.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from kheo.insight.reports.definitions import LAYOUT

FONT = "Times New Roman"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
CENTRE, LEFT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def make(path: Path = LAYOUT) -> None:
    """Write the layout with the places that the report fills."""
    document = Document()
    _page(document.sections[0])
    _font(document)
    _head(document)
    _title(document)
    _body(document)
    _signature(document)
    _annex(document)
    document.save(str(path))


def _page(section: Any) -> None:
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


def _font(document: Any) -> None:
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


def _add(
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


def _rule(holder: Any, indent: float, after: float = 6) -> None:
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


def _columns(document: Any, *widths: float) -> list[Any]:
    table = document.add_table(rows=1, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _widths(table, widths)
    return list(table.rows[0].cells)


def _widths(table: Any, widths: tuple[float, ...]) -> None:
    """Fix the columns in the grid and in each cell; Word reads the one, LibreOffice the other."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _head(document: Any) -> None:
    left, right = _columns(document, 6.5, 10.3)
    _add(left, "{{ issuer }}", size=13, bold=True)
    _rule(left, 2.2)
    _add(left, "Số:        /{{ symbol }}", size=13)
    _add(right, NATION, size=12, bold=True)
    _add(right, MOTTO, size=13, bold=True)
    _rule(right, 1.9)
    _add(right, "{{ place }}, {{ day }}", size=13, italic=True)


def _title(document: Any) -> None:
    _add(document, "{{ kind }}", bold=True, before=18)
    _add(document, "{{ subject }}", bold=True)
    _rule(document, 6, after=12)


def _body(document: Any) -> None:
    _add(document, "{%p for section in sections %}")
    heading = _add(document, "{{ section.heading }}", bold=True, align=LEFT, before=6, after=6)
    heading.paragraph_format.keep_with_next = True
    _indented(heading)
    _add(document, "{%p for paragraph in section.paragraphs %}")
    _indented(_add(document, "{{r paragraph }}", align=JUSTIFY, after=6))
    _add(document, "{%p endfor %}")
    _add(document, "{%p endfor %}")
    _indented(_add(document, "{{ closing }}", align=JUSTIFY, after=12))


def _indented(paragraph: Any) -> None:
    paragraph.paragraph_format.first_line_indent = Cm(1.27)


def _signature(document: Any) -> None:
    left, right = _columns(document, 8.4, 8.4)
    _add(left, "Nơi nhận:", size=12, bold=True, italic=True, align=LEFT)
    _add(left, "{%p for one in recipients %}", size=11, align=LEFT)
    _add(left, "- {{ one }}", size=11, align=LEFT)
    _add(left, "{%p endfor %}", size=11, align=LEFT)
    _add(right, "{{ signs_for }}", bold=True)
    _add(right, "{{ signer }}", bold=True, after=84)


def _annex(document: Any) -> None:
    """List every figure with its source, and what does not add up, on pages of their own."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = True
    restart = OxmlElement("w:pgNumType")
    restart.set(qn("w:start"), "1")
    section._sectPr.append(restart)
    _add(document, "Phụ lục", bold=True)
    _add(document, "NGUỒN CỦA TỪNG SỐ LIỆU", bold=True)
    whose = (
        "(Kèm theo {{ kind_in_text }} số       /{{ symbol }} {{ day }} của {{ issuer_in_text }})"
    )
    _add(document, whose, italic=True)
    _rule(document, 6, after=12)
    _wrong(document)
    _add(document, "Số liệu lấy từ: {{ sources|join('; ') }}.", size=13, align=JUSTIFY, after=6)
    _figures(document)


def _wrong(document: Any) -> None:
    _add(document, "{%p if wrong %}")
    _add(document, "Số liệu chưa khớp, cần rà soát trước khi ký:", size=13, bold=True, align=LEFT,
         after=3)  # fmt: skip
    _add(document, "{%p for one in wrong %}")
    _add(document, "- {{ one.title }}: {{ one.arithmetic }}.", size=13, align=JUSTIFY, after=3)
    _add(document, "{%p endfor %}")
    _add(document, "{%p endif %}")


def _figures(document: Any) -> None:
    widths = (1.1, 5.6, 1.9, 3.2, 4.7)
    table = document.add_table(rows=1, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    names = ("TT", "Chỉ tiêu", "Số liệu", "Thời kỳ", "Nguồn viết")
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        _add(cell, name, size=12, bold=True)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    table.add_row().cells[0].text = "{%tr for figure in figures %}"
    row = table.add_row()
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)
    places = ("{{ figure.number }}", "{{ figure.label }}", "{{r figure.value }}",
              "{{ figure.period }}", "{{ figure.quote }}")  # fmt: skip
    aligned = (CENTRE, LEFT, WD_ALIGN_PARAGRAPH.RIGHT, LEFT, LEFT)
    for cell, place, align in zip(row.cells, places, aligned, strict=True):
        _add(cell, place, size=12, align=align)
    table.add_row().cells[0].text = "{%tr endfor %}"
    _widths(table, widths)


if __name__ == "__main__":
    make()
