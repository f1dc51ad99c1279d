"""Accepting a complaint, or refusing it on a ground that the law lists."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.refusals import said
from kheo.foundation.tongues import kept
from kheo.oversee.complaints import rules
from kheo.oversee.complaints.errors import ExplanationMissing, GroundUnknown
from kheo.oversee.complaints.models import Complaint
from kheo.oversee.complaints.queries import competence
from kheo.oversee.complaints.services import groups
from kheo.oversee.complaints.services.groups import Person
from kheo.oversee.complaints.services.locking import (
    Stage,
    demand_handler,
    locked_received,
    tell,
    write,
)
from kheo.oversee.petitions import services as petitions
from kheo.oversee.petitions.models import Petition

ACCEPT = "complaint.accept"
RESOLVE = "complaint.resolve"
# Told where to go or what to add: not a refusal of the matter.
GUIDING = {"not_competent": Duty.Outcome.NOT_OURS}


@transaction.atomic
def accept(*, complaint: Complaint, by: User, now: datetime) -> Complaint:
    """Accept it: the period for settling begins today, by the place's rule of today.

    Raises AlreadyAccepted to the second of two officers, and TooFewRepresentatives for a group.
    """
    complaint = locked_received(complaint)
    demand_handler(complaint, by, now)
    _represented(complaint)
    petition = complaint.petition
    closed = duties.close(petition.duty, result=kept(_("Đã thụ lý khiếu nại.")), by=by, now=now)
    complaint.stage, complaint.competent = Stage.ACCEPTED, closed.body
    complaint.accepted_on, complaint.accepted_by = timezone.localdate(now), by
    # Kept with the case: who changes the flag of the place later moves no running date.
    complaint.is_remote = competence.is_remote(complaint)
    complaint.save()
    duty = duties.owe(
        kind=RESOLVE,
        subject=complaint.subject,
        work=petition.heading,
        unit=closed.unit,
        body=closed.body,
        by=by,
        now=now,
        url=complaint.get_absolute_url(),
        rule_code=rules.book().instances[complaint.instance].rule("resolve"),
        remote=complaint.is_remote,
        is_demo=petition.is_demo,
    )
    complaint.petition = petitions.carry_on(petition=petition, duty=duty, by=by, now=now)
    write(complaint, "accepted", by=by, now=now, is_remote=complaint.is_remote)
    text = _("%(code)s: khiếu nại của bạn đã được thụ lý. Hạn giải quyết: %(due)s.")
    tell(complaint, "accepted", text, now, due=f"{duty.due_on:%d/%m/%Y}")
    return complaint


@transaction.atomic
def refuse(
    *, complaint: Complaint, ground: str, explanation: str, by: User, now: datetime
) -> Complaint:
    """Refuse it in writing on a ground of Luật Khiếu nại, art. 11, with the reason people read."""
    complaint = locked_received(complaint)
    demand_handler(complaint, by, now)
    known = _ground(ground, now)
    why = said(explanation, ExplanationMissing)
    petition = complaint.petition
    outcome = GUIDING.get(ground, Duty.Outcome.REFUSED)
    text = kept(_("%(ground)s. %(why)s (%(basis)s)"), ground=known.vi, why=why, basis=known.basis)
    duties.close(petition.duty, result=text, by=by, now=now, outcome=outcome)
    complaint.stage, complaint.ground, complaint.explanation = Stage.REFUSED, ground, why
    complaint.ended_on, complaint.resolve_by = timezone.localdate(now), petition.duty.due_on
    complaint.save()
    complaint.petition = petitions.conclude(
        petition=petition,
        state=_state_of(outcome),
        text=text,
        outcome=outcome,
        refusal_ground=ground,
        no_proof_reason=kept(_("Không thụ lý, không có kết quả để chứng minh.")),
        by=by,
        now=now,
    )
    write(complaint, "refused", by=by, now=now, ground=ground)
    told = _("%(code)s: khiếu nại không được thụ lý: %(ground)s. Mời bạn xem lý do.")
    tell(complaint, "refused", told, now, ground=known.vi)
    return complaint


def _ground(code: str, now: datetime) -> rules.Ground:
    today = timezone.localdate(now)
    known = rules.book().grounds_on("refuse", today)
    for ground in known:
        if ground.code == code:
            return ground
    raise GroundUnknown


def _state_of(outcome: Duty.Outcome) -> Petition.State:
    is_guided = outcome == Duty.Outcome.NOT_OURS
    return Petition.State.REDIRECTED if is_guided else Petition.State.ANSWERED


def _represented(complaint: Complaint) -> None:
    people = [
        Person(one.name, one.address, one.is_representative, one.paper)
        for one in complaint.complainants.all()
    ]
    groups.demand_representatives(complaint.petition.people, people)
