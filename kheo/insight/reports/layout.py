"""Makes the Word templates of the product from their words, on the sheet of Nghị định 30/2020.

The files it writes are kept with the project; officers take them as a start for their own. To make
them anew after a change of words: `python -m kheo.insight.reports.layout`.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from kheo.foundation.documents import paper
from kheo.foundation.documents.paper import CENTRE, JUSTIFY, LEFT
from kheo.insight.reports.definitions import DATA, read

RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
# Of every file made here, so that the same words give the same file.
MADE = datetime(2026, 1, 1, tzinfo=UTC)


def make(source: Path, target: Path) -> None:
    """Write one template from its words."""
    words = read(source)
    document = Document()
    paper.page(document.sections[0])
    paper.font(document)
    _head(document, words)
    for number, section in zip(ROMAN, words["sections"], strict=False):
        _section(document, number, section)
    _closing(document, words)
    for annex in words.get("annexes", ()):
        _annex(document, words, annex)
    _sources(document, words)
    properties = document.core_properties
    properties.title, properties.author, properties.language = words["kind"], "", "vi-VN"
    properties.created = properties.modified = MADE.replace(tzinfo=None)
    properties.comments = ""
    document.save(str(target))


def _head(document: Any, words: Mapping[str, Any]) -> None:
    left, right = paper.columns(document, 6.5, 10.3)
    paper.add(left, "{{ cơ_quan_hoa }}", size=13, bold=True)
    paper.rule(left, 2.2)
    paper.add(left, f"Số:        /{words['symbol']}", size=13)
    paper.nation(right)
    paper.add(right, "{{ tên_riêng }}, {{ ngày }}", size=13, italic=True)
    paper.add(document, words["kind"].upper(), bold=True, before=18)
    paper.add(document, words["subject"].strip(), bold=True)
    paper.rule(document, 6, after=12)


def _section(document: Any, number: str, section: Mapping[str, Any]) -> None:
    heading = paper.add(
        document,
        f"{number}. {section['heading'].upper()}",
        bold=True,
        align=LEFT,
        before=6,
        after=6,
    )
    heading.paragraph_format.keep_with_next = True
    paper.indented(heading)
    for text in section["paragraphs"]:
        _paragraph(document, text.strip())
    if table := section.get("table"):
        _table(document, table)


def _paragraph(document: Any, text: str) -> None:
    """Write a sentence, or an instruction that stands alone."""
    if text.startswith("{%") or (
        text.startswith("{{") and text.count("{{") == 1 and text.endswith("}}")
    ):
        paper.add(document, text, align=LEFT)
    else:
        paper.indented(paper.add(document, text, align=JUSTIFY, after=6))


def _table(document: Any, table: Mapping[str, Any]) -> None:
    title = paper.add(document, table["title"], size=13, bold=True, before=6, after=3)
    title.paragraph_format.keep_with_next = True
    columns, rows = table["columns"], table["rows"]
    made = _ruled(document, [5.6, *[(16.4 - 5.6) / (len(columns) - 1)] * (len(columns) - 1)])
    _fill(made.rows[0].cells, columns, bold=True)
    for row in rows:
        cells = made.add_row().cells
        is_instruction = len(row) == 1
        _fill(cells, [*row, *[""] * (len(columns) - len(row))] if is_instruction else row)
    for one in made.rows:
        one._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    paper.add(document, "", size=6)


def _ruled(document: Any, widths: list[float]) -> Any:
    table = document.add_table(rows=1, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    paper.widths(table, tuple(widths))
    return table


def _fill(cells: Any, texts: list[str], *, bold: bool = False) -> None:
    for at, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        align = CENTRE if bold else RIGHT if at else LEFT
        paper.add(cell, text, size=12, bold=bold, align=align)


def _closing(document: Any, words: Mapping[str, Any]) -> None:
    paper.indented(paper.add(document, words["closing"].strip(), align=JUSTIFY, after=12))
    left, right = paper.columns(document, 8.4, 8.4)
    paper.add(left, "Nơi nhận:", size=12, bold=True, italic=True, align=LEFT)
    for one in words["recipients"]:
        paper.add(left, f"- {one}", size=11, align=LEFT)
    paper.add(right, words["signs_for"].upper(), bold=True)
    paper.add(right, words["signer"].upper(), bold=True, after=84)


def _annex(document: Any, words: Mapping[str, Any], annex: Mapping[str, Any]) -> None:
    """Begin an annex on a page of its own; a wide one lies on its side."""
    _new_pages(document, is_wide=annex.get("is_wide", False))
    paper.add(document, annex["title"], bold=True)
    paper.add(document, annex["subject"], bold=True)
    _whose(document, words)
    for text in annex["paragraphs"]:
        _paragraph(document, text.strip())
    if table := annex.get("table"):
        _table(document, table)
    for text in annex.get("after", ()):
        _paragraph(document, text.strip())


def _new_pages(document: Any, *, is_wide: bool) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = True
    wide, high = (297, 210) if is_wide else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    restart = section._sectPr.find(qn("w:pgNumType"))
    if restart is None:
        restart = OxmlElement("w:pgNumType")
        section._sectPr.append(restart)
    restart.set(qn("w:start"), "1")


def _whose(document: Any, words: Mapping[str, Any]) -> None:
    kind, symbol = words["kind"], words["symbol"]
    whose = f"(Kèm theo {kind} số       /{symbol} {{{{ ngày }}}} của {{{{ cơ_quan }}}})"
    paper.add(document, whose, italic=True)
    paper.rule(document, 6, after=12)


def _sources(document: Any, words: Mapping[str, Any]) -> None:
    """List every figure with its source, and what does not add up, on pages of their own."""
    _new_pages(document, is_wide=False)
    paper.add(document, "Phụ lục", bold=True)
    paper.add(document, "NGUỒN CỦA TỪNG SỐ LIỆU", bold=True)
    _whose(document, words)
    paper.add(document, "{{ bảng_chưa_khớp() }}", align=LEFT)
    paper.add(document, "{{ bảng_nguồn_số_liệu() }}", align=LEFT)


def main() -> None:
    """Make every template of the product."""
    for source in sorted(DATA.glob("*.yaml")):
        make(source, source.with_suffix(".docx"))


if __name__ == "__main__":
    main()
