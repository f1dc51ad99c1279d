"""Confirms what everybody may read of a text, and keeps what was taken out, by whom and when.

The room that asks has checked that the officer may publish; here it is checked that nothing
sure is left without a reason, and that the second look is another person's.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import redaction
from kheo.foundation.documents.models import Wording
from kheo.foundation.documents.redaction import Span
from kheo.foundation.log import services as log
from kheo.foundation.vietnamese import text as words

Mark = dict[str, str | int | bool]


class WordingError(Exception):
    """Words cannot be published as they stand; the message says why, in Vietnamese."""


class StillTelling(WordingError):
    """Something that tells who somebody is would be published, and nobody said why.

    The message names kinds, never the words, so that no log keeps them; a form shows `spans`.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        super().__init__()
        self.spans = spans

    def __str__(self) -> str:
        kinds = dict.fromkeys(str(span.kind.label).lower() for span in self.spans)
        return _("Lời công khai còn %(kinds)s. Xin bỏ đi, hoặc viết vì sao được phép giữ lại.") % {
            "kinds": ", ".join(kinds)
        }


class NothingToPublish(WordingError):
    """The words are empty."""

    def __str__(self) -> str:
        return _("Chưa có lời nào để công khai.")


class SamePerson(WordingError):
    """The second look must be another person's."""

    def __str__(self) -> str:
        return _("Người xem lại phải khác người đã xác nhận lần đầu.")


class NothingToCheck(WordingError):
    """The wording was withdrawn, replaced or checked meanwhile."""

    def __str__(self) -> str:
        return _("Bản này đã được xem lại hoặc đã thay bằng bản khác.")


@transaction.atomic
def confirm_wording(
    *,
    subject: str,
    part: str,
    source: str,
    text: str,
    by: User,
    now: datetime,
    known: Iterable[str] = (),
    keep_reason: str = "",
    needs_second: bool = False,
) -> Wording:
    """Let `text` be what everybody reads of `source`; an earlier wording of the part gives way.

    Raises StillTelling when something sure is left and no reason is given, NothingToPublish
    for empty words. With `needs_second` it is public only after `check_wording`.
    """
    people, clean, why = tuple(known), words.clean(text).strip(), words.clean(keep_reason).strip()
    if not clean:
        raise NothingToPublish
    telling = redaction.left(clean, people)
    if telling and not why:
        raise StillTelling(telling)
    sha256 = hashlib.sha256(clean.encode()).hexdigest()
    marks = _marks(source, clean, people)
    _give_way(subject, part, now)
    wording = Wording.objects.create(
        subject=subject, part=part, text=clean, sha256=sha256, marks=marks, confirmed_by=by,
        keep_reason=why[:500] if telling else "", needs_second=needs_second, confirmed_at=now,
    )  # fmt: skip
    _write("confirmed", wording, by, now, removed=_count(marks, kept=False), kept=len(telling))
    return wording


def _marks(source: str, text: str, known: Sequence[str]) -> list[Mark]:
    """Note each suggestion on the source and whether its words are still there; never the words."""
    published = words.nfc(text)
    return [
        {
            "start": span.start,
            "end": span.end,
            "kind": span.kind.value,
            "why": span.why.value,
            "is_sure": span.is_sure,
            "is_kept": words.nfc(span.of(source)) in published,
        }
        for span in redaction.suggest(source, known)
    ]


def _count(marks: list[Mark], *, kept: bool) -> int:
    return sum(mark["is_kept"] is kept for mark in marks)


@transaction.atomic
def check_wording(*, wording: Wording, by: User, now: datetime) -> Wording:
    """Give the second look, which alone makes a wording that needs it public."""
    wording = Wording.objects.select_for_update(of=("self",)).get(pk=wording.pk)
    if wording.withdrawn_at is not None or wording.checked_at is not None:
        raise NothingToCheck
    if wording.confirmed_by_id == by.pk:
        raise SamePerson
    wording.checked_by, wording.checked_at = by, now
    wording.save(update_fields=["checked_by", "checked_at"])
    _write("checked", wording, by, now)
    return wording


@transaction.atomic
def withdraw_wordings(*, subject: str, by: User, now: datetime, parts: Iterable[str] = ()) -> int:
    """Take confirmed words back, all parts or some; they stay known as having been public."""
    current = Wording.objects.select_for_update().filter(subject=subject, withdrawn_at__isnull=True)
    named = tuple(parts)
    taken = list(current.filter(part__in=named) if named else current)
    for wording in taken:
        wording.withdrawn_at = now
        wording.save(update_fields=["withdrawn_at"])
        _write("withdrawn", wording, by, now)
    return len(taken)


@transaction.atomic
def forget_wordings(*, subject: str) -> int:
    """Remove every wording of a record for good, when nothing of it may be left."""
    return Wording.objects.filter(subject=subject).delete()[0]


def _give_way(subject: str, part: str, now: datetime) -> None:
    current = Wording.objects.select_for_update().filter(subject=subject, part=part)
    for earlier in current.filter(withdrawn_at__isnull=True):
        earlier.withdrawn_at = now
        earlier.save(update_fields=["withdrawn_at"])


def _write(act: str, wording: Wording, by: User, now: datetime, **facts: int) -> None:
    detail = {"part": wording.part, "sha256": wording.sha256, **facts}
    log.record(action=f"wording.{act}", on=wording.subject, by=by.username, at=now, detail=detail)
