"""Files of documents: each version kept, looked into, its words read in the background."""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from procrastinate.contrib.django import app

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import flattening, storage
from kheo.foundation.documents.models import DocumentVersion, OfficialDocument, StoredFile
from kheo.foundation.documents.models.register import LONGEST_FOLDED
from kheo.foundation.documents.refusals import NotWhatItSays, TooManyPages
from kheo.foundation.documents.register import extracting, permissions, safety
from kheo.foundation.documents.register.errors import SameFile
from kheo.foundation.documents.register.services.entries import locked
from kheo.foundation.documents.services import files
from kheo.foundation.log import services as log
from kheo.foundation.vietnamese import text

HOLDER = "document.file"
DRAFTS = "document.file.draft"
READ_TASK = "documents.read"
SAFE_NAME = "ban-hinh"


def add_version(
    *,
    document: OfficialDocument,
    upload: "File[bytes]",
    by: User,
    now: datetime,
    note: str = "",
) -> DocumentVersion:
    """Keep a further file of a document; raise a subclass of Refused that says why not."""
    _refuse_old_word(upload)
    subject = f"document:{document.pk}"
    with files.storing([upload], holder=HOLDER, subject=subject, by=by, now=now) as stored:
        return _added(document, stored[0], by=by, now=now, note=note)


def keep_draft(*, upload: "File[bytes]", key: uuid.UUID, by: User, now: datetime) -> StoredFile:
    """Keep a file while its document is still being entered."""
    if not permissions.keeps_any(by, today=now.date()):
        raise PermissionDenied
    _refuse_old_word(upload)
    with files.storing([upload], holder=DRAFTS, subject=f"{key}", by=by, now=now) as stored:
        safety.inspect(_data(stored[0]), stored[0].media_type, stored[0].name)
        return stored[0]


@transaction.atomic
def take_draft(
    *, document: OfficialDocument, key: uuid.UUID, by: User, now: datetime
) -> DocumentVersion | None:
    """Make the files that waited for a document its versions; give the last one."""
    waiting = StoredFile.objects.filter(holder=DRAFTS, subject=f"{key}", stored_by=by)
    version = None
    for file in waiting.order_by("stored_at", "pk"):
        files.adopt([file], drafts=DRAFTS, holder=HOLDER, subject=f"document:{document.pk}")
        version = _added(document, file, by=by, now=now, note="")
    return version


def _refuse_old_word(upload: "File[bytes]") -> None:
    upload.seek(0)
    safety.refuse_old_word(upload.read(8), upload.name or "")


def _added(
    document: OfficialDocument, file: StoredFile, *, by: User, now: datetime, note: str
) -> DocumentVersion:
    found = locked(document, by=by, now=now)
    others = DocumentVersion.objects.filter(document=found)
    if others.filter(file__sha256=file.sha256).exists():
        raise SameFile(file.name)
    seen = safety.inspect(_data(file), file.media_type, file.name)
    last = others.aggregate(last=Max("number"))["last"] or 0
    version = DocumentVersion.objects.create(
        document=found, number=last + 1, file=file, is_active=seen.is_active, note=note,
        pages=seen.pages, added_at=now, added_by=by,
    )  # fmt: skip
    log.record(
        action="document.file_added",
        on=f"document:{found.pk}",
        by=by.username,
        at=now,
        unit_code=found.kept_by.code,
        detail={"version": version.number, "sha256": file.sha256, "active": seen.is_active},
    )
    app.configure_task(READ_TASK).defer(version=version.pk)
    return version


def _data(file: StoredFile) -> bytes:
    return storage.absolute(file.path).read_bytes()


# --- In the background ------------------------------------------------------------------------


def read_version(*, version: DocumentVersion, now: datetime) -> DocumentVersion:
    """Read the words of a file into the search, and make the copy that cannot act if it must be."""
    data = _data(version.file)
    found = extracting.extract(data, version.file.media_type)
    copy = _safe_pages(data, version) if version.is_active and not version.safe_copy_id else b""
    with transaction.atomic():
        document = OfficialDocument.objects.select_for_update().get(pk=version.document_id)
        version.words, version.reading = found.words, _reading(found)
        if copy:
            version.safe_copy = files.keep_made(
                copy, name=SAFE_NAME, holder=HOLDER, subject=version.file.subject, by=None, now=now
            )
        version.save(update_fields=["words", "reading", "safe_copy"])
        document.folded = _folded(document)
        document.save(update_fields=["folded"])
    return version


def _safe_pages(data: bytes, version: DocumentVersion) -> bytes:
    try:
        return flattening.flatten(data, [], version.file.name)[0]
    except (TooManyPages, NotWhatItSays):
        return b""


def _reading(found: extracting.Extracted) -> str:
    Reading = DocumentVersion.Reading
    if not found.words:
        return Reading.UNREADABLE
    return Reading.RECOGNISED if found.is_recognised else Reading.READ


def _folded(document: OfficialDocument) -> str:
    """Put the words of all versions together, the newest first, so far as the index takes."""
    versions = DocumentVersion.objects.filter(document=document).order_by("-number")
    said: dict[str, None] = {}
    for words in versions.values_list("words", flat=True):
        said[" ".join(text.words(words))] = None
    return " ".join(said)[:LONGEST_FOLDED]
