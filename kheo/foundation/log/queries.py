"""Questions about the log: what was done to a thing, and whether anything was changed since."""

from django.db.models import QuerySet

from kheo.foundation.log.models import Entry


def about(subject: str) -> QuerySet[Entry]:
    """Return what was done to a thing, in the order it was written down."""
    return Entry.objects.filter(subject=subject).order_by("id")
