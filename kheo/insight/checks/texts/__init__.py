"""Turns a file somebody has (text of any encoding, Word, PDF, a web page) into plain text."""

from pathlib import Path
from typing import Final

from kheo.insight.checks.texts import pages, pdf, plain, word
from kheo.insight.checks.texts.apart import read_apart
from kheo.insight.checks.texts.errors import Unreadable

__all__ = ["LARGEST", "Unreadable", "read_apart", "read_file"]

LARGEST: Final = 50 * 1024 * 1024
_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(file: Path | bytes, name: str = "") -> str:
    """Read a file's text; what it is shows in its first bytes, not in its name; raise Unreadable.

    A text file keeps every code point, so that places in it are those of the file itself.
    """
    data = file if isinstance(file, bytes) else _bytes(file)
    name = name or (file.name if isinstance(file, Path) else "")
    if len(data) > LARGEST:
        raise Unreadable("Tệp lớn quá 50 MB. Hãy tách thành các phần nhỏ hơn.")
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return pdf.read(data)
    if data.startswith(_ZIP):
        return word.read(data)
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(
            "Tệp Word đời cũ (.doc). Hãy mở bằng Word hoặc LibreOffice và lưu thành .docx."
        )
    text = plain.read(data)
    if name.lower().endswith((".html", ".htm", ".mhtml")) or pages.is_page(text):
        return pages.read(text)
    return text


def _bytes(path: Path) -> bytes:
    """Read no more of a file than can be used."""
    if path.is_dir():
        raise Unreadable(f"{path} là thư mục, không phải tệp.")
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)
