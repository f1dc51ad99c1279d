"""Takes every word out of the duties of a record that must be forgotten here."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from kheo.foundation.accounts.models import User
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.duties.services.steps import write


@transaction.atomic
def seal(*, subject: str, sentence: str, by: User | None, now: datetime) -> int:
    """Close what is open of a subject and of the help asked for it, and leave one sentence of it.

    The room that calls has decided who may; returns how many duties there were.
    """
    duties = list(
        Duty.objects.filter(Q(subject=subject) | Q(parent__subject=subject))
        .select_for_update(of=("self",))
        .select_related("unit", "body")
        .order_by("pk")
    )
    for duty in duties:
        _empty(duty, sentence, by, now)
    Step.objects.filter(duty__in=duties).update(text="")
    return len(duties)


def _empty(duty: Duty, sentence: str, by: User | None, now: datetime) -> None:
    was_open = duty.closed_at is None
    duty.work = duty.result = sentence
    duty.brief, duty.outcome = "", Duty.Outcome.SEALED
    duty.progress, duty.closed_at = Duty.Progress.CLOSED, duty.closed_at or now
    duty.closed_by = duty.closed_by or by
    duty.save()
    duty.proof.clear()
    if was_open:
        detail = {"outcome": str(duty.outcome)}
        write(duty, Step.Kind.CLOSED, by=by, now=now, text="", detail=detail)
