"""The decision, its way to the people, and its being carried out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import services as documents
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.refusals import said
from kheo.foundation.tongues import kept
from kheo.oversee.complaints import rules
from kheo.oversee.complaints.errors import (
    DecisionMissing,
    DialogueMissing,
    VerificationMissing,
)
from kheo.oversee.complaints.models import Complaint, Decision
from kheo.oversee.complaints.queries import clocks
from kheo.oversee.complaints.services.handling import has_had_its_say
from kheo.oversee.complaints.services.locking import (
    Stage,
    demand_decider,
    locked_accepted,
    tell,
    write,
)
from kheo.oversee.petitions import services as petitions
from kheo.oversee.petitions.models import Petition

SEND = "complaint.send"
PUBLISH = "complaint.publish"
PROOF = "complaint.decision"
OUTCOMES = {
    Decision.Ruling.RIGHT: Duty.Outcome.DONE,
    Decision.Ruling.PARTLY: Duty.Outcome.PARTLY,
    Decision.Ruling.WRONG: Duty.Outcome.DONE,
}
NOTHING: Mapping[str, Decimal | int] = {}


@transaction.atomic
def decide(
    *,
    complaint: Complaint,
    number: str,
    ruling: Decision.Ruling,
    text: str,
    by: User,
    now: datetime,
    figures: Mapping[str, Decimal | int] = NOTHING,
    proof: Sequence[StoredFile] = (),
) -> Decision:
    """Sign the decision, once; what is owed next is sending it, and the second time publishing.

    Raises VerificationMissing or DialogueMissing when the law wants more first.
    """
    complaint = locked_accepted(complaint)
    demand_decider(complaint, by, now)
    _heard(complaint)
    ruling = Decision.Ruling(ruling)
    signed = said(number, DecisionMissing)
    content = said(text, DecisionMissing)
    petition, today = complaint.petition, timezone.localdate(now)
    resolved = petition.duty
    duties.close(resolved, result=content, proof=proof, by=by, now=now, outcome=OUTCOMES[ruling])
    final = clocks.effect(complaint, today)
    decision = Decision.objects.create(
        complaint=complaint,
        number=signed,
        decided_on=today,
        ruling=ruling,
        text=content,
        decided_by=by,
        final_on=final.on,
        final_due=final.to_json(),
        **dict(figures),
    )
    complaint.stage, complaint.ended_on = Stage.DECIDED, today
    complaint.resolve_by = resolved.due_on
    complaint.save(update_fields=["stage", "ended_on", "resolve_by"])
    documents.adopt(proof, drafts="complaint.draft", holder=PROOF, subject=complaint.subject)
    _owe_the_rest(complaint, by, now)
    complaint.petition = petitions.conclude(
        petition=petition,
        state=Petition.State.ANSWERED,
        text=content,
        outcome=OUTCOMES[ruling],
        no_proof_reason="" if proof else kept(_("Quyết định được gửi bằng văn bản.")),
        by=by,
        now=now,
    )
    write(complaint, "decided", by=by, now=now, ruling=str(ruling), proof=len(proof))
    told = _("%(code)s: đã có quyết định giải quyết khiếu nại số %(number)s ngày %(day)s.")
    tell(complaint, "decided", told, now, number=signed, day=f"{today:%d/%m/%Y}")
    return decision


def _heard(complaint: Complaint) -> None:
    """Refuse to decide before the law has been kept on finding out and on dialogue."""
    if not complaint.verifications.exists():
        raise VerificationMissing
    instance = rules.book().instances[complaint.instance]
    needed = instance.always_dialogue or complaint.positions_differ is not False
    if needed and not has_had_its_say(complaint):
        raise DialogueMissing


def _owe_the_rest(complaint: Complaint, by: User, now: datetime) -> None:
    instance = rules.book().instances[complaint.instance]
    for kind, stage in ((SEND, "send"), (PUBLISH, "publish")):
        if stage in instance.rules:
            _owe(complaint, kind, instance.rule(stage), by, now)


def _owe(complaint: Complaint, kind: str, rule: str, by: User, now: datetime) -> None:
    petition = complaint.petition
    duties.owe(
        kind=kind,
        subject=complaint.subject,
        work=petition.heading,
        unit=petition.duty.unit,
        body=petition.duty.body,
        by=by,
        now=now,
        url=complaint.get_absolute_url(),
        rule_code=rule,
        remote=complaint.is_remote,
        is_demo=petition.is_demo,
    )
