"""The way of a duty from being owed to its result."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import deadlines, kinds, permissions
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.duties.services import helping
from kheo.foundation.duties.services.errors import (
    NobodyAnswers,
    NotTheirWork,
    ProofMissing,
    ResultMissing,
    StillOpen,
    Suspended,
)
from kheo.foundation.duties.services.steps import announce, locked, locked_open, said, write
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body, Post, Unit

Progress = Duty.Progress
Outcome = Duty.Outcome
# Outcomes after which nobody waits for a result any more.
NEEDLESS = frozenset(
    {Outcome.WITHDRAWN, Outcome.FILED, Outcome.JOINED, Outcome.TURNED, Outcome.SEALED}
)
LONGEST_WORK = 300


def owe(
    *,
    kind: str,
    subject: str,
    work: str,
    unit: Unit,
    body: Body,
    by: User | None,
    now: datetime,
    url: str = "",
    rule_code: str | None = None,
    remote: bool | None = None,
    case: str = "",
    parent: Duty | None = None,
    brief: str = "",
    no_later_than: date | None = None,
    counted_from: datetime | None = None,
    is_demo: bool = False,
) -> Duty:
    """Promise a result by the date of a rule; raise NobodyAnswers when the body has no head.

    `now` is the moment that the rule counts from; `case` names a case of the rule that has its
    own length; `parent` is the duty that this one helps to keep, `brief` what its body is told of
    it, `no_later_than` the day from which the result would come too late for it;
    `counted_from` is the moment of the rule where the duty begins on another (a promised day).
    """
    code = rule_code or kinds.get(kind).rule_code
    is_remote = unit.is_remote if remote is None else remote
    due = deadlines.count(code, now=counted_from or now, remote=is_remote, case=case)
    duty = Duty(
        kind=kind,
        subject=subject,
        work=work[:LONGEST_WORK],
        url=url,
        unit=unit,
        body=body,
        head=_head(body),
        opened_at=now,
        parent=parent,
        brief=brief,
        no_later_than=no_later_than,
        is_demo=is_demo,
    )
    duty.set_due(due)
    # No savepoint: owing is part of the act of a room, and stands or falls with it.
    with transaction.atomic(savepoint=False):
        duty.save(force_insert=True)
        write(duty, Step.Kind.OPENED, by=by, now=now, is_public=True)
    return duty


@transaction.atomic
def assign(duty: Duty, *, to: User, by: User, now: datetime) -> Duty:
    """Name the person who does it; raise NotTheirWork when that person may not."""
    duty = locked_open(duty)
    today = timezone.localdate(now)
    if not permissions.may_assign(by, duty, today=today):
        raise PermissionDenied
    if not may(to, kinds.get(duty.kind).capability, duty.unit, today=today):
        raise NotTheirWork
    duty.person = to
    if duty.progress in (Progress.WAITING, Progress.UNDERWAY):
        duty.progress = Progress.ASSIGNED
    duty.save(update_fields=["person", "progress"])
    write(duty, Step.Kind.ASSIGNED, by=by, now=now, text=str(to), detail={"to": to.username})
    return duty


@transaction.atomic
def progress(duty: Duty, *, text: str, by: User, now: datetime, is_public: bool = False) -> Duty:
    """Say how far it has come; who does so first without being named takes it."""
    duty = _worked(duty, by=by, now=now)
    duty.progress = Progress.UNDERWAY
    duty.save(update_fields=["person", "progress"])
    write(duty, Step.Kind.PROGRESSED, by=by, now=now, text=said(text), is_public=is_public)
    return duty


@transaction.atomic
def ask(duty: Duty, *, question: str, by: User, now: datetime, is_public: bool = True) -> Duty:
    """Ask the person concerned; the date stands, for asking alone stops no clock."""
    duty = _worked(duty, by=by, now=now)
    duty.progress = Progress.ASKING
    duty.save(update_fields=["person", "progress"])
    write(duty, Step.Kind.ASKED, by=by, now=now, text=said(question), is_public=is_public)
    return duty


@transaction.atomic
def replied(duty: Duty, *, text: str, now: datetime, is_public: bool = False) -> Duty:
    """Take in what the person concerned adds."""
    duty = locked_open(duty)
    if duty.progress == Progress.ASKING:
        duty.progress = Progress.UNDERWAY if duty.person_id else Progress.WAITING
        duty.save(update_fields=["progress"])
    write(duty, Step.Kind.REPLIED, by=None, now=now, text=said(text), is_public=is_public)
    return duty


@transaction.atomic
def hand_over(
    duty: Duty,
    *,
    body: Body,
    reason: str,
    by: User,
    now: datetime,
    unit: Unit | None = None,
    is_told: bool = True,
) -> Duty:
    """Give it to another body, whose head answers from now on; the date stands.

    `is_told=False` where the room that calls tells people itself.
    """
    duty = locked_open(duty)
    if not permissions.may_assign(by, duty, today=timezone.localdate(now)):
        raise PermissionDenied
    if duty.progress == Progress.SUSPENDED:
        raise Suspended
    why = said(reason)
    text = f"{duty.body} → {body}: {why}"
    detail = {"from": duty.unit.code, "body": body.pk}
    duty.body, duty.unit, duty.head = body, unit or body.unit, _head(body)
    duty.person, duty.progress = None, Progress.WAITING
    duty.save(update_fields=["body", "unit", "head", "person", "progress"])
    step = write(
        duty, Step.Kind.HANDED_OVER, by=by, now=now, text=text, is_public=True, detail=detail
    )
    if is_told:
        announce(duty, step, reason=why)
    return duty


@transaction.atomic
def close(
    duty: Duty,
    *,
    result: str,
    proof: Sequence[StoredFile] = (),
    by: User | None,
    now: datetime,
    outcome: Duty.Outcome = Duty.Outcome.DONE,
) -> Duty:
    """Show the result, once; raise AlreadyClosed, ResultMissing, ProofMissing or HelpStillOpen.

    `by` is None where the person concerned ends it, which the room has allowed. An outcome that
    makes the result needless ends what others were asked for as well.
    """
    duty = locked_open(duty)
    if by is not None and not permissions.may_work(by, duty, today=timezone.localdate(now)):
        raise PermissionDenied
    if not result.strip():
        raise ResultMissing
    if kinds.get(duty.kind).needs_proof and not proof and outcome not in NEEDLESS:
        raise ProofMissing
    helping.settle(duty, is_needless=by is None or outcome in NEEDLESS, by=by, now=now)
    duty.person = duty.person or by
    duty.result, duty.progress, duty.outcome = result.strip(), Progress.CLOSED, outcome
    duty.closed_at, duty.closed_by = now, by
    duty.save(update_fields=["person", "result", "progress", "outcome", "closed_at", "closed_by"])
    if proof:
        duty.proof.add(*proof)
    detail = {
        "outcome": str(outcome),
        "result_sha256": sha256(duty.result.encode()).hexdigest(),
        "proof_sha256": [file.sha256 for file in proof],
    }
    write(duty, Step.Kind.CLOSED, by=by, now=now, text=duty.result, is_public=True, detail=detail)
    helping.given(duty, by=by, now=now)
    return duty


@transaction.atomic
def reopen(
    duty: Duty,
    *,
    reason: str,
    by: User | None,
    now: datetime,
    counted_from: datetime | None = None,
) -> Duty:
    """Owe a new result by the same rule, from today or from when it was first owed.

    The room has decided that one may ask.
    """
    duty = locked(duty)
    if duty.closed_at is None:
        raise StillOpen
    inputs = duty.due.inputs
    duty.set_due(
        deadlines.count(
            inputs.rule_code,
            now=counted_from or now,
            remote=inputs.remote,
            case=inputs.case or "",
        )
    )
    duty.outcome = ""
    duty.result, duty.closed_at, duty.closed_by = "", None, None
    duty.head = units.current_head(duty.body) or duty.head
    if duty.person and not permissions.may_still_work(duty.person, duty, timezone.localdate(now)):
        duty.person = None
    duty.progress = Progress.ASSIGNED if duty.person_id else Progress.WAITING
    duty.reopened += 1
    duty.escalated_on = None
    duty.save()
    # Kept with the record, so in the language of the records, whoever asks in which.
    with override(settings.LANGUAGE_CODE):
        text = _("%(reason)s (hạn mới %(on)s)") % {
            "reason": said(reason),
            "on": f"{duty.due_on:%d/%m/%Y}",
        }
    write(duty, Step.Kind.REOPENED, by=by, now=now, text=text, is_public=True)
    return duty


def _worked(duty: Duty, *, by: User, now: datetime) -> Duty:
    duty = locked_open(duty)
    if not permissions.may_work(by, duty, today=timezone.localdate(now)):
        raise PermissionDenied
    if duty.progress == Progress.SUSPENDED:
        raise Suspended
    duty.person = duty.person or by
    return duty


def _head(body: Body) -> Post:
    head = units.current_head(body)
    if head is None:
        raise NobodyAnswers
    return head
