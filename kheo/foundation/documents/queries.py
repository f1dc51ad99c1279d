"""Questions about stored files, and about what of texts and files everybody may see."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from kheo.foundation.documents.access import PUBLIC
from kheo.foundation.documents.letter_sources import Prepared
from kheo.foundation.documents.models import IssuedLetter, PublicCopy, StoredFile, Wording
from kheo.foundation.units.models import Post

# A holder that ends so keeps files of a form that is not finished.
DRAFTS = ".draft"


def of(subject: str, *holders: str) -> QuerySet[StoredFile]:
    """List the files of a record, of some holders when asked, in the order they came."""
    files = StoredFile.objects.filter(subject=subject).order_by("stored_at", "pk")
    return files.filter(holder__in=holders) if holders else files


def forgotten(*, before: datetime) -> QuerySet[StoredFile]:
    """List the files that came with a form before a moment and were never taken over."""
    return StoredFile.objects.filter(holder__endswith=DRAFTS, stored_at__lt=before)


def public_wording(subject: str, part: str) -> str:
    """Give the confirmed words of one part; nothing before everybody needed has confirmed."""
    return public_wordings([subject], part).get((subject, part), "")


def public_wordings(subjects: Iterable[str], *parts: str) -> dict[tuple[str, str], str]:
    """Give the confirmed words of many records in one query, by record and part."""
    return {
        (wording.subject, wording.part): wording.text
        for wording in _current().filter(
            _is_confirmed(), subject__in=list(subjects), part__in=parts
        )
    }


def is_confirmed(subject: str, part: str, text: str) -> bool:
    """Say whether a text that a room keeps is the very text that was confirmed."""
    return _current().filter(_is_confirmed(), subject=subject, part=part, text=text).exists()


def waiting_for_second(subject: str) -> QuerySet[Wording]:
    """List the wordings of a record that another person must still look at."""
    return _current().filter(subject=subject, needs_second=True, checked_at__isnull=True)


def wordings(subject: str) -> QuerySet[Wording]:
    """List every wording of a record, also those that gave way, the newest first."""
    return Wording.objects.filter(subject=subject).order_by("-confirmed_at", "-pk")


def _current() -> QuerySet[Wording]:
    return Wording.objects.filter(withdrawn_at__isnull=True)


def _is_confirmed() -> Q:
    return Q(needs_second=False) | Q(checked_at__isnull=False)


def public_copies(subject: str, *holders: str) -> list[StoredFile]:
    """List what everybody gets instead of the files of a record, in the order the files came."""
    found = PublicCopy.objects.filter(original__subject=subject)
    if holders:
        found = found.filter(original__holder__in=holders)
    ordered = found.select_related("copy").order_by("original__stored_at", "original_id")
    return [one.copy for one in ordered]


def originals(subject: str, *holders: str) -> QuerySet[StoredFile]:
    """List the files of a record as they came, each with its public copy if it has one."""
    return (
        of(subject, *holders).exclude(holder__endswith=PUBLIC).select_related("public_copy__copy")
    )


def letters_of(subject: str) -> QuerySet[IssuedLetter]:
    """List the letters issued about a record, newest first."""
    found = IssuedLetter.objects.filter(subject=subject)
    return found.select_related("word", "pdf", "signer", "body").order_by("-issued_at", "-pk")


def signers_of(prepared: Prepared) -> list[Post]:
    """List who may sign: whom the room names, else the head of the body."""
    heads = Post.objects.filter(body=prepared.body, is_head=True, until__isnull=True)
    return list(prepared.signers) or list(heads)
