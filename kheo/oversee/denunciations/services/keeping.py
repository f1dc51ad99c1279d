"""What happens by itself: the keys of people who have left go, filed letters are erased."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kheo.foundation.documents import storage
from kheo.oversee.denunciations import permissions
from kheo.oversee.denunciations.models import Case, Grant
from kheo.oversee.denunciations.services import opening, rekeying


def drop_the_gone(*, now: datetime) -> int:
    """End the grants of people whose posts no longer let them hold a case; return how many."""
    today, ended = timezone.localdate(now), 0
    living = Grant.objects.filter(ended_at__isnull=True).select_related("person", "case__unit")
    for grant in living.iterator():
        person, case = grant.person, grant.case
        if not person.is_active or not permissions.may_hold(person, case.unit, today=today):
            with transaction.atomic():
                rekeying.end(grant, now=now)
                opening.write(case, "keys_taken", by=None, now=now, to=person.username)
            ended += 1
    return ended


def erase_filed(*, now: datetime) -> int:
    """Erase what was filed and has been kept long enough; the code and its dates stay."""
    today = timezone.localdate(now)
    over = Case.objects.filter(keep_until__lt=today, erased_at__isnull=True)
    cases = list(over.select_related("unit"))
    for case in cases:
        _erase(case, now)
    return len(cases)


def _erase(case: Case, now: datetime) -> None:
    with transaction.atomic():
        paths = [file.path for file in case.files.all()]
        case.files.all().delete()
        case.papers.all().delete()
        case.grants.filter(ended_at__isnull=True).update(ended_at=now, sealed=b"")
        case.board_sealed, case.erased_at, case.is_to_rekey = b"", now, False
        case.save(update_fields=["board_sealed", "erased_at", "is_to_rekey"])
        opening.write(case, "erased", by=None, now=now)
        transaction.on_commit(lambda: storage.remove_all(paths))
