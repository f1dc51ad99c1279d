"""Files as people have them: old fonts, Word, PDF, saved pages, and what is refused."""

import io
import zipfile

import pypdfium2
import pytest

from kheo.foundation.vietnamese.legacy import TCVN3_TABLE
from kheo.insight.checks.queries import Unreadable, of_text, read_apart, read_file
from tests.insight.checks.test_page import word_file

SENTENCE = "Cả huyện mở 45 lớp (trong đó 5 lớp cấp tỉnh; 10 lớp cấp huyện; 20 lớp cấp xã)."


def test_a_text_file_keeps_every_code_point():
    raw = "\ufeffDòng một\r\n" + SENTENCE
    assert read_file(raw.encode("utf-8"), "a.txt") == raw
    wrong = of_text(raw).wrong[0]
    assert raw[wrong.start : wrong.end].startswith("45 lớp")


@pytest.mark.parametrize("codec", ["utf-16", "cp1258"])
def test_other_encodings_are_read(codec):
    words = SENTENCE if codec == "utf-16" else "Huyện có 40 hộ, gồm 25 hộ và 15 hộ."
    data = words.encode(codec, "ignore") if codec == "utf-16" else as_1258(words)
    assert of_text(read_file(data, "a.txt")).relations


def as_1258(text):
    """Windows-1258 writes tones as marks after the letter."""
    marks = {"ệ": "ê\u0323", "ộ": "ô\u0323", "ồ": "ô\u0300"}
    return "".join(marks.get(letter, letter) for letter in text).encode("cp1258")


def test_an_old_font_is_read():
    letters = {letter: place for place, letter in TCVN3_TABLE.items()}
    old = "".join(
        letters.get(c, c) for c in "Huyện có 40 hộ, trong đó 25 hộ nghèo và 15 hộ cận nghèo."
    )
    assert "trong đó" in read_file(old.encode("latin-1"), "cu.txt")


def test_word_pages_and_paragraphs_are_read():
    text = read_file(word_file("Báo cáo", SENTENCE), "a.docx")
    assert text == f"Báo cáo\n{SENTENCE}"


def test_page_furniture_is_left_out():
    page = (
        "<!doctype html><html><head><title>1/2</title></head><body><nav>12 mục</nav>"
        f"<div class='comment-box'>Bạn còn 500/500 ký tự</div><article><p>{SENTENCE}</p>"
        "<script>var a = 3/4;</script></article><footer>© 2026</footer></body></html>"
    )
    assert read_file(page.encode(), "bai.html") == SENTENCE


def test_a_deeply_nested_page_is_read():
    page = "<html><body>" + "<div>" * 3000 + SENTENCE + "</div>" * 3000
    assert "45 lớp" in read_file(page.encode(), "sau.html")


def test_a_pdf_of_pictures_is_refused_with_what_to_do():
    with pytest.raises(Unreadable, match="bản chụp"):
        read_file(empty_pdf(), "quet.pdf")


def empty_pdf():
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "rỗng"),
        (b"%PDF-1.7 broken", "hỏng"),
        (b"PK\x03\x04broken", "hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", ".docx"),
        (b"a\x00b" * 50, "không"),
        (b"<html></html>", "không có nội dung"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data, words):
    with pytest.raises(Unreadable, match=words):
        read_file(data, "x.html" if data.startswith(b"<") else "x")


def test_a_zip_that_is_no_word_file_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(Unreadable, match="không phải văn bản Word"):
        read_file(stream.getvalue(), "a.zip")


def test_a_file_read_apart_gives_the_same_text_or_the_same_refusal():
    assert read_apart(SENTENCE.encode(), "a.txt") == SENTENCE
    with pytest.raises(Unreadable, match="bản chụp"):
        read_apart(empty_pdf(), "quet.pdf")


def test_three_hundred_pages_are_checked_whole():
    page = "\n".join([SENTENCE.replace("45 lớp", "35 lớp")] * 30)
    checked = of_text("\n".join([page] * 300 + [SENTENCE]))
    assert len(checked.wrong) == 1
    assert len(checked.paragraphs()) > 1000
