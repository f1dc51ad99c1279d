"""The acts of heads and administrators, each done once however often its button is pressed."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts import services as accounts
from kheo.foundation.accounts.models import Appointment, User
from kheo.foundation.duties import permissions
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.duties.services.steps import locked
from kheo.foundation.units.models import Body


@transaction.atomic
def assign(duty: Duty, *, to: User, by: User, now: datetime) -> None:
    """Give it to a person; whoever has it already keeps it."""
    duty = locked(duty)
    may = permissions.may_assign(by, duty, today=timezone.localdate(now))
    has_it = duty.closed_at is None and duty.person_id == to.pk
    if not (may and has_it):
        duties.assign(duty, to=to, by=by, now=now)


@transaction.atomic
def hand_over(duty: Duty, *, body: Body, reason: str, by: User, now: datetime) -> None:
    """Let another body go on with it; a body that has it already keeps it."""
    duty = locked(duty)
    may = permissions.may_assign(by, duty, today=timezone.localdate(now))
    has_it = duty.closed_at is None and duty.body_id == body.pk
    if not (may and has_it):
        duties.hand_over(duty, body=body, reason=reason, by=by, now=now)


@transaction.atomic
def end_appointment(
    appointment: Appointment, *, until: date, by: User, now: datetime, successor: User | None = None
) -> int:
    """Let an officer leave a post, and a successor follow; return how many duties moved.

    What the officer held goes to the successor where a post opens it, else back to the head: at
    once when the day has come, otherwise by the job of that night.
    """
    appointment = Appointment.objects.select_related("post", "person").get(pk=appointment.pk)
    if appointment.until is None:
        accounts.dismiss(appointment=appointment, until=until, by=by, now=now)
        if successor is not None:
            accounts.appoint(person=successor, post=appointment.post, since=until, by=by, now=now)
    if until > timezone.localdate(now):
        return 0
    # The rights of the day before are still remembered with this object.
    person = User.objects.get(pk=appointment.person_id)
    return duties.take_back(now=now, person=person, to=successor)


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
