"""The head's acts on a duty, each done once however often its button is pressed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import permissions
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.duties.services.steps import locked


@transaction.atomic
def assign(duty: Duty, *, to: User, by: User, now: datetime) -> None:
    """Give it to a person; whoever has it already keeps it."""
    duty = locked(duty)
    may = permissions.may_assign(by, duty, today=timezone.localdate(now))
    has_it = duty.closed_at is None and duty.person_id == to.pk
    if not (may and has_it):
        duties.assign(duty, to=to, by=by, now=now)


@transaction.atomic
def extend(
    duty: Duty, *, code: str, grounds: str, days: int, decision: str, by: User, now: datetime
) -> None:
    """Grant more time by a decision; one decision grants it once."""
    duty = locked(duty)
    given = [(e.code, e.days, e.decision, e.grounds) for e in duty.due.extensions]
    has_it = duty.closed_at is None and (code, days, decision, grounds) in given
    if not (_may(by, duty, now) and has_it):
        duties.extend(
            duty, code=code, grounds=grounds, days=days, decision=decision, by=by, now=now
        )


@transaction.atomic
def suspend(duty: Duty, *, reason: str, decision: str, by: User, now: datetime) -> None:
    """Stop the clock; a clock stopped by this decision stays as it is."""
    duty = locked(duty)
    stops = [(s.reason, s.decision) for s in duty.due.suspensions if s.until is None]
    is_done = duty.closed_at is None and (reason, decision) in stops
    if not (_may(by, duty, now) and is_done):
        duties.suspend(duty, reason=reason, decision=decision, by=by, now=now)


@transaction.atomic
def resume(duty: Duty, *, by: User, now: datetime) -> None:
    """Let the clock run again; one that this person has just set going runs on."""
    duty = locked(duty)
    last = duty.steps.last()
    is_done = last is not None and last.kind == Step.Kind.RESUMED and last.by_id == by.pk
    if not (_may(by, duty, now) and is_done):
        duties.resume(duty, by=by, now=now)


def _may(by: User, duty: Duty, now: datetime) -> bool:
    return permissions.may_extend(by, duty, today=timezone.localdate(now))
