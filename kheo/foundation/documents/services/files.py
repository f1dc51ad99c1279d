"""Everything that changes what lies in the storage: checked, kept, handed on, removed."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import names, pictures, sniffing, storage
from kheo.foundation.documents.allowed import Kind
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.documents.refusals import EmptyFile, NotAPicture, TooLarge


@dataclass(frozen=True)
class _Checked:
    data: bytes
    kind: Kind
    small: bytes = b""


def store(
    upload: "File[bytes]",
    *,
    holder: str,
    subject: str,
    by: User | None,
    now: datetime,
    keep_metadata: bool = False,
    only_pictures: bool = False,
) -> StoredFile:
    """Check a file by its content and keep it, or raise a subclass of Refused that says why not."""
    name = upload.name or ""
    checked = _checked(_read(upload, name), name, keep_metadata, only_pictures)
    return _kept(
        checked, name, holder=holder, subject=subject, by=by, now=now, keeps_metadata=keep_metadata
    )


def keep_made(
    data: bytes, *, name: str, holder: str, subject: str, by: User | None, now: datetime
) -> StoredFile:
    """Keep a file that was made here, which may be longer than what people may send."""
    checked = _checked(data, name, keep_metadata=False, only_pictures=False)
    return _kept(
        checked, name, holder=holder, subject=subject, by=by, now=now, keeps_metadata=False
    )


def _kept(
    checked: "_Checked",
    name: str,
    *,
    holder: str,
    subject: str,
    by: User | None,
    now: datetime,
    keeps_metadata: bool,
) -> StoredFile:
    key = uuid.uuid4()
    sha256 = hashlib.sha256(checked.data).hexdigest()
    file = StoredFile(
        key=key,
        holder=holder,
        subject=subject,
        name=names.safe(name, checked.kind),
        media_type=checked.kind.media_type,
        size=len(checked.data),
        sha256=sha256,
        path=storage.where(sha256, key),
        small_path=storage.where(sha256, key, small=True) if checked.small else "",
        keeps_metadata=keeps_metadata,
        stored_at=now,
        stored_by=by,
    )
    _write(file, checked)
    file.save(force_insert=True)
    return file


@contextmanager
def storing(
    uploads: "Iterable[File[bytes]]",
    *,
    holder: str,
    subject: str,
    by: User | None,
    now: datetime,
    only_pictures: bool = False,
) -> Iterator[list[StoredFile]]:
    """Store files together with the act that they belong to: all of it happens or none of it."""
    files: list[StoredFile] = []
    try:
        with transaction.atomic():
            for upload in uploads:
                files.append(
                    store(
                        upload,
                        holder=holder,
                        subject=subject,
                        by=by,
                        now=now,
                        only_pictures=only_pictures,
                    )
                )
            yield files
    except BaseException:
        storage.remove_all(_paths(files))
        raise


def _paths(files: Iterable[StoredFile]) -> list[str]:
    return [path for file in files for path in (file.path, file.small_path) if path]


def _read(upload: "File[bytes]", name: str) -> bytes:
    most = settings.KHEO_MAX_FILE_BYTES
    upload.seek(0)
    data: bytes = upload.read(most + 1)
    if len(data) > most:
        raise TooLarge(name, most=most)
    if not data:
        raise EmptyFile(name)
    return data


def _checked(data: bytes, name: str, keep_metadata: bool, only_pictures: bool) -> _Checked:
    kind = sniffing.kind_of(data, name)
    if kind.picture:
        cleaned = pictures.clean(data, kind, name=name, keep_metadata=keep_metadata)
        return _Checked(cleaned.data, cleaned.kind, cleaned.small)
    if only_pictures:
        raise NotAPicture(name)
    return _Checked(data, kind)


def _write(file: StoredFile, checked: _Checked) -> None:
    storage.write(file.path, checked.data)
    if file.small_path:
        storage.write(file.small_path, checked.small)


def adopt(files: Iterable[StoredFile], *, drafts: str, holder: str, subject: str) -> int:
    """Hand files that waited under a draft to the record that was made of it."""
    waiting = StoredFile.objects.filter(pk__in=[file.pk for file in files], holder=drafts)
    return waiting.update(holder=holder, subject=subject)


@transaction.atomic
def discard(files: Iterable[StoredFile]) -> int:
    """Remove files for good, after the transaction that forgets them has been committed."""
    gone = _with_copies(list(files))
    StoredFile.objects.filter(pk__in=[file.pk for file in gone]).delete()
    transaction.on_commit(partial(storage.remove_all, _paths(gone)))
    return len(gone)


def _with_copies(files: list[StoredFile]) -> list[StoredFile]:
    """Add the public copies: no copy outlives its original."""
    copies = StoredFile.objects.filter(copy_of__original__in=files)
    return list({file.pk: file for file in (*files, *copies)}.values())
