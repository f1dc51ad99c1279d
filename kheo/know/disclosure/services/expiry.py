"""What names people leaves by itself when its last day is over, or when it is withdrawn."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kheo.know.disclosure.models import Publication
from kheo.know.disclosure.services.locking import locked, write
from kheo.know.disclosure.services.naming import forget_names

BATCH = 200


def leave_due(*, now: datetime, size: int = BATCH) -> int:
    """Close what has passed its last day and forget whom it named; return how many."""
    today = timezone.localdate(now)
    over = Q(closed_at__isnull=True, public_until__lt=today)
    taken_back = Q(withdrawn_at__isnull=False)
    still_named = Q(name_list__isnull=False, name_list__gone_at__isnull=True)
    closed = Q(closed_at__isnull=False)
    due = Publication.objects.filter(over | still_named & (taken_back | closed))
    found = list(due.order_by("pk").values_list("pk", flat=True)[:size])
    for pk in found:
        leave(pk, now=now)
    return len(found)


@transaction.atomic
def leave(publication: int | Publication, *, now: datetime) -> Publication:
    """Take one content off this site and forget whom it named; its acts stay on record."""
    found = locked(publication)
    if found.closed_at is None:
        found.closed_at = now
        found.save(update_fields=["closed_at"])
        write(found, "closed", by=None, now=now)
    forget_names(found, now=now)
    return found
