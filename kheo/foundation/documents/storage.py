"""Private storage on disk: no web server reaches it, no other account of the machine reads it."""

import os
import uuid
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation


def where(sha256: str, key: uuid.UUID, *, small: bool = False) -> str:
    """Give the path of a file inside the storage, spread by the first letters of its hash."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}-{key.hex}{'.nho' if small else ''}"


def absolute(path: str) -> Path:
    """Resolve a stored path; one that leads out of the storage is refused."""
    root = Path(settings.PRIVATE_FILES).resolve()
    full = (root / path).resolve()
    if not full.is_relative_to(root):
        raise SuspiciousFileOperation(path)
    return full


def write(path: str, data: bytes) -> None:
    """Write a file that only this account may read, whole or not at all."""
    full = absolute(path)
    full.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    arriving = full.with_name(f".{full.name}.part")
    descriptor = os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    arriving.replace(full)


def remove_all(paths: Iterable[str]) -> None:
    """Take files out of the storage; they may be gone already."""
    for path in paths:
        absolute(path).unlink(missing_ok=True)
