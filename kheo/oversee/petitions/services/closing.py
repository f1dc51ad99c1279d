"""Ends a petition without an answer to its matter: sent elsewhere, filed, joined, guided."""

from datetime import datetime

from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.services import letters
from kheo.oversee.petitions.services.locking import count, timely, write
from kheo.oversee.petitions.services.receiving import folded_words

State = Petition.State


def end(
    petition: Petition,
    state: Petition.State,
    *,
    outcome: Duty.Outcome,
    text: str,
    told: str,
    by: User | None,
    now: datetime,
    reason: str = "",
) -> Petition:
    """Close a locked petition and its duty with the words that the sender reads.

    `reason` says why there is no proof. What was joined to another is not counted a second time.
    """
    is_late = timezone.localdate(now) > petition.duty.due_on
    petition.duty = duties.close(petition.duty, result=text, outcome=outcome, by=by, now=now)
    petition.state, petition.outcome, petition.answer = state, outcome, text
    petition.no_proof_reason = reason
    petition.answered_at, petition.answered_by = now, by
    petition.is_answered_late = is_late
    petition.folded = folded_words(petition)
    petition.save()
    if state != State.JOINED:
        count(petition, "answered", now, timely=timely(is_late))
    write(petition, "answered", by=by, now=now, state=state, outcome=outcome, is_late=is_late)
    event = f"petition.answered.{petition.duty.reopened}"
    letters.tell(petition, event=event, text=told, now=now)
    return petition
