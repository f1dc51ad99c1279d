"""Turns a PDF or a picture into pixels with black boxes: nothing that was hidden can come back.

Pages are drawn one after another, so that a scan of forty pages costs the memory of one. The new
PDF is written here and not by a library, because every library signs what it writes.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageDraw

from kheo.foundation.documents import redaction
from kheo.foundation.documents.redaction import Kind
from kheo.foundation.documents.refusals import NotWhatItSays, TooManyPages

DPI: Final = 150
POINTS: Final = 72
QUALITY: Final = 70
MOST_PAGES: Final = 200
# An A4 page has 2.2 million points at this resolution; a larger sheet is drawn coarser.
MOST_PIXELS: Final = 9_000_000
PREVIEW_EDGE: Final = 1400
# PDFium keeps state of its own: one page at a time in a process.
_PDFIUM: Final = threading.Lock()


@dataclass(frozen=True)
class Box:
    """A black box: page from 1, then left, top, width and height in percent of the page."""

    page: int
    left: float
    top: float
    width: float
    height: float

    def on(self, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """Give the corners in pixels, both within the box; a thin box still covers something."""
        wide, high = size
        left, top = int(wide * self.left / 100), int(high * self.top / 100)
        right = round(wide * (self.left + self.width) / 100)
        return left, top, max(left, right), max(top, round(high * (self.top + self.height) / 100))


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Any]:
    """Open a PDF, one at a time in a process; raise NotWhatItSays when it cannot be read."""
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as broken:
            raise NotWhatItSays(name) from broken
        try:
            yield document
        except pypdfium2.PdfiumError as broken:
            raise NotWhatItSays(name) from broken
        finally:
            document.close()


def count(data: bytes, name: str) -> int:
    """Count the pages of a PDF."""
    with opened(data, name) as document:
        return len(document)


def draw(data: bytes, number: int, name: str, *, edge: int = 0) -> Image.Image:
    """Draw one page, numbered from 1; with `edge` no side is longer."""
    with opened(data, name) as document:
        page = document[number - 1]
        try:
            return _drawn(page, edge)
        finally:
            page.close()


def _drawn(page: Any, edge: int) -> Image.Image:
    wide, high = page.get_size()
    scale = DPI / POINTS
    if wide * high * scale * scale > MOST_PIXELS:
        scale = (MOST_PIXELS / (wide * high)) ** 0.5
    if edge:
        scale = min(scale, edge / max(wide, high))
    bitmap = page.render(scale=scale, may_draw_forms=True)
    try:
        image: Image.Image = bitmap.to_pil().convert("RGB")
        return image
    finally:
        bitmap.close()


def paint(image: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    """Paint the boxes on a copy of a picture."""
    painted = image.convert("RGBA" if "A" in image.getbands() else "RGB")
    pen = ImageDraw.Draw(painted)
    for box in boxes:
        pen.rectangle(box.on(painted.size), fill="black")
    return painted


def flatten(data: bytes, boxes: Sequence[Box], name: str) -> tuple[bytes, int]:
    """Make a PDF of pictures only, with the boxes painted; give it and the number of its pages."""
    pages = count(data, name)
    if pages > MOST_PAGES:
        raise TooManyPages(name)
    paper = _Paper()
    for number in range(1, pages + 1):
        on_page = [box for box in boxes if box.page == number]
        paper.add(paint(draw(data, number, name), on_page))
    return paper.written(), pages


class _Paper:
    """A PDF that holds one JPEG a page and says nothing else."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def add(self, image: Image.Image) -> None:
        picture = BytesIO()
        image.convert("RGB").save(picture, "JPEG", quality=QUALITY, optimize=True)
        wide, high = (round(side * POINTS / DPI, 2) for side in image.size)
        drawing = f"q {wide} 0 0 {high} 0 0 cm /P Do Q".encode()
        first = len(self._objects) + 3
        self._objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide} {high}]/Contents {first + 1} 0 R"
            f"/Resources<</XObject<</P {first + 2} 0 R>>>>>>".encode(),
            _stream("", drawing),
            _stream(
                f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}"
                "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
                picture.getvalue(),
            ),
        ]

    def written(self) -> bytes:
        pages = range(3, len(self._objects) + 3, 3)
        kids = " ".join(f"{number} 0 R" for number in pages)
        head = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        ]
        out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
        for number, content in enumerate([*head, *self._objects], start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        size, start = len(places) + 1, len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
        out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
        return bytes(out)


def _stream(about: str, content: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (about.encode(), len(content), content)


# --- Suggested boxes --------------------------------------------------------------------------


@dataclass(frozen=True)
class Suggested:
    """A box around letters of a page's text layer, and why."""

    box: Box
    kind: Kind
    is_sure: bool


def suggest(data: bytes, name: str, known: Sequence[str] = ()) -> list[Suggested]:
    """Box what the text layer tells; a scan without one has no suggestions."""
    with opened(data, name) as document:
        found: list[Suggested] = []
        for number in range(1, min(len(document), MOST_PAGES) + 1):
            page = document[number - 1]
            try:
                found += _on_page(page, number, known)
            finally:
                page.close()
        return found


def _on_page(page: Any, number: int, known: Sequence[str]) -> Iterator[Suggested]:
    layer = page.get_textpage()
    try:
        # Letter by letter, so that a place in the text is a place on the page.
        codes = (pdfium_c.FPDFText_GetUnicode(layer.raw, at) for at in range(layer.count_chars()))
        text = "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)
        for span in redaction.suggest(text, known):
            for box in _boxes(layer, page.get_size(), number, span.start, span.end):
                yield Suggested(box, span.kind, span.is_sure)
    finally:
        layer.close()


def _boxes(layer: Any, size: tuple[float, float], page: int, start: int, end: int) -> Iterator[Box]:
    wide, high = size
    for place in range(layer.count_rects(start, end - start)):
        left, bottom, right, top = layer.get_rect(place)
        yield Box(
            page,
            round(100 * left / wide - 0.4, 2),
            round(100 * (high - top) / high - 0.4, 2),
            round(100 * (right - left) / wide + 0.8, 2),
            round(100 * (top - bottom) / high + 0.8, 2),
        )
