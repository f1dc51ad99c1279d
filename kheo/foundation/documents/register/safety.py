"""Looks into a file before it may stand in the register: locked, empty, or able to act.

A PDF that can run or carry something is kept as it came, but everybody else gets its pages as
pictures. The search for such things errs towards finding them.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from kheo.foundation.documents import flattening
from kheo.foundation.documents.refusals import NotWhatItSays
from kheo.foundation.documents.register.errors import LockedFile, NoPages, OldWord, ReachesOut

PDF: Final = "application/pdf"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What makes a PDF do something by itself, fetch something or carry a file.
_ACTS: Final = re.compile(
    rb"/(?:JavaScript|JS|Launch|OpenAction|AA|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData"
    rb"|GoToR|GoToE|Movie|Sound|Rendition|Filespec)(?![A-Za-z])"
)
_ESCAPED: Final = re.compile(rb"#([0-9a-fA-F]{2})")
_STREAM: Final = re.compile(rb"stream\r?\n")
_MOST_UNPACKED: Final = 64 * 1024 * 1024
_CHUNK: Final = 8 * 1024 * 1024
_NO_PAGES: Final = re.compile(rb"/Count\s+0\b")
_ENCRYPTED: Final = b"/Encrypt"


@dataclass(frozen=True)
class Inspected:
    """What was seen: pages, where a file has them, and whether it can act."""

    pages: int | None
    is_active: bool


def inspect(data: bytes, media_type: str, name: str) -> Inspected:
    """Look into a file of the register; raise LockedFile, NoPages, ReachesOut, NotWhatItSays."""
    if media_type == PDF:
        return Inspected(_pages(data, name), _is_active(data))
    if media_type == WORD:
        _refuse_reaching(data, name)
    return Inspected(None, is_active=False)


def refuse_old_word(data: bytes, name: str) -> None:
    """Name a .doc for what it is, before the table of kinds refuses it without saying more."""
    if data.startswith(_OLD_OFFICE):
        raise OldWord(name)


def _pages(data: bytes, name: str) -> int:
    try:
        pages = flattening.count(data, name)
    except NotWhatItSays as broken:
        # What is drawn without asking for a password may carry the word all the same.
        if _ENCRYPTED in data:
            raise LockedFile(name) from broken
        if _NO_PAGES.search(data):
            raise NoPages(name) from broken
        raise
    if not pages:
        raise NoPages(name)
    return pages


# --- PDF --------------------------------------------------------------------------------------


def _is_active(data: bytes) -> bool:
    return any(_ACTS.search(_plain(part)) for part in (data, *_unpacked(data)))


def _plain(part: bytes) -> bytes:
    """Undo the escapes of names: /J#61vaScript is /JavaScript."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Give the packed streams that hold objects."""
    left = _MOST_UNPACKED
    for found in _STREAM.finditer(data):
        header = data[max(0, found.start() - 400) : found.start()]
        if b"ObjStm" not in header.rpartition(b"obj")[2] or left <= 0:
            continue
        part = _inflated(data[found.end() : found.end() + _CHUNK], left)
        left -= len(part)
        yield part


def _inflated(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, min(most, _CHUNK))
    except zlib.error:
        return b""


# --- Word -------------------------------------------------------------------------------------


def _refuse_reaching(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            rels = [archive.read(part) for part in names if part.endswith(".rels")]
    except (zipfile.BadZipFile, OSError, RuntimeError) as broken:
        raise NotWhatItSays(name) from broken
    carries = any("/embeddings/" in part or "/activeX/" in part for part in names)
    if carries or any(_fetches(part) for part in rels):
        raise ReachesOut(name)


_EXTERNAL: Final = re.compile(
    rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.I
)


def _fetches(part: bytes) -> bool:
    """Say whether anything but a link that a person clicks lies outside the file."""
    return any(b"/hyperlink" not in found[0] for found in _EXTERNAL.finditer(part))
