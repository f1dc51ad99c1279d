"""What all changes of a duty share: the locked row, the step and the entry of the log."""

from datetime import date, datetime
from typing import Any

from kheo.foundation import refusals
from kheo.foundation.accounts.models import User
from kheo.foundation.duties import kinds
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.duties.services.errors import AlreadyClosed, ReasonMissing
from kheo.foundation.log import services as log


def locked(duty: Duty) -> Duty:
    """Take the row as it is now; the second of two officers waits here and then learns."""
    return (
        Duty.objects.select_for_update(of=("self",))
        .select_related("unit", "body", "head", "person")
        .get(pk=duty.pk)
    )


def locked_open(duty: Duty) -> Duty:
    """Take the row for a change; raise AlreadyClosed."""
    found = locked(duty)
    if found.closed_at is not None:
        raise AlreadyClosed
    return found


def said(text: str) -> str:
    """Return the words a person gave; raise ReasonMissing when there are none."""
    return refusals.said(text, ReasonMissing)


def write(
    duty: Duty,
    kind: Step.Kind,
    *,
    by: User | None,
    now: datetime,
    text: str = "",
    is_public: bool = False,
    detail: dict[str, Any] | None = None,
) -> Step:
    """Leave the step that people read and the entry that nobody can remove."""
    is_public = is_public and kinds.get(duty.kind).is_public
    step = Step.objects.create(duty=duty, kind=kind, at=now, by=by, text=text, is_public=is_public)
    # The log is for ever: facts only, never what people wrote.
    log.record(
        action=f"duty.{kind}",
        on=duty.subject,
        by=by.username if by else "",
        at=now,
        unit_code=duty.unit.code,
        detail={"duty": duty.pk, "due_on": duty.due_on.isoformat(), **(detail or {})},
    )
    return step


def announce(
    duty: Duty,
    step: Step,
    *,
    reason: str = "",
    decision: str = "",
    was_due_on: date | None = None,
) -> None:
    """Let the room behind the duty tell those whom the change concerns, in this transaction."""
    tell = kinds.get(duty.kind).tell
    if tell is None:
        return
    change = kinds.Change(
        step=step.kind,
        number=step.pk,
        at=step.at,
        reason=reason,
        decision=decision,
        was_due_on=was_due_on,
    )
    tell(duty, change)
