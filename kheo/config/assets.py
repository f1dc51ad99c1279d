"""Lays out the static files, compressed and named by content, once per version of them."""

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from tqdm import tqdm
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names files by their content, compresses them, and shows how far it has come."""

    def post_process(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        yield from tqdm(
            super().post_process(*args, **kwargs), desc="Nén tệp giao diện", unit="", disable=None
        )


def collect() -> bool:
    """Bring STATIC_ROOT up to date; say whether anything had to be done."""
    stamp = Path(settings.STATIC_ROOT) / ".fingerprint"
    now = fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now)
    return True


def fingerprint() -> str:
    """Hash name, size and time of every static file; reading them all would take seconds."""
    digest = blake2b(digest_size=16)
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
