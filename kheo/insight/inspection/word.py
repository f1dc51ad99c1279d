"""The tables as a Word file on the sheet of Nghị định 30/2020, lying on its side.

A table wider than the sheet is printed in parts, each with the column of units.
"""

from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from kheo.foundation.documents import paper
from kheo.foundation.documents.paper import CENTRE, LEFT
from kheo.insight.inspection import sheets
from kheo.insight.inspection.filled import Filled, Report
from kheo.insight.inspection.tables import forms

_UNIT_WIDTH, _SHEET_WIDTH = 4.6, 25.0


def render(report: Report, *, today: date) -> bytes:
    """Return the tables as the bytes of a .docx file, each on pages of its own."""
    document = Document()
    _page(document)
    for number, filled in enumerate(report.tables.values()):
        if number:
            document.add_page_break()  # type: ignore[no-untyped-call]
        _table(document, report, filled, today)
    document.core_properties.title = f"{report.period.label} {report.period.year}"
    document.core_properties.language = "vi-VN"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    paper.page(section)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    paper.font(document)


def _table(document: Any, report: Report, filled: Filled, today: date) -> None:
    words = sheets.words(report, filled, today=today)
    left, right = paper.columns(document, 11.0, 14.0)
    paper.add(left, words.issuer, size=13, bold=True)
    paper.rule(left, 3.5)
    paper.add(left, words.form, size=13)
    paper.nation(right)
    paper.add(document, words.title, bold=True, before=12)
    paper.add(document, words.window, italic=True, after=8)
    for first, last in sheets.parts(filled):
        _part(document, report, filled, first, last)
        paper.add(document, "", size=6)
    for note in words.notes:
        paper.add(document, note, size=11, italic=True, align=LEFT)
    _signatures(document, words)


def _part(document: Any, report: Report, filled: Filled, first: int, last: int) -> None:
    depth, count = filled.table.depth, last - first + 1
    rows = list(sheets.rows(report, filled, first, last))
    table = document.add_table(rows=depth + 1 + len(rows), cols=count + 1)
    table.style = "Table Grid"
    grid = [list(row.cells) for row in table.rows]
    _heading(grid[0][0].merge(grid[depth - 1][0]), _("Đơn vị"))
    for level in range(depth):
        for one in sheets.headings(filled, first, last, level):
            column = one.first - first + 1
            end = grid[level + one.rows - 1][column + one.columns - 1]
            _heading(grid[level][column].merge(end), one.label)
    marks = ["A", *(str(number) for number in range(first, last + 1))]
    for cell, mark in zip(grid[depth], marks, strict=True):
        paper.add(cell, mark, size=9, italic=True)
    for cells, (name, texts, is_strong) in zip(grid[depth + 1 :], rows, strict=True):
        paper.add(cells[0], name, size=10, align=LEFT, bold=is_strong)
        for cell, text in zip(cells[1:], texts, strict=True):
            paper.add(cell, text, size=10, align=CENTRE, bold=is_strong)
    for row in list(table.rows)[: depth + 1]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    _widths(table, count)


def _heading(cell: Any, text: str) -> None:
    paper.add(cell, text, size=10, bold=True)


def _widths(table: Any, count: int) -> None:
    each = (_SHEET_WIDTH - _UNIT_WIDTH) / count
    table.autofit = False
    grid = table._tbl.tblGrid
    for column, width in zip(
        grid.findall(qn("w:gridCol")), [_UNIT_WIDTH, *[each] * count], strict=True
    ):
        column.set(qn("w:w"), str(round(width * 567)))


def _signatures(document: Any, words: sheets.Words) -> None:
    said = forms().paper
    left, right = paper.columns(document, 12.5, 12.5)
    paper.add(left, "", size=13)
    paper.add(right, f"{words.place}, {words.day}", size=13, italic=True, before=8)
    paper.add(left, said["maker"], size=13, bold=True, before=8)
    paper.add(right, said["signer"], size=13, bold=True)
    paper.add(left, said["maker_note"], size=12, italic=True, after=48)
    paper.add(right, said["signer_note"], size=12, italic=True, after=48)
