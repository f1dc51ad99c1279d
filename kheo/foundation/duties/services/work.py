"""The way of a duty from being owed to its result."""

from collections.abc import Sequence
from datetime import datetime
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
from kheo.foundation.duties.services.errors import (
    NobodyAnswers,
    NotTheirWork,
    ProofMissing,
    ResultMissing,
    StillOpen,
    Suspended,
)
from kheo.foundation.duties.services.steps import locked, locked_open, said, write
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body, Post, Unit

Progress = Duty.Progress
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
    is_demo: bool = False,
) -> Duty:
    """Promise a result by the date of a rule; raise NobodyAnswers when the body has no head.

    `now` is the moment that the rule counts from; `case` names a case of the rule that has its
    own length; `parent` is the duty that this one helps to keep.
    """
    code = rule_code or kinds.get(kind).rule_code
    is_remote = unit.is_remote if remote is None else remote
    due = deadlines.count(code, now=now, remote=is_remote, case=case)
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
    duty: Duty, *, body: Body, reason: str, by: User, now: datetime, unit: Unit | None = None
) -> Duty:
    """Give it to another body, whose head answers from now on; the date stands."""
    duty = locked_open(duty)
    if not permissions.may_assign(by, duty, today=timezone.localdate(now)):
        raise PermissionDenied
    if duty.progress == Progress.SUSPENDED:
        raise Suspended
    text = f"{duty.body} → {body}: {said(reason)}"
    detail = {"from": duty.unit.code, "body": body.pk}
    duty.body, duty.unit, duty.head = body, unit or body.unit, _head(body)
    duty.person, duty.progress = None, Progress.WAITING
    duty.save(update_fields=["body", "unit", "head", "person", "progress"])
    write(duty, Step.Kind.HANDED_OVER, by=by, now=now, text=text, is_public=True, detail=detail)
    return duty


@transaction.atomic
def close(
    duty: Duty,
    *,
    result: str,
    proof: Sequence[StoredFile] = (),
    by: User,
    now: datetime,
    outcome: Duty.Outcome = Duty.Outcome.DONE,
) -> Duty:
    """Show the result, once; raise AlreadyClosed, ResultMissing or ProofMissing."""
    duty = locked_open(duty)
    if not permissions.may_work(by, duty, today=timezone.localdate(now)):
        raise PermissionDenied
    if not result.strip():
        raise ResultMissing
    if kinds.get(duty.kind).needs_proof and not proof:
        raise ProofMissing
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
    return duty


@transaction.atomic
def reopen(duty: Duty, *, reason: str, by: User | None, now: datetime) -> Duty:
    """Owe a new result from today, by the same rule; the room has decided that one may ask."""
    duty = locked(duty)
    if duty.closed_at is None:
        raise StillOpen
    inputs = duty.due.inputs
    duty.set_due(
        deadlines.count(inputs.rule_code, now=now, remote=inputs.remote, case=inputs.case or "")
    )
    duty.outcome = ""
    duty.result, duty.closed_at, duty.closed_by = "", None, None
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
