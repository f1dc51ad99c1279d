"""Questions about stored files."""

from datetime import datetime

from django.db.models import QuerySet

from kheo.foundation.documents.models import StoredFile


def of(subject: str, *holders: str) -> QuerySet[StoredFile]:
    """List the files of a record, of some holders when asked, in the order they came."""
    files = StoredFile.objects.filter(subject=subject).order_by("stored_at", "pk")
    return files.filter(holder__in=holders) if holders else files


def forgotten(holder: str, *, before: datetime) -> QuerySet[StoredFile]:
    """List the files of a holder that were stored before a moment and never taken over."""
    return StoredFile.objects.filter(holder=holder, stored_at__lt=before)
