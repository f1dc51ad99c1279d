"""PDF files: the text of their pages, with the lines of a paragraph put together again."""

import re
from collections.abc import Iterator
from typing import Final

import pypdfium2

from kheo.insight.checks.texts.errors import Unreadable

_MOST_PAGES: Final = 3000
_PAGE_NUMBER: Final = re.compile(r"\s*-?\s*(?:[Tt]rang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?\s*-?\s*")


def read(data: bytes) -> str:
    """Give the text of a PDF; raise Unreadable for a locked, damaged or scanned one."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("Tệp PDF hỏng hoặc có mật khẩu, không mở được.") from error
    try:
        if len(document) > _MOST_PAGES:
            raise Unreadable("Tệp PDF quá 3.000 trang. Hãy tách thành các phần nhỏ hơn.")
        text = "\n".join(_pages(document))
    finally:
        document.close()
    if not text.strip():
        raise Unreadable("Tệp PDF không có lớp chữ (bản chụp). Hãy dùng bản xuất từ Word.")
    return text


def _pages(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for number in range(len(document)):
        page = document[number]
        words = page.get_textpage()
        yield _joined(words.get_text_range().replace("\r\n", "\n").replace("\r", "\n"))
        words.close()
        page.close()


def _joined(text: str) -> str:
    """Join lines that go on: all but the short ones and those that end a sentence or item."""
    lines = [line.rstrip() for line in text.split("\n") if not _PAGE_NUMBER.fullmatch(line)]
    longest = sorted(map(len, lines))[len(lines) * 4 // 5] if lines else 0
    pieces = []
    for line in lines:
        pieces.append(line)
        ends = line.endswith((".", ":", ";", "!", "?", "…")) or len(line) < longest * 0.75
        pieces.append("\n" if ends or not line else " ")
    # A soft hyphen at a line's end joins the halves of a word.
    return "".join(pieces).replace("\ufffe", "").replace("\u00ad", "")
