"""The table of what may be uploaded: a kind that is not in it is refused."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

# Office files are zip archives; one that unpacks to more than this is a bomb.
MOST_UNPACKED_BYTES = 200 * 1024 * 1024


def _is_office(data: bytes, main_part: str) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, RuntimeError):
        return False
    has_macros = any(name.endswith("vbaProject.bin") for name in names)
    return main_part in names and not has_macros and unpacked <= MOST_UNPACKED_BYTES


def _is_word(data: bytes) -> bool:
    return _is_office(data, "word/document.xml")


def _is_sheet(data: bytes) -> bool:
    return _is_office(data, "xl/workbook.xml")


@dataclass(frozen=True)
class Picture:
    """How a kind of picture is opened and kept.

    `most_pixels` is what may be decoded: a JPEG shrinks while it is read, others need four bytes
    of memory for each.
    """

    pillow: str
    most_pixels: int
    kept_as: str


@dataclass(frozen=True)
class Kind:
    """One kind of file: how it is recognised and what it may be called."""

    media_type: str
    extensions: tuple[str, ...]
    sniffed: frozenset[str]
    picture: Picture | None = None
    confirm: Callable[[bytes], bool] | None = None

    @property
    def extension(self) -> str:
        """Give the extension that a stored file of this kind carries."""
        return self.extensions[0]


_OFFICE = "application/vnd.openxmlformats-officedocument."
# Longest edge of a stored picture and of the small one that pages show.
EDGE = 2560
SMALL_EDGE = 480

KINDS: tuple[Kind, ...] = (
    Kind(
        "image/jpeg",
        (".jpg", ".jpeg", ".jfif"),
        frozenset({"image/jpeg"}),
        Picture("JPEG", 130_000_000, "JPEG"),
    ),
    Kind("image/png", (".png",), frozenset({"image/png"}), Picture("PNG", 50_000_000, "PNG")),
    Kind("image/webp", (".webp",), frozenset({"image/webp"}), Picture("WEBP", 50_000_000, "WEBP")),
    Kind(
        "image/heic",
        (".heic", ".heif"),
        frozenset({"image/heic", "image/heif"}),
        Picture("HEIF", 50_000_000, "JPEG"),
    ),
    Kind("application/pdf", (".pdf",), frozenset({"application/pdf"})),
    Kind(
        f"{_OFFICE}wordprocessingml.document",
        (".docx",),
        frozenset({f"{_OFFICE}wordprocessingml.document"}),
        confirm=_is_word,
    ),
    Kind(
        f"{_OFFICE}spreadsheetml.sheet",
        (".xlsx",),
        frozenset({f"{_OFFICE}spreadsheetml.sheet"}),
        confirm=_is_sheet,
    ),
)
PICTURES = tuple(kind for kind in KINDS if kind.picture)
BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}
BY_PICTURE_FORMAT = {kind.picture.pillow: kind for kind in KINDS if kind.picture}


def accept(kinds: tuple[Kind, ...]) -> str:
    """Write the kinds as a file input's `accept`."""
    return ",".join(part for kind in kinds for part in (kind.media_type, *kind.extensions))
