"""LibreOffice opens every letter, prints it on A4 and gives every word back."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from kheo.foundation.documents import letters
from kheo.foundation.documents.letters.definitions import all_letters
from tests.conformance.test_word import Words, convert, office
from tests.foundation.documents.letters import samples
from tests.foundation.documents.letters.test_sheets import A4, words_of

__all__ = ["office"]
pytestmark = pytest.mark.django_db


def test_libreoffice_reads_every_letter_back(office, tmp_path):
    seat = samples.body()
    made = {key: samples.letter(key, of=seat) for key in all_letters()}
    for key, letter in made.items():
        (tmp_path / f"{key}.docx").write_bytes(letters.render(letter, "docx"))

    convert(office, [tmp_path / f"{key}.docx" for key in made], "html", tmp_path)

    for key, letter in made.items():
        words = Words()
        words.feed((tmp_path / f"{key}.html").read_text(encoding="utf-8"))
        for text in words_of(letter):
            assert text in words.text


def test_libreoffice_prints_a_letter_on_one_sheet(office, tmp_path):
    path: Path = tmp_path / "forward.docx"
    path.write_bytes(letters.render(samples.letter(), "docx"))

    convert(office, path, "pdf", tmp_path)

    [page] = PdfReader(tmp_path / "forward.pdf").pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [round(side) for side in A4]
