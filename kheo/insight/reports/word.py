"""Fills a template in Word: body, headers and footers, with every figure leading to its source."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import Markup

from kheo.insight.reports import language, marks
from kheo.insight.reports.drawings import Drawings
from kheo.insight.reports.errors import BadTemplate, Problem, TooLong
from kheo.insight.reports.filling import Filler, Links
from kheo.insight.reports.language import Asked
from kheo.insight.reports.marks import Sheet
from kheo.insight.reports.numbers import Numbers

MOST_XML = 60_000_000
MOST_HELD = 4_000_000
_BODY = b"<w:body/>"
# Of every part, so that the same figures give the same file.
_DAY = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Template:
    """A template that was read: its file, its parts ready to be filled, what it asks for."""

    data: bytes
    body: Sheet
    edges: Mapping[str, Sheet]  # headers and footers, by relation
    asked: Asked
    problems: tuple[Problem, ...]

    def good(self) -> "Template":
        """Return it, or raise BadTemplate with everything that is wrong."""
        if self.problems:
            raise BadTemplate(*self.problems)
        return self


@dataclass(frozen=True)
class Filled:
    """A filled Word file, its figures in the order of the text, and its charts."""

    data: bytes
    filler: Filler
    drawings: Drawings


_read: dict[str, Template] = {}
_KEPT = 8


def read(data: bytes, names: Mapping[str, str] | None = None) -> Template:
    """Read a template; the last few are kept, because a page is filled again and again."""
    key = sha256(data + repr(sorted((names or {}).items())).encode()).hexdigest()
    if key not in _read:
        while len(_read) >= _KEPT:
            _read.pop(next(iter(_read)))
        _read[key] = _reading(data, names or {})
    return _read[key]


def _reading(data: bytes, names: Mapping[str, str]) -> Template:
    document = _Document(BytesIO(data))
    document.init_docx()
    body = marks.ready(document.docx.element.body)
    edges = {key: marks.ready(parse_xml(part.blob)) for key, part in document.edges()}
    found = [*body.marks, *(mark for one in edges.values() for mark in one.marks)]
    problems = [*body.problems, *(one for edge in edges.values() for one in edge.problems)]
    asked, more = language.read(found, dict(names))
    for mark in found:
        # The tree of the template is not needed any more.
        mark.holder = None
    return Template(data, body, edges, asked, (*problems, *more))


def fill(
    template: Template, numbers: Numbers, words: Mapping[str, str],
    tables: Callable[[str], Markup], properties: Mapping[str, str],
) -> Filled:  # fmt: skip
    """Fill a template with the numbers of a unit; raises TooLong."""
    document = _Document(BytesIO(template.data))
    document.render_init()
    part = document.docx.part
    filler = Filler(
        numbers=numbers,
        names=template.asked.names,
        words=words,
        looks=template.body.properties,
        links=Links(part),
        drawings=Drawings(part),
        tables=tables,
    )
    with SpooledTemporaryFile(max_size=MOST_HELD) as body:
        # The body is written before the rest, whose relations it makes; and never held as a tree.
        for piece in _pieces(template.body, filler):
            body.write(piece.encode())
        filler.links = None
        for key, sheet in template.edges.items():
            filler.looks = sheet.properties
            document.map_headers_footers_xml(key, "".join(_pieces(sheet, filler)).encode())
        for name, value in properties.items():
            setattr(document.docx.core_properties, name, value)
        return Filled(document.saved_with(body), filler, filler.drawings)


_ENGINE = language.environment()


@lru_cache(maxsize=32)
def _compiled(source: str) -> Any:
    return _ENGINE.from_string(source)


def _pieces(sheet: Sheet, filler: Filler) -> Iterator[str]:
    """Run a part through the engine, piece by piece, and stop when it grows beyond reason."""
    size = 0
    for piece in _compiled(sheet.source).generate(filler.context()):
        size += len(piece)
        if size > MOST_XML:
            raise TooLong("Báo cáo dài quá mức giấy tờ. Xin chia mẫu thành nhiều báo cáo.")
        yield piece


class _Document(DocxTemplate):  # type: ignore[misc]  # has no types
    """docxtpl's file handling around our own marks."""

    def edges(self) -> list[tuple[str, Any]]:
        """Return headers and footers that have marks."""
        found = [
            (key, part)
            for uri in (self.HEADER_URI, self.FOOTER_URI)
            for key, part in self.get_headers_footers(uri)
        ]
        return [(key, part) for key, part in found if b"{" in part.blob]

    def saved_with(self, body: IO[bytes]) -> bytes:
        """Save with a body that was written beside; raises BadTemplate when it is no sheet."""
        _check(body)
        root = self.docx.element
        for child in list(root.body):
            root.body.remove(child)
        self.is_rendered = True
        without, out = BytesIO(), BytesIO()
        self.docx.save(without)
        main = self.docx.part.partname.lstrip("/")
        with ZipFile(without) as held, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as made:
            for name in held.namelist():
                info = ZipInfo(name, _DAY)
                info.compress_type = ZIP_DEFLATED
                with made.open(info, "w") as part:
                    if name == main:
                        _write(part, held.read(name), body)
                    else:
                        part.write(held.read(name))
        return out.getvalue()


def _write(part: IO[bytes], around: bytes, body: IO[bytes]) -> None:
    before, _body, after = around.partition(_BODY)
    part.write(before)
    body.seek(0)
    copyfileobj(body, part)
    part.write(after)


def _check(body: IO[bytes]) -> None:
    """Read the body once, keeping nothing: a file that Word refuses is not handed out."""
    body.seek(0)
    try:
        for _event, element in etree.iterparse(body, huge_tree=True, resolve_entities=False):
            element.clear(keep_tail=False)
    except etree.XMLSyntaxError as broken:
        words = "Mẫu đặt lệnh ở chỗ làm hỏng bố cục tệp Word."
        raise BadTemplate(Problem(words)) from broken
