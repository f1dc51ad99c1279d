"""Owes the same thing of many units at once, in as few statements as for one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kheo.foundation.accounts.models import User
from kheo.foundation.clock.deadlines import Due
from kheo.foundation.duties import kinds
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.log import services as log
from kheo.foundation.log.models import Entry
from kheo.foundation.units.models import Body, Post, Unit

# A line longer than the column is cut, as `owe` does.
LONGEST_WORK = 300


@dataclass(frozen=True)
class Owed:
    """What one body owes and by when; the caller has counted the date and found the head."""

    subject: str
    work: str
    url: str
    unit: Unit
    body: Body
    head: Post
    due: Due


@transaction.atomic
def owe_all(kind: str, owed: Iterable[Owed], *, by: User | None, now: datetime) -> list[Duty]:
    """Promise many results of one kind, in four statements; each leaves its step and its entry."""
    duties = Duty.objects.bulk_create([_duty(kind, one, now) for one in owed])
    is_public = kinds.get(kind).is_public
    opened = Step.Kind.OPENED
    Step.objects.bulk_create(
        Step(duty=duty, kind=opened, at=now, by=by, is_public=is_public) for duty in duties
    )
    log.record_all(_entries(duties, by, now))
    return duties


def _duty(kind: str, owed: Owed, now: datetime) -> Duty:
    duty = Duty(
        kind=kind,
        subject=owed.subject,
        work=owed.work[:LONGEST_WORK],
        url=owed.url,
        unit=owed.unit,
        body=owed.body,
        head=owed.head,
        opened_at=now,
    )
    duty.set_due(owed.due)
    return duty


def _entries(duties: Sequence[Duty], by: User | None, now: datetime) -> list[Entry]:
    return [
        Entry(
            action=f"duty.{Step.Kind.OPENED}",
            subject=duty.subject,
            actor=by.username if by else "",
            at=now,
            unit_code=duty.unit.code,
            detail={"duty": duty.pk, "due_on": duty.due_on.isoformat()},
        )
        for duty in duties
    ]
