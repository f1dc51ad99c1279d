"""Word files: the paragraphs and table rows of a .docx, read as a stream."""

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from lxml import etree

from kheo.insight.checks.texts.errors import Unreadable

_LARGEST: Final = 200 * 1024 * 1024  # of the document once unpacked
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DAMAGED: Final = "Tệp Word hỏng hoặc có mật khẩu, không mở được."


def read(data: bytes) -> str:
    """Give the text of a Word file, one paragraph a line; raise Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            text = "\n".join(_paragraphs(archive))
    except KeyError as error:
        raise Unreadable("Tệp nén này không phải văn bản Word (.docx).") from error
    except (zipfile.BadZipFile, etree.XMLSyntaxError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable(_DAMAGED) from error
    if not text.strip():
        raise Unreadable("Tệp Word không có chữ nào.")
    return text


def _paragraphs(archive: zipfile.ZipFile) -> Iterator[str]:
    entry = archive.getinfo("word/document.xml")
    if entry.file_size > _LARGEST:
        raise Unreadable("Tệp Word quá lớn khi mở ra. Hãy tách thành các phần nhỏ hơn.")
    with archive.open(entry) as stream:
        events = etree.iterparse(stream, tag=f"{_W}p", resolve_entities=False, huge_tree=False)
        for _, paragraph in events:
            yield _text(paragraph)
            paragraph.clear()
            # A cleared paragraph still hangs at its parent: let it go, or memory grows with pages.
            while paragraph.getprevious() is not None:
                del paragraph.getparent()[0]


def _text(paragraph: etree._Element) -> str:
    pieces = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        else:
            pieces.append("-" if node.tag.endswith("noBreakHyphen") else " ")
    return "".join(pieces)
