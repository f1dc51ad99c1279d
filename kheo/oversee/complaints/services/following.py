"""What happens to a signed decision: sent, received, made public, carried out."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import services as documents
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.refusals import said
from kheo.foundation.tongues import kept
from kheo.foundation.vietnamese import text as words
from kheo.oversee.complaints import rules
from kheo.oversee.complaints.errors import (
    AlreadyDelivered,
    AlreadyDone,
    AlreadySent,
    DayBeforeDecision,
    DecisionMissing,
    NamesLeft,
    NotDecided,
    NotSent,
    PostingTooShort,
    PublicWordsMissing,
    ResultMissing,
)
from kheo.oversee.complaints.models import Complaint, Decision, Execution, Publication
from kheo.oversee.complaints.queries import clocks
from kheo.oversee.complaints.services.deciding import PUBLISH, SEND
from kheo.oversee.complaints.services.locking import (
    demand_handler,
    locked,
    not_after,
    tell,
    write,
)

Way = Decision.Way
# The part of the record whose public wording is confirmed.
WORDS = "decision"


@transaction.atomic
def send(*, complaint: Complaint, way: Decision.Way, on: date, by: User, now: datetime) -> Decision:
    """Note when and how the decision was sent; handed over, it is received the same day."""
    complaint, decision = _decided(complaint, by, now)
    if decision.sent_on is not None:
        raise AlreadySent
    decision.sent_on, decision.delivery = _since(decision, on, now), Way(way)
    decision.save(update_fields=["sent_on", "delivery"])
    text = kept(_("Đã gửi quyết định ngày %(day)s."), day=f"{on:%d/%m/%Y}")
    _keep(complaint, SEND, text, by, now)
    write(complaint, "sent", by=by, now=now, way=str(way), on=on.isoformat())
    if way == Way.HAND:
        decision = deliver(complaint=complaint, on=on, by=by, now=now)
    return decision


@transaction.atomic
def deliver(*, complaint: Complaint, on: date, by: User, now: datetime) -> Decision:
    """Note the day on which it was received; the time for a second complaint begins with it."""
    complaint, decision = _decided(complaint, by, now)
    if decision.sent_on is None:
        raise NotSent
    if decision.delivered_on is not None:
        raise AlreadyDelivered
    if on < decision.sent_on:
        raise DayBeforeDecision
    decision.delivered_on = _since(decision, on, now)
    if complaint.instance == 1:
        due = clocks.filing_from(on, is_remote=complaint.is_remote)
        decision.file_by, decision.file_due = due.on, due.to_json()
    decision.save(update_fields=["delivered_on", "file_by", "file_due"])
    write(complaint, "delivered", by=by, now=now, on=on.isoformat())
    if decision.file_by is not None:
        text = _("%(code)s: nếu không đồng ý, bạn có thể khiếu nại lần hai đến hết ngày %(day)s.")
        tell(complaint, "delivered", text, now, day=f"{decision.file_by:%d/%m/%Y}")
    return decision


@transaction.atomic
def publish(
    *,
    complaint: Complaint,
    way: Publication.Way,
    place: str,
    since: date,
    public_text: str,
    by: User,
    now: datetime,
    until: date | None = None,
    keep_reason: str = "",
) -> Publication:
    """Make the decision public in words that a person has cleared.

    Raises PostingTooShort, and NamesLeft for words that still tell who complains.
    """
    complaint, decision = _decided(complaint, by, now)
    if since < decision.decided_on:
        raise DayBeforeDecision
    _long_enough(Publication.Way(way), since, until)
    decision.public_text = said(public_text, PublicWordsMissing)
    _cleared(complaint, decision, keep_reason, by, now)
    decision.save(update_fields=["public_text"])
    publication = Publication.objects.create(
        decision=decision, way=way, place=words.clean(place).strip(), since=since, until=until
    )
    _keep(complaint, PUBLISH, str(publication), by, now)
    write(complaint, "published", by=by, now=now, way=str(way), since=since.isoformat())
    return publication


def _cleared(
    complaint: Complaint, decision: Decision, keep_reason: str, by: User, now: datetime
) -> None:
    """Let the one layer of redaction see the words; what still tells who it is needs a reason."""
    try:
        documents.confirm_wording(
            subject=complaint.subject,
            part=WORDS,
            source=decision.text,
            text=decision.public_text,
            known=concerned(complaint),
            keep_reason=keep_reason,
            by=by,
            now=now,
        )
    except documents.StillTelling as refusal:
        raise NamesLeft(str(refusal)) from refusal


def concerned(complaint: Complaint) -> list[str]:
    """List the people, numbers and places that are known to be in it."""
    petition = complaint.petition
    people = [petition.sender_name, petition.sender_phone, petition.sender_email]
    people += [complaint.address, complaint.agent_name]
    people += complaint.complainants.values_list("name", flat=True)
    return [one for one in people if one]


def _long_enough(way: Publication.Way, since: date, until: date | None) -> None:
    least = rules.book().posting_days
    if way == Publication.Way.POSTING and (
        until is None or until < since + timedelta(days=least - 1)
    ):
        raise PostingTooShort


@transaction.atomic
def order(
    *, complaint: Complaint, work: str, who: str, due_on: date, by: User, now: datetime
) -> Execution:
    """Note one thing that the decision orders, who has to do it and by when."""
    complaint, decision = _decided(complaint, by, now)
    if due_on < decision.decided_on:
        raise DayBeforeDecision
    made = Execution.objects.create(
        decision=decision,
        work=said(work, DecisionMissing)[:300],
        who=said(who, DecisionMissing)[:200],
        due_on=due_on,
    )
    write(complaint, "ordered", by=by, now=now, execution=made.pk)
    return made


@transaction.atomic
def carry_out(*, execution: Execution, on: date, result: str, by: User, now: datetime) -> Execution:
    """Note that it was done, when, and what came of it; once."""
    complaint, decision = _decided(execution.decision.complaint, by, now)
    execution = Execution.objects.select_for_update().get(pk=execution.pk)
    if execution.done_on is not None:
        raise AlreadyDone
    execution.done_on = _since(decision, on, now)
    execution.result = said(result, ResultMissing)
    execution.save(update_fields=["done_on", "result"])
    write(complaint, "carried_out", by=by, now=now, execution=execution.pk)
    return execution


def _decided(complaint: Complaint, by: User, now: datetime) -> tuple[Complaint, Decision]:
    complaint = locked(complaint)
    demand_handler(complaint, by, now)
    decision = Decision.objects.filter(pk=complaint.pk).first()
    if decision is None:
        raise NotDecided
    return complaint, decision


def _since(decision: Decision, day: date, now: datetime) -> date:
    not_after(day, now)
    if day < decision.decided_on:
        raise DayBeforeDecision
    return day


def _keep(complaint: Complaint, kind: str, result: str, by: User, now: datetime) -> None:
    """Close what is owed of this kind, when it is owed and still open."""
    duty = Duty.objects.open().filter(kind=kind, subject=complaint.subject).first()
    if duty is not None:
        duties.close(duty, result=result, by=by, now=now)
