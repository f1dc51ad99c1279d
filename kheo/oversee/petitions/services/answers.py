"""The way to an answer, and what its reader thinks of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.refusals import said
from kheo.foundation.vietnamese import text as words
from kheo.oversee.petitions import grounds, permissions, publishing
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.services import alerts, letters
from kheo.oversee.petitions.services.errors import (
    AbsorbedMissing,
    AlreadyRated,
    AlreadyReopened,
    AnswerMissing,
    GroundMissing,
    NotAnswered,
    OutcomeRefused,
    ProofMissing,
    RatingOutOfRange,
    ReasonMissing,
    TextMissing,
)
from kheo.oversee.petitions.services.locking import (
    count,
    demand,
    locked,
    locked_of_sender,
    locked_open,
    timely,
    write,
)
from kheo.oversee.petitions.services.receiving import folded_words

PROOF = "petition.proof"
ADDED = "petition.added"
State = Petition.State
Outcome = Duty.Outcome
# How an answer may end a petition, and which of these say that something was done.
ANSWERS = (Outcome.DONE, Outcome.PARTLY, Outcome.REFUSED, Outcome.NOT_OURS)
RESULTS = (Outcome.DONE, Outcome.PARTLY)


@transaction.atomic
def progress(
    *, petition: Petition, text: str, by: User, now: datetime, is_public: bool = True
) -> Petition:
    """Say how far it has come; the first to do so takes it."""
    petition = locked_open(petition)
    demand(permissions.may_answer(by, petition, today=timezone.localdate(now)))
    note = said(text, TextMissing)
    petition.duty = duties.progress(petition.duty, text=note, by=by, now=now, is_public=is_public)
    _move(petition, State.UNDERWAY)
    write(petition, "progressed", by=by, now=now)
    return petition


@transaction.atomic
def ask_sender(*, petition: Petition, question: str, by: User, now: datetime) -> Petition:
    """Ask the sender for what is missing; the date stands."""
    petition = locked_open(petition)
    demand(permissions.may_answer(by, petition, today=timezone.localdate(now)))
    asked = said(question, TextMissing)
    petition.duty = duties.ask(petition.duty, question=asked, by=by, now=now)
    _move(petition, State.ASKING)
    write(petition, "asked", by=by, now=now)
    with override(settings.LANGUAGE_CODE):
        text = _("%(code)s: cán bộ hỏi thêm: %(question)s") % {
            "code": petition.code,
            "question": asked,
        }
    letters.tell(petition, event=f"petition.asked.{now:%Y%m%d%H%M%S}", text=text, now=now)
    return petition


@transaction.atomic
def add_information(*, petition: Petition, text: str, secret: str, now: datetime) -> Petition:
    """Take in what the sender adds, asked or not; raise NotTheSender or AlreadyAnswered."""
    petition = locked_open(locked_of_sender(petition, secret))
    added = said(text, TextMissing)
    petition.duty = duties.replied(petition.duty, text=added, now=now)
    if petition.state == State.ASKING:
        _move(petition, State.UNDERWAY)
    write(petition, "added", by=None, now=now)
    return petition


@dataclass(frozen=True)
class _Given:
    """An answer with everything that was checked about it."""

    text: str
    outcome: Duty.Outcome
    proof: Sequence[StoredFile]
    no_proof_reason: str
    refusal_ground: str
    absorbed: str

    @property
    def state(self) -> Petition.State:
        is_ours = self.outcome != Duty.Outcome.NOT_OURS
        return State.ANSWERED if is_ours else State.REDIRECTED


@transaction.atomic
def answer(
    *,
    petition: Petition,
    text: str,
    by: User,
    now: datetime,
    proof: Sequence[StoredFile] = (),
    no_proof_reason: str = "",
    outcome: Duty.Outcome = Duty.Outcome.DONE,
    refusal_ground: str = "",
    absorbed: str = "",
) -> Petition:
    """Give the answer, which alone keeps the promise behind the petition.

    `outcome` is done, partly, refused (with a ground of `law/grounds.yaml`) or not ours; what was
    joined to it is answered along. Raises AlreadyAnswered to the second of two officers,
    AnswerMissing, ProofMissing (neither proof nor a reason for its lack), OutcomeRefused,
    GroundMissing, AbsorbedMissing, or duties' HelpStillOpen.
    """
    petition = locked_open(petition)
    demand(permissions.may_answer(by, petition, today=timezone.localdate(now)))
    given = _Given(
        text=said(text, AnswerMissing),
        outcome=outcome,
        proof=proof,
        no_proof_reason="" if proof else words.clean(no_proof_reason).strip(),
        refusal_ground=refusal_ground if outcome == Duty.Outcome.REFUSED else "",
        absorbed=words.clean(absorbed).strip(),
    )
    _check(petition, given)
    _close(petition, given, by=by, closer=by, now=now)
    # Whoever may answer the lead answers what was joined to it, whoever had that one.
    for other in petition.joined.filter(state__in=Petition.OPEN).order_by("pk"):
        _close(locked(other), given, by=by, closer=None, now=now)
    return petition


def _check(petition: Petition, given: _Given) -> None:
    if given.outcome not in ANSWERS:
        raise OutcomeRefused
    if given.outcome == Duty.Outcome.REFUSED:
        known = [ground.code for ground in grounds.refusals_of(petition.kind)]
        if given.refusal_ground not in known:
            raise GroundMissing
    if given.outcome not in RESULTS:
        return
    if not given.proof and not given.no_proof_reason:
        raise ProofMissing
    if petition.kind == Petition.Kind.PROPOSAL and not given.absorbed:
        raise AbsorbedMissing


def _close(
    petition: Petition, given: _Given, *, by: User, closer: User | None, now: datetime
) -> None:
    """Close a locked petition and its duty with the same words, count it, and tell the sender."""
    due_on = petition.duty.due_on
    petition.duty = duties.close(
        petition.duty,
        result=given.text,
        proof=given.proof,
        outcome=given.outcome,
        by=closer,
        now=now,
    )
    petition.state, petition.outcome, petition.answer = given.state, given.outcome, given.text
    petition.no_proof_reason, petition.absorbed = given.no_proof_reason, given.absorbed
    petition.refusal_ground = given.refusal_ground
    petition.answered_at, petition.answered_by = now, by
    petition.is_answered_late = is_late = timezone.localdate(now) > due_on
    petition.folded = folded_words(petition)
    if petition.is_public:
        public = words.words(publishing.answer(petition))
        petition.public_folded = " ".join([petition.public_folded, *public])
    petition.save()
    count(petition, "answered", now, timely=timely(is_late))
    write(
        petition,
        "answered",
        by=by,
        now=now,
        state=given.state,
        outcome=given.outcome,
        proof=len(given.proof),
        is_late=is_late,
    )
    with override(settings.LANGUAGE_CODE):
        told = _("%(code)s đã có trả lời. Mời bạn xem và chấm điểm.") % {"code": petition.code}
    event = f"petition.answered.{petition.duty.reopened}"
    letters.tell(petition, event=event, text=told, now=now)


@transaction.atomic
def rate(
    *, petition: Petition, rating: int, secret: str, now: datetime, comment: str = ""
) -> Petition:
    """Let the sender say from 1 to 5 how good the answer was, once for each answer."""
    petition = locked_of_sender(petition, secret)
    if petition.state not in Petition.REOPENABLE:
        raise NotAnswered
    if petition.rating is not None:
        raise AlreadyRated
    if not 1 <= rating <= 5:
        raise RatingOutOfRange
    petition.rating, petition.rated_at = rating, now
    petition.rating_comment = words.clean(comment).strip()[:500]
    petition.save(update_fields=["rating", "rated_at", "rating_comment"])
    count(petition, "rated", now, stars=str(rating))
    write(petition, "rated", by=None, now=now, rating=rating)
    return petition


@transaction.atomic
def reopen(*, petition: Petition, reason: str, secret: str, now: datetime) -> Petition:
    """Let the sender send an answer back, once, with a reason; a new period begins.

    The answer that did not satisfy stays readable; its rating stays counted.
    """
    petition = locked_of_sender(petition, secret)
    if petition.state not in Petition.REOPENABLE:
        raise NotAnswered
    if petition.reopened_at is not None:
        raise AlreadyReopened
    why = said(reason, ReasonMissing)[:1000]
    _set_aside(petition)
    petition.state, petition.reopened_at, petition.reopen_reason = State.REOPENED, now, why
    petition.save()
    petition.duty = duties.reopen(petition.duty, reason=why, by=None, now=now)
    count(petition, "reopened", now)
    write(petition, "reopened", by=None, now=now)
    alerts.sent_back(petition, now=now)
    return petition


def _set_aside(petition: Petition) -> None:
    """Keep the first answer and its rating, which stay counted, beside room for the second."""
    petition.earlier_answer, petition.answer = petition.answer, ""
    petition.earlier_answered_at, petition.answered_at = petition.answered_at, None
    petition.was_answered_late, petition.is_answered_late = petition.is_answered_late, False
    petition.earlier_rating, petition.rating = petition.rating, None
    petition.earlier_rated_at, petition.rated_at = petition.rated_at, None
    petition.answered_by, petition.no_proof_reason, petition.rating_comment = None, "", ""
    petition.outcome = petition.refusal_ground = petition.absorbed = ""


def _move(petition: Petition, state: Petition.State) -> None:
    petition.state = state
    petition.save(update_fields=["state"])
