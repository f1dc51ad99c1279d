"""Questions about stored files."""

from datetime import datetime

from django.db.models import QuerySet

from kheo.foundation.documents.models import StoredFile

# A holder that ends so keeps files of a form that is not finished.
DRAFTS = ".draft"


def of(subject: str, *holders: str) -> QuerySet[StoredFile]:
    """List the files of a record, of some holders when asked, in the order they came."""
    files = StoredFile.objects.filter(subject=subject).order_by("stored_at", "pk")
    return files.filter(holder__in=holders) if holders else files


def forgotten(*, before: datetime) -> QuerySet[StoredFile]:
    """List the files that came with a form before a moment and were never taken over."""
    return StoredFile.objects.filter(holder__endswith=DRAFTS, stored_at__lt=before)
