"""Makes the Word layout of Nghị định 30/2020/NĐ-CP (Phụ lục I) anew.

The file it writes is kept with the project and may be edited in Word; to start over, run
`python -m kheo.insight.reports.layout`.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from kheo.foundation.documents import paper
from kheo.foundation.documents.paper import CENTRE, JUSTIFY, LEFT
from kheo.insight.reports.definitions import LAYOUT


def make(path: Path = LAYOUT) -> None:
    """Write the layout with the places that the report fills."""
    document = Document()
    paper.page(document.sections[0])
    paper.font(document)
    _head(document)
    _title(document)
    _body(document)
    _signature(document)
    _annex(document)
    document.save(str(path))


def _head(document: Any) -> None:
    left, right = paper.columns(document, 6.5, 10.3)
    paper.add(left, "{{ issuer }}", size=13, bold=True)
    paper.rule(left, 2.2)
    paper.add(left, "Số:        /{{ symbol }}", size=13)
    paper.nation(right)
    paper.add(right, "{{ place }}, {{ day }}", size=13, italic=True)


def _title(document: Any) -> None:
    paper.add(document, "{{ kind }}", bold=True, before=18)
    paper.add(document, "{{ subject }}", bold=True)
    paper.rule(document, 6, after=12)


def _body(document: Any) -> None:
    paper.add(document, "{%p for section in sections %}")
    heading = paper.add(document, "{{ section.heading }}", bold=True, align=LEFT, before=6, after=6)
    heading.paragraph_format.keep_with_next = True
    paper.indented(heading)
    paper.add(document, "{%p for paragraph in section.paragraphs %}")
    paper.indented(paper.add(document, "{{r paragraph }}", align=JUSTIFY, after=6))
    paper.add(document, "{%p endfor %}")
    paper.add(document, "{%p endfor %}")
    paper.indented(paper.add(document, "{{ closing }}", align=JUSTIFY, after=12))


def _signature(document: Any) -> None:
    left, right = paper.columns(document, 8.4, 8.4)
    paper.add(left, "Nơi nhận:", size=12, bold=True, italic=True, align=LEFT)
    paper.add(left, "{%p for one in recipients %}", size=11, align=LEFT)
    paper.add(left, "- {{ one }}", size=11, align=LEFT)
    paper.add(left, "{%p endfor %}", size=11, align=LEFT)
    paper.add(right, "{{ signs_for }}", bold=True)
    paper.add(right, "{{ signer }}", bold=True, after=84)


def _annex(document: Any) -> None:
    """List every figure with its source, and what does not add up, on pages of their own."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = True
    restart = OxmlElement("w:pgNumType")
    restart.set(qn("w:start"), "1")
    section._sectPr.append(restart)
    paper.add(document, "Phụ lục", bold=True)
    paper.add(document, "NGUỒN CỦA TỪNG SỐ LIỆU", bold=True)
    whose = (
        "(Kèm theo {{ kind_in_text }} số       /{{ symbol }} {{ day }} của {{ issuer_in_text }})"
    )
    paper.add(document, whose, italic=True)
    paper.rule(document, 6, after=12)
    _wrong(document)
    paper.add(
        document, "Số liệu lấy từ: {{ sources|join('; ') }}.", size=13, align=JUSTIFY, after=6
    )
    _figures(document)


def _wrong(document: Any) -> None:
    paper.add(document, "{%p if wrong %}")
    line = "Số liệu chưa khớp, cần rà soát trước khi ký:"
    paper.add(document, line, size=13, bold=True, align=LEFT, after=3)
    paper.add(document, "{%p for one in wrong %}")
    paper.add(document, "- {{ one.title }}: {{ one.arithmetic }}.", size=13, align=JUSTIFY, after=3)
    paper.add(document, "{%p endfor %}")
    paper.add(document, "{%p endif %}")


def _figures(document: Any) -> None:
    widths = (1.1, 5.6, 1.9, 3.2, 4.7)
    table = document.add_table(rows=1, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    names = ("TT", "Chỉ tiêu", "Số liệu", "Thời kỳ", "Nguồn viết")
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        paper.add(cell, name, size=12, bold=True)
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
        paper.add(cell, place, size=12, align=align)
    table.add_row().cells[0].text = "{%tr endfor %}"
    paper.widths(table, widths)


if __name__ == "__main__":
    make()
