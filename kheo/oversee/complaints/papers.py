"""Fills in the official letters of a complaint; the officer may change every word."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.letter_sources import Prepared
from kheo.oversee.complaints import permissions, queries, rules
from kheo.oversee.complaints.models import Complaint, Decision, Dialogue, Pause

HOLDER = "complaint.letter"
Stage = Complaint.Stage
KEYS: dict[str, tuple[str, ...]] = {
    Stage.RECEIVED: ("complaint_accepted", "complaint_refused"),
    Stage.ACCEPTED: ("complaint_accepted", "complaint_extended", "dialogue_invitation"),
    Stage.SUSPENDED: ("complaint_suspended",),
    Stage.REFUSED: ("complaint_refused",),
    Stage.WITHDRAWN: ("complaint_stopped",),
    Stage.DISCONTINUED: ("complaint_stopped",),
    Stage.DECIDED: ("complaint_enforced",),
}
DECISIONS = {1: "complaint_decision_first", 2: "complaint_decision_second"}


def prepare(user: User, pk: int, today: date) -> Prepared | None:
    """Give what is known of a complaint for its letters; None to whoever does not settle it."""
    complaint = queries.find(pk)
    if complaint is None or not permissions.may_handle(user, complaint, today=today):
        return None
    return Prepared(
        title=complaint.petition.code,
        body=complaint.petition.duty.body,
        holder=HOLDER,
        keys=_keys(complaint),
        fields=_fields(complaint, user) | _heard(complaint) | _decided(complaint),
        back_url=complaint.get_absolute_url(),
    )


def _keys(complaint: Complaint) -> tuple[str, ...]:
    keys = KEYS[complaint.stage]
    if complaint.stage in (Stage.ACCEPTED, Stage.DECIDED):
        keys = (*keys, "dialogue_minutes", DECISIONS[complaint.instance])
    return keys


def _fields(complaint: Complaint, user: User) -> dict[str, str]:
    petition = complaint.petition
    parts = [complaint.get_against_display(), complaint.against_number, _day(complaint.against_on)]
    return {
        "sender": petition.sender_name,
        "sender_address": complaint.address,
        "code": petition.code,
        "written_on": _day(complaint.written_on),
        "received_on": _day(timezone.localdate(petition.received_at)),
        "accepted_on": _day(complaint.accepted_on),
        "matter": petition.heading,
        "content": petition.text,
        "officer": str(user),
        "due_on": _day(petition.due_on),
        "new_due_on": _day(petition.due_on),
        "respondent": complaint.against_whom,
        "challenged": " ".join(filter(None, parts)),
        "handler_body": str(petition.duty.body),
        "first_decision": _first(complaint),
        "reason": _reason(complaint),
    }


def _reason(complaint: Complaint) -> str:
    pause = Pause.objects.filter(complaint=complaint, until__isnull=True).first()
    section, code = ("suspend", pause.ground) if pause else (_section(complaint), complaint.ground)
    ground = rules.book().ground(section, code)
    parts = [f"{ground.vi} ({ground.basis})" if ground else "", complaint.explanation]
    return ". ".join(filter(None, parts))


def _section(complaint: Complaint) -> str:
    return "refuse" if complaint.stage == Stage.REFUSED else "discontinue"


def _first(complaint: Complaint) -> str:
    decision = Decision.objects.filter(pk=complaint.first_id).first()
    if decision is None:
        return complaint.first_decision
    return f"{decision.number}, {_day(decision.decided_on)}"


def _heard(complaint: Complaint) -> dict[str, str]:
    found = "\n".join(one.found for one in complaint.verifications.all())
    talked = _last(complaint.dialogues.exclude(state=Dialogue.State.INVITED))
    coming = _last(complaint.dialogues.all())
    meeting = timezone.localtime(coming.meets_at) if coming else None
    return {
        "verified": found,
        "minutes": talked.minutes if talked else "",
        "dialogue": talked.minutes if talked else "",
        "participants": coming.invited if coming else "",
        "meeting_place": coming.place if coming else "",
        "meeting_at": f"{meeting:%H:%M %d/%m/%Y}" if meeting else "",
    }


def _last(dialogues: QuerySet[Dialogue]) -> Dialogue | None:
    return dialogues.order_by("-meets_at", "-pk").first()


def _decided(complaint: Complaint) -> dict[str, str]:
    decision = Decision.objects.filter(pk=complaint.pk).first()
    appeal = {1: _("ông (bà) có quyền khiếu nại lần hai hoặc khởi kiện tại Tòa án.")}
    said = {"appeal": appeal.get(complaint.instance, _("ông (bà) có quyền khởi kiện tại Tòa án."))}
    if decision is None:
        return said
    return said | {
        "ruling": f"{decision.get_ruling_display()}. {decision.text}",
        "decided_by": f"{decision.number}, {_day(decision.decided_on)}",
    }


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
