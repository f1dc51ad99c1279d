"""Ends and pauses besides the decision: withdrawn, discontinued, temporarily suspended."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.refusals import said
from kheo.foundation.tongues import kept
from kheo.foundation.vietnamese import text as words
from kheo.oversee.complaints import rules
from kheo.oversee.complaints.errors import (
    ExplanationMissing,
    GroundUnknown,
    NotPaused,
    PartNotAllowed,
    PartUnclear,
)
from kheo.oversee.complaints.models import Complaint, Pause, Withdrawal
from kheo.oversee.complaints.services.locking import (
    Stage,
    demand_decider,
    demand_handler,
    locked_accepted,
    locked_any,
    locked_running,
    tell,
    write,
)
from kheo.oversee.petitions import services as petitions
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.permissions import holds_receipt


@transaction.atomic
def withdraw(
    *,
    complaint: Complaint,
    now: datetime,
    secret: str = "",
    by: User | None = None,
    reason: str = "",
    is_whole: bool = True,
    what: str = "",
) -> Withdrawal:
    """Take it back at any time before the decision: by the receipt, or on paper at the desk.

    Raises PartNotAllowed before the law knew a withdrawal in part.
    """
    complaint = locked_running(complaint)
    if by is not None:
        demand_handler(complaint, by, now)
    elif not holds_receipt(complaint.petition, secret):
        raise petitions.NotTheSender
    today = timezone.localdate(now)
    # Law on Complaints, art. 10, as amended: in whole or in part.
    if not is_whole and not rules.book().partial_withdrawal.holds(today):
        raise PartNotAllowed
    part = "" if is_whole else said(what, PartUnclear)
    made = Withdrawal.objects.create(
        complaint=complaint,
        on=today,
        is_whole=is_whole,
        what=part,
        reason=words.clean(reason).strip(),
        by_sender=by is None,
    )
    write(complaint, "withdrawn", by=by, now=now, is_whole=is_whole)
    if is_whole:
        text = kept(_("Người khiếu nại rút toàn bộ khiếu nại."))
        _end(complaint, Stage.WITHDRAWN, text, Duty.Outcome.WITHDRAWN, by, now)
        tell(complaint, "withdrawn", _("%(code)s: đã ghi nhận bạn rút khiếu nại."), now)
    return made


@transaction.atomic
def discontinue(
    *, complaint: Complaint, ground: str, explanation: str, by: User, now: datetime
) -> Complaint:
    """End it by decision without a ruling, on a ground that the law lists."""
    complaint = locked_any(complaint)
    demand_decider(complaint, by, now)
    known = _ground("discontinue", ground, now)
    why = said(explanation, ExplanationMissing)
    complaint.ground, complaint.explanation = ground, why
    text = kept(_("%(ground)s. %(why)s (%(basis)s)"), ground=known.vi, why=why, basis=known.basis)
    _end(complaint, Stage.DISCONTINUED, text, Duty.Outcome.FILED, by, now)
    write(complaint, "discontinued", by=by, now=now, ground=ground)
    told = _("%(code)s: việc giải quyết khiếu nại đã đình chỉ: %(ground)s.")
    tell(complaint, "discontinued", told, now, ground=known.vi)
    return complaint


@transaction.atomic
def suspend(
    *, complaint: Complaint, ground: str, decision: str, by: User, now: datetime
) -> Complaint:
    """Stop the clock by decision, on a ground that the law lists, until it is resumed."""
    complaint = locked_accepted(complaint)
    demand_decider(complaint, by, now)
    known = _ground("suspend", ground, now)
    complaint.petition.duty = duties.suspend(
        complaint.petition.duty, reason=known.vi, decision=decision, by=by, now=now
    )
    Pause.objects.create(
        complaint=complaint,
        since=timezone.localdate(now),
        ground=ground,
        decision=decision.strip(),
    )
    _move(complaint, Stage.SUSPENDED)
    write(complaint, "suspended", by=by, now=now, ground=ground)
    return complaint


@transaction.atomic
def resume(*, complaint: Complaint, by: User, now: datetime) -> Complaint:
    """Go on; the days since it stopped do not count."""
    complaint = locked_any(complaint)
    demand_decider(complaint, by, now)
    if complaint.stage != Stage.SUSPENDED:
        raise NotPaused
    complaint.petition.duty = duties.resume(complaint.petition.duty, by=by, now=now)
    _end_pause(complaint, now)
    _move(complaint, Stage.ACCEPTED)
    write(complaint, "resumed", by=by, now=now)
    return complaint


def _ground(section: str, code: str, now: datetime) -> rules.Ground:
    known = rules.book().grounds_on(section, timezone.localdate(now))
    for ground in known:
        if ground.code == code:
            return ground
    raise GroundUnknown


def _end(
    complaint: Complaint,
    stage: Complaint.Stage,
    text: str,
    outcome: Duty.Outcome,
    by: User | None,
    now: datetime,
) -> None:
    petition = complaint.petition
    duties.close(petition.duty, result=text, by=by, now=now, outcome=outcome)
    _end_pause(complaint, now)
    complaint.resolve_by = petition.duty.due_on
    complaint.stage, complaint.ended_on = stage, timezone.localdate(now)
    complaint.save()
    complaint.petition = petitions.conclude(
        petition=petition,
        state=_STATES[stage],
        text=text,
        outcome=outcome,
        no_proof_reason=kept(_("Khép lại không có quyết định giải quyết.")),
        by=by,
        now=now,
    )


_STATES = {
    Stage.WITHDRAWN: Petition.State.WITHDRAWN,
    Stage.DISCONTINUED: Petition.State.FILED,
}


def _end_pause(complaint: Complaint, now: datetime) -> None:
    complaint.pauses.filter(until__isnull=True).update(until=timezone.localdate(now))


def _move(complaint: Complaint, stage: Complaint.Stage) -> None:
    complaint.stage = stage
    complaint.save(update_fields=["stage"])
