"""The way to an answer, and what its reader thinks of it."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import services as duties
from kheo.foundation.vietnamese import text as words
from kheo.oversee.petitions import permissions
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.services import letters
from kheo.oversee.petitions.services.errors import (
    AlreadyRated,
    AlreadyReopened,
    AnswerMissing,
    NotAnswered,
    ProofMissing,
    RatingOutOfRange,
    ReasonMissing,
    TextMissing,
)
from kheo.oversee.petitions.services.locking import (
    count,
    demand,
    locked_of_sender,
    locked_open,
    said,
    timely,
    write,
)
from kheo.oversee.petitions.services.receiving import folded_words

PROOF = "petition.proof"
ADDED = "petition.added"
State = Petition.State


@transaction.atomic
def progress(
    *, petition: Petition, text: str, by: User, now: datetime, is_public: bool = True
) -> Petition:
    """Say how far it has come; the first to do so takes it."""
    petition = locked_open(petition)
    demand(permissions.may_answer(by, petition, today=timezone.localdate(now)))
    note = said(words.clean(text), TextMissing)
    petition.duty = duties.progress(petition.duty, text=note, by=by, now=now, is_public=is_public)
    _move(petition, State.UNDERWAY)
    write(petition, "progressed", by=by, now=now)
    return petition


@transaction.atomic
def ask_sender(*, petition: Petition, question: str, by: User, now: datetime) -> Petition:
    """Ask the sender for what is missing; the date stands."""
    petition = locked_open(petition)
    demand(permissions.may_answer(by, petition, today=timezone.localdate(now)))
    asked = said(words.clean(question), TextMissing)
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
    added = said(words.clean(text), TextMissing)
    petition.duty = duties.replied(petition.duty, text=added, now=now)
    if petition.state == State.ASKING:
        _move(petition, State.UNDERWAY)
    write(petition, "added", by=None, now=now)
    return petition


@transaction.atomic
def answer(
    *,
    petition: Petition,
    text: str,
    by: User,
    now: datetime,
    proof: Sequence[StoredFile] = (),
    no_proof_reason: str = "",
) -> Petition:
    """Give the answer, which alone keeps the promise behind the petition.

    Raises AlreadyAnswered to the second of two officers, AnswerMissing without words, and
    ProofMissing without proof or a reason for its lack.
    """
    petition = locked_open(petition)
    demand(permissions.may_answer(by, petition, today=timezone.localdate(now)))
    given = said(words.clean(text), AnswerMissing)
    why_none = words.clean(no_proof_reason).strip()
    if not proof and not why_none:
        raise ProofMissing
    return closed_with(
        petition,
        State.ANSWERED,
        text=given,
        no_proof_reason="" if proof else why_none,
        proof=proof,
        by=by,
        now=now,
    )


def closed_with(
    petition: Petition,
    state: Petition.State,
    *,
    text: str,
    no_proof_reason: str,
    proof: Sequence[StoredFile],
    by: User,
    now: datetime,
) -> Petition:
    """Close a locked petition and its duty with the same words, count it, and tell the sender."""
    due_on = petition.duty.due_on
    petition.duty = duties.close(petition.duty, result=text, proof=proof, by=by, now=now)
    petition.state, petition.answer, petition.no_proof_reason = state, text, no_proof_reason
    petition.answered_at, petition.answered_by = now, by
    petition.is_answered_late = is_late = timezone.localdate(now) > due_on
    petition.folded = folded_words(petition)
    if petition.is_public:
        petition.public_folded = " ".join([petition.public_folded, *words.words(text)])
    petition.save()
    count(petition, "answered", now, timely=timely(is_late))
    write(petition, "answered", by=by, now=now, state=state, proof=len(proof), is_late=is_late)
    with override(settings.LANGUAGE_CODE):
        told = _("%(code)s đã có trả lời. Mời bạn xem và chấm điểm.") % {"code": petition.code}
    event = f"petition.answered.{petition.duty.reopened}"
    letters.tell(petition, event=event, text=told, now=now)
    return petition


@transaction.atomic
def rate(
    *, petition: Petition, rating: int, secret: str, now: datetime, comment: str = ""
) -> Petition:
    """Let the sender say from 1 to 5 how good the answer was, once for each answer."""
    petition = locked_of_sender(petition, secret)
    if petition.is_open:
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
    if petition.is_open:
        raise NotAnswered
    if petition.reopened_at is not None:
        raise AlreadyReopened
    why = said(words.clean(reason), ReasonMissing)[:1000]
    _set_aside(petition)
    petition.state, petition.reopened_at, petition.reopen_reason = State.REOPENED, now, why
    petition.save()
    petition.duty = duties.reopen(petition.duty, reason=why, by=None, now=now)
    count(petition, "reopened", now)
    write(petition, "reopened", by=None, now=now)
    return petition


def _set_aside(petition: Petition) -> None:
    """Keep the first answer and its rating, which stay counted, beside room for the second."""
    petition.earlier_answer, petition.answer = petition.answer, ""
    petition.earlier_answered_at, petition.answered_at = petition.answered_at, None
    petition.was_answered_late, petition.is_answered_late = petition.is_answered_late, False
    petition.earlier_rating, petition.rating = petition.rating, None
    petition.earlier_rated_at, petition.rated_at = petition.rated_at, None
    petition.answered_by, petition.no_proof_reason, petition.rating_comment = None, "", ""


def _move(petition: Petition, state: Petition.State) -> None:
    petition.state = state
    petition.save(update_fields=["state"])
