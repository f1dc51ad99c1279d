"""Where the files of the data sets lie: named by what they hold, whole or not there at all.

They lie beside the private files so that the backup takes them along; everybody may read them
through the addresses of the editions.
"""

import gzip
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation

FOLDER = "opendata"
PIECE = 1 << 20


@dataclass(frozen=True)
class Made:
    """One finished file as an edition keeps it."""

    path: str
    size: int
    sha256: str

    def said(self) -> dict[str, str | int]:
        return {"path": self.path, "size": self.size, "sha256": self.sha256}


def root() -> Path:
    return Path(settings.PRIVATE_FILES) / FOLDER


def absolute(path: str) -> Path:
    """Resolve a kept path; one that leads out of the folder is refused."""
    full = (root() / path).resolve()
    if not full.is_relative_to(root().resolve()):
        raise SuspiciousFileOperation(path)
    return full


@contextmanager
def workshop() -> Iterator[Path]:
    """Give a folder on the same disk in which files are made."""
    root().mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=root(), prefix=".dang-lam-") as folder:
        yield Path(folder)


def fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def press(source: Path) -> Path:
    """Write a file once more, small for the way; the same content gives the same bytes."""
    target = source.with_name(source.name + ".gz")
    with (
        source.open("rb") as read,
        target.open("wb") as out,
        gzip.GzipFile(filename="", fileobj=out, mode="wb", compresslevel=6, mtime=0) as small,
    ):
        while piece := read.read(PIECE):
            small.write(piece)
    return target


def keep(made: Path, key: str, ending: str) -> Made:
    """Move a finished file to its place under the name of its content."""
    sha256, size = fingerprint(made), made.stat().st_size
    path = f"{key}/{sha256[:32]}.{ending}"
    place = absolute(path)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with made.open("rb") as written:
        os.fsync(written.fileno())
    made.replace(place)
    return Made(path, size, sha256)


def sweep(key: str, kept: Iterable[str], *, before: float) -> int:
    """Remove files of a data set that no edition names and that nobody began to read lately."""
    named, gone = set(kept), 0
    folder = absolute(key)
    for file in folder.iterdir() if folder.is_dir() else ():
        if f"{key}/{file.name}" not in named and file.stat().st_mtime < before:
            file.unlink(missing_ok=True)
            gone += 1
    return gone
