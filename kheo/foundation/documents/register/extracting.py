"""Takes the words out of a file of the register, for search and for suggestions.

Word and PDF give their text; a scan is read by Tesseract's Vietnamese model where this machine
has it, page by page, within limits of pages, time and memory. Old encodings become Unicode.
"""

import os
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from time import monotonic
from typing import Any, Final

import docx
import pypdfium2
from docx.exceptions import PythonDocxError
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from PIL import Image

from kheo.foundation.documents import flattening, pictures
from kheo.foundation.documents.allowed import BY_MEDIA_TYPE
from kheo.foundation.documents.refusals import NotWhatItSays
from kheo.foundation.documents.register.safety import PDF, WORD
from kheo.foundation.vietnamese import legacy, text

MOST_LETTERS: Final = 400_000
MOST_PAGES: Final = 300
MOST_SCANNED_PAGES: Final = 30
# A page with fewer letters in its layer is taken for a picture of a page.
FEWEST_LETTERS: Final = 40
SECONDS_PER_PAGE: Final = 60
SECONDS: Final = 600
MEMORY: Final = 1024 * 1024 * 1024
SCAN_EDGE: Final = 2600
_BROKEN: Final = (
    ValueError, KeyError, OSError, IndexError, TypeError, AttributeError, InvalidFileException,
    pypdfium2.PdfiumError, NotWhatItSays, MemoryError, SyntaxError, EOFError, zipfile.BadZipFile,
    zlib.error, PythonDocxError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True)
class Extracted:
    """The words of a file, and whether they were recognised from pictures; "" when none were."""

    words: str
    is_recognised: bool = False


def extract(data: bytes, media_type: str, *, pages: int = MOST_PAGES) -> Extracted:
    """Give the words of a file, of its first pages if asked; one that cannot be read has none."""
    try:
        if media_type == PDF:
            return _of_pdf(data, pages)
        if media_type == WORD:
            return Extracted(_tidied(_of_word(data)))
        if BY_MEDIA_TYPE[media_type].picture:
            return _of_picture(data)
        return Extracted(_tidied(_of_sheet(data)))
    except _BROKEN:
        return Extracted("")


def _tidied(parts: Iterator[str]) -> str:
    """Join what was found, up to a bound, as composed Unicode."""
    kept: list[str] = []
    left = MOST_LETTERS
    for part in parts:
        kept.append(part[:left])
        left -= len(part)
        if left <= 0:
            break
    return text.clean(legacy.to_unicode("\n".join(kept))).strip()


# --- Word and Excel ---------------------------------------------------------------------------


def _of_word(data: bytes) -> Iterator[str]:
    document = docx.Document(BytesIO(data))
    for block in document.iter_inner_content():
        yield from _of_block(block)


def _of_block(block: Any) -> Iterator[str]:
    """Give a paragraph, or a table cell by cell, in the order of reading."""
    if not hasattr(block, "rows"):
        yield block.text
        return
    seen: set[Any] = set()
    for row in block.rows:
        cells = [cell for cell in row.cells if cell._tc not in seen]
        seen.update(cell._tc for cell in cells)
        yield "\n".join(cell.text for cell in cells)


def _of_sheet(data: bytes) -> Iterator[str]:
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield " ".join(str(cell) for cell in row if cell is not None)


# --- PDF --------------------------------------------------------------------------------------


def _of_pdf(data: bytes, pages: int) -> Extracted:
    layers = _layers(data, pages)
    words = _tidied(iter(layers))
    scanned = [at for at, layer in enumerate(layers, 1) if len(layer.strip()) < FEWEST_LETTERS]
    if len(scanned) * 2 <= len(layers) or not can_recognise():
        return Extracted(words)
    seen = _tidied(_of_scans(data, scanned[:MOST_SCANNED_PAGES]))
    return Extracted("\n".join(filter(None, (words, seen))), is_recognised=bool(seen))


def _layers(data: bytes, pages: int) -> list[str]:
    """Give the text layer of each page, so many pages at most."""
    with flattening.opened(data, "") as document:
        return [_layer(document[at]) for at in range(min(len(document), pages))]


def _layer(page: Any) -> str:
    layer = page.get_textpage()
    try:
        return str(layer.get_text_bounded()).replace("\r\n", "\n").replace("\ufffe", "")
    finally:
        layer.close()
        page.close()


def _of_scans(data: bytes, numbers: list[int]) -> Iterator[str]:
    ends = monotonic() + SECONDS
    for number in numbers:
        if monotonic() < ends:
            yield _recognised(flattening.draw(data, number, "", edge=SCAN_EDGE))


def _of_picture(data: bytes) -> Extracted:
    if not can_recognise():
        return Extracted("")
    with Image.open(BytesIO(data), formats=pictures.FORMATS) as image:
        image.thumbnail((SCAN_EDGE, SCAN_EDGE))
        seen = _tidied(iter([_recognised(image.convert("RGB"))]))
    return Extracted(seen, is_recognised=bool(seen))


# --- Tesseract --------------------------------------------------------------------------------


@cache
def can_recognise() -> bool:
    """Say whether this machine has Tesseract and its Vietnamese model."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        told = subprocess.run(  # noqa: S603 - a program of this machine, nothing typed by anybody
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "vie" in told.stdout.split()


# The shell bounds memory and processor time of what it becomes.
_BOUNDED: Final = f'ulimit -v {MEMORY // 1024}; ulimit -t {SECONDS_PER_PAGE}; exec "$0" "$@"'


def _recognised(image: Image.Image) -> str:
    """Read one page; "" when it takes too long or the program gives up."""
    sent = BytesIO()
    image.convert("L").save(sent, "PNG")
    program = shutil.which("tesseract") or "tesseract"
    try:
        told = subprocess.run(  # noqa: S603 - fixed arguments; the picture goes in by stdin
            ["/bin/sh", "-c", _BOUNDED, program, "stdin", "stdout", "-l", "vie"],
            input=sent.getvalue(),
            capture_output=True,
            timeout=SECONDS_PER_PAGE,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stdout.decode("utf-8", "replace") if told.returncode == 0 else ""
