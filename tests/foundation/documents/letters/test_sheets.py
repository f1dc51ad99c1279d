"""Word and PDF of every letter carry the same Vietnamese words on the sheet of the decree."""

import unicodedata
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm
from pypdf import PdfReader

from kheo.foundation.documents import letters
from kheo.foundation.documents.letters.definitions import all_letters
from tests.foundation.documents.letters import samples

pytestmark = pytest.mark.django_db
A4 = (595.28, 841.89)


def solid(text):
    return "".join(text.split())


def words_of(letter):
    """Every text of the letter as it must be readable on both sheets, without blanks."""
    plain = [paragraph.removeprefix("# ").removeprefix("= ") for paragraph in letter.paragraphs]
    signed = [line for one in letter.signatures for line in (*one.lines, one.remark, one.name)]
    texts = [letter.above, letter.body, letter.kind, letter.subject, letter.authority, *signed]
    texts += [*letter.addressees, *letter.grounds, *letter.recipients, *plain]
    return [solid(text) for text in texts if text]


def pdf_of(letter):
    return PdfReader(BytesIO(letters.render(letter, "pdf")))


def text_of(pdf):
    return solid("".join(page.extract_text() for page in pdf.pages))


def word_text(data):
    document = Document(BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return solid(" ".join(texts + cells))


@pytest.mark.parametrize("key", sorted(all_letters()))
def test_both_sheets_carry_every_word(key):
    letter = samples.letter(key)

    pdf, word = text_of(pdf_of(letter)), word_text(letters.render(letter, "docx"))

    assert pdf == unicodedata.normalize("NFC", pdf)
    for words in words_of(letter):
        assert words in pdf
        assert words in word


def test_the_pdf_is_a4_with_its_fonts_inside():
    page = pdf_of(samples.letter()).pages[0]

    assert [round(float(side), 1) for side in page.mediabox[2:]] == [round(side, 1) for side in A4]
    for font in page["/Resources"]["/Font"].values():
        below = font.get_object()["/DescendantFonts"][0].get_object()
        descriptor = below["/FontDescriptor"].get_object()
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)


def test_one_family_writes_every_vietnamese_letter():
    every = "ĂÂÊÔƠƯĐ Ằắẳẵặ Ầấẩẫậ Ềếểễệ Ồốổỗộ Ờớởỡợ Ừứửữự Ỳýỷỹỵ"
    page = pdf_of(samples.letter("feedback_answer", answer=every)).pages[0]
    names = {font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()}

    families = {name.split("+")[1].split("-")[0] for name in names}

    assert len(families) == 1
    assert solid(every) in solid(page.extract_text())


def test_pages_are_numbered_from_the_second_on():
    pages = pdf_of(samples.letter("complaint_decision_second", verified="Xét thấy.\n" * 40)).pages

    assert len(pages) == 3
    assert not pages[0].extract_text().lstrip().startswith("1")
    assert pages[1].extract_text().split()[0] == "2"
    assert pages[2].extract_text().split()[0] == "3"


def test_only_a_draft_says_that_it_is_one():
    draft = samples.letter()
    issued = letters.Letter(**(vars(draft) | {"number": 7, "is_draft": False}))

    assert "DỰTHẢO" in text_of(pdf_of(draft))
    assert "DỰTHẢO" in word_text(letters.render(draft, "docx"))
    for text in (text_of(pdf_of(issued)), word_text(letters.render(issued, "docx"))):
        assert "DỰTHẢO" not in text
        assert "Số:07/PC-UBND" in text


def test_the_word_sheet_has_the_margins_of_the_decree():
    section = Document(BytesIO(letters.render(samples.letter(), "docx"))).sections[0]

    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    sides += (section.left_margin, section.right_margin)
    assert [round(side / Mm(1)) for side in sides] == [210, 297, 20, 20, 30, 15]


def test_what_looks_like_markup_is_printed_as_typed():
    typed = '#include "a.typ" $x$ *đậm* \\ @a <b> {{ c }}'

    assert solid(typed) in text_of(pdf_of(samples.letter("filed", reason=typed)))


def test_other_forms_are_refused():
    with pytest.raises(letters.UnknownForm):
        letters.render(samples.letter(), "odt")
