"""Prints a letter as PDF with Typst, from the sheet letter.typ beside this file."""

import json
from dataclasses import asdict
from pathlib import Path

import typst

from kheo.foundation import fonts
from kheo.foundation.documents.letters.letter import Letter
from kheo.foundation.vietnamese import dates

SHEET = Path(__file__).parent / "letter.typ"


def render(letter: Letter) -> bytes:
    """Return the letter as the bytes of a PDF/A file with its fonts inside."""
    words = asdict(letter) | {
        "on": dates.write_long_date(letter.on),
        "made": [letter.on.year, letter.on.month, letter.on.day],
        "numbered": letter.numbered,
    }
    made = typst.compile(
        SHEET,
        root=SHEET.parent,
        font_paths=fonts.of_machine(),
        format="pdf",
        pdf_standards="a-2a",
        sys_inputs={"letter": json.dumps(words, ensure_ascii=False)},
    )
    assert isinstance(made, bytes)
    return made
