"""Writes a letter as Word, so that an office may still change it before it is signed."""

import re
from collections.abc import Sequence
from io import BytesIO
from itertools import islice
from typing import Any

from docx import Document
from docx.shared import Pt

from kheo.foundation.documents import paper
from kheo.foundation.documents.letters.letter import Letter, Signature
from kheo.foundation.documents.paper import CENTRE, JUSTIFY, LEFT
from kheo.foundation.vietnamese import dates

ARTICLE = re.compile(r"^(Điều \d+\.)\s*(.*)$", re.DOTALL)
HEADING, MIDDLE = "# ", "= "
LINE = 1.1
SIGNATURE_ROOM = 72
TO = "Kính gửi:"
DRAFT = "DỰ THẢO"


def render(letter: Letter) -> bytes:
    """Return the letter as the bytes of a .docx file."""
    document = Document()
    paper.page(document.sections[0])
    paper.font(document)
    _head(document, letter)
    _title(document, letter)
    _addressees(document, letter.addressees)
    _grounds(document, letter)
    for text in letter.paragraphs:
        _paragraph(document, text)
    _foot(document, letter)
    properties = document.core_properties
    properties.title, properties.author = letter.numbered.strip(), letter.body.replace("\xa0", " ")
    properties.language, properties.comments = "vi-VN", ""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _head(document: Any, letter: Letter) -> None:
    (left, right), (number, day) = paper.rows(document, 2, 6.7, 10.1)
    if letter.above:
        paper.add(left, letter.above, size=12)
    paper.add(left, letter.body, size=12, bold=True)
    paper.rule(left, 2.4)
    paper.nation(right)
    paper.add(number, f"Số: {letter.numbered}", size=13)
    if not letter.kind:
        paper.add(number, letter.subject, size=12, before=6)
    paper.add(day, f"{letter.place}, {dates.write_long_date(letter.on)}", size=13, italic=True)
    if letter.is_draft:
        paper.add(day, DRAFT, size=13, bold=True, before=6)


def _title(document: Any, letter: Letter) -> None:
    if not letter.kind:
        return
    paper.add(document, letter.kind, bold=True, before=18)
    if letter.subject:
        paper.add(document, letter.subject, bold=True)
        paper.rule(document, 6, after=12)


def _addressees(document: Any, addressees: Sequence[str]) -> None:
    if len(addressees) == 1:
        paper.add(document, f"{TO} {addressees[0]}", before=12, after=12)
        return
    if addressees:
        paper.indented(paper.add(document, TO, align=LEFT, before=12))
        for number, one in enumerate(addressees, start=1):
            mark = "." if number == len(addressees) else ";"
            line = paper.add(document, f"- {one}{mark}", align=LEFT)
            line.paragraph_format.left_indent = Pt(100)
        line.paragraph_format.space_after = Pt(12)


def _grounds(document: Any, letter: Letter) -> None:
    if letter.authority:
        paper.add(document, letter.authority, bold=True, before=6, after=12)
    for ground in letter.grounds:
        paper.indented(paper.add(document, ground, italic=True, align=JUSTIFY, after=6))


def _paragraph(document: Any, text: str) -> None:
    if text.startswith(MIDDLE):
        middle = paper.add(document, text.removeprefix(MIDDLE), bold=True, before=6, after=12)
        middle.paragraph_format.keep_with_next = True
        return
    if text.startswith(HEADING):
        line = paper.add(document, text.removeprefix(HEADING), bold=True, align=LEFT, after=6)
        line.paragraph_format.keep_with_next = True
    elif match := ARTICLE.match(text):
        line = paper.add(document, f"{match[1]} ", bold=True, align=JUSTIFY, after=6)
        line.add_run(match[2]).font.size = Pt(14)
    else:
        line = paper.add(document, text, align=JUSTIFY, after=6)
    line.paragraph_format.line_spacing = LINE
    paper.indented(line)


def _foot(document: Any, letter: Letter) -> None:
    signatures = iter(letter.signatures)
    if letter.recipients:
        left, right = _side_by_side(document)
        _recipients(left, letter.recipients)
        for signature in islice(signatures, 1):
            _signed(right, signature)
    while pair := list(islice(signatures, 2)):
        for cell, signature in zip(_side_by_side(document)[-len(pair) :], pair, strict=True):
            _signed(cell, signature)


def _side_by_side(document: Any) -> list[Any]:
    # Word would join two tables that have no line between them.
    paper.add(document, "", size=8)
    return paper.columns(document, 8.4, 8.4)


def _recipients(cell: Any, recipients: Sequence[str]) -> None:
    paper.add(cell, "Nơi nhận:", size=12, bold=True, italic=True, align=LEFT)
    for one in recipients:
        paper.add(cell, f"- {one}", size=11, align=LEFT)


def _signed(cell: Any, signature: Signature) -> None:
    for line in signature.lines:
        paper.add(cell, line, bold=True)
    if signature.remark:
        paper.add(cell, signature.remark, size=12, italic=True)
    cell.paragraphs[-1].paragraph_format.space_after = Pt(SIGNATURE_ROOM)
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.keep_with_next = True
    paper.add(cell, signature.name, bold=True, align=CENTRE)
