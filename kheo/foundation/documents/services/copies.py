"""Makes and takes back what everybody gets instead of a file.

The room that holds the file says who may do it, through `access.register_publishing`; the
page asks it. A copy is made anew from pixels and carries neither the words nor the name.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from io import BytesIO

from django.db import transaction
from PIL import Image, ImageOps

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import access, flattening, storage
from kheo.foundation.documents.allowed import BY_MEDIA_TYPE
from kheo.foundation.documents.flattening import Box
from kheo.foundation.documents.models import PublicCopy, StoredFile
from kheo.foundation.documents.refusals import BoxBesideThePage, NotPublishable
from kheo.foundation.documents.services.files import discard, keep_made
from kheo.foundation.log import services as log

PDF = "application/pdf"
# The sender's name for a file may be the sender's name.
NAME = "ban-cong-khai"
QUALITY = 88


@transaction.atomic
def publish_copy(
    *, file: StoredFile, by: User, now: datetime, boxes: Sequence[Box] = ()
) -> PublicCopy:
    """Make the copy that strangers may get, in place of an earlier one.

    Raises NotPublishable for Word and Excel, BoxBesideThePage, TooManyPages, or NotWhatItSays
    for a PDF that cannot be drawn (broken, or locked with a password).
    """
    _check(boxes, file)
    data, pages = _made(file, boxes)
    if any(box.page > pages for box in boxes):
        raise BoxBesideThePage(file.name)
    StoredFile.objects.select_for_update().get(pk=file.pk)
    discard(StoredFile.objects.filter(copy_of__original=file))
    copy = keep_made(
        data, name=NAME, holder=file.holder + access.PUBLIC, subject=file.subject, by=by, now=now
    )
    made = PublicCopy.objects.create(
        original=file, copy=copy, boxes=[asdict(box) for box in boxes], pages=pages,
        published_by=by, published_at=now,
    )  # fmt: skip
    _write("published", file, by, now, boxes=len(boxes), pages=pages, sha256=copy.sha256)
    return made


@transaction.atomic
def withdraw_copy(*, file: StoredFile, by: User, now: datetime) -> bool:
    """Let strangers no longer get a file; say whether they could."""
    gone = discard(StoredFile.objects.filter(copy_of__original=file))
    if gone:
        _write("withdrawn", file, by, now)
    return bool(gone)


def _check(boxes: Sequence[Box], file: StoredFile) -> None:
    for box in boxes:
        is_inside = (
            box.page >= 1
            and 0 <= box.left <= 100
            and 0 <= box.top <= 100
            and box.width > 0
            and box.height > 0
        )
        if not is_inside:
            raise BoxBesideThePage(file.name)


def _made(file: StoredFile, boxes: Sequence[Box]) -> tuple[bytes, int]:
    data = storage.absolute(file.path).read_bytes()
    if file.media_type == PDF:
        return flattening.flatten(data, boxes, file.name)
    kind = BY_MEDIA_TYPE.get(file.media_type)
    if kind is None or kind.picture is None:
        raise NotPublishable(file.name)
    if not boxes:
        return data, 1
    out = BytesIO()
    with Image.open(BytesIO(data), formats=[kind.picture.pillow]) as picture:
        painted = flattening.paint(ImageOps.exif_transpose(picture), boxes)
    form = kind.picture.kept_as
    (painted.convert("RGB") if form == "JPEG" else painted).save(out, form, quality=QUALITY)
    return out.getvalue(), 1


def _write(act: str, file: StoredFile, by: User, now: datetime, **facts: int | str) -> None:
    detail = {"file": str(file.key), **facts}
    log.record(action=f"copy.{act}", on=file.subject, by=by.username, at=now, detail=detail)
