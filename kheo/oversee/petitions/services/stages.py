"""Lets the room that knows a kind move its petitions from stage to stage and end them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.duties.models import Duty
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.services.locking import count, locked_open, timely, write
from kheo.oversee.petitions.services.receiving import folded_words

State = Petition.State


@transaction.atomic
def carry_on(*, petition: Petition, duty: Duty, by: User | None, now: datetime) -> Petition:
    """Follow the next duty of the same petition; the room closed the one before."""
    petition = locked_open(petition)
    petition.duty, petition.state = duty, State.UNDERWAY
    petition.save(update_fields=["duty", "state"])
    write(petition, "carried_on", by=by, now=now, duty=duty.kind)
    return petition


@transaction.atomic
def conclude(
    *,
    petition: Petition,
    state: Petition.State,
    text: str,
    outcome: Duty.Outcome,
    by: User | None,
    now: datetime,
    refusal_ground: str = "",
    no_proof_reason: str = "",
) -> Petition:
    """End a petition whose duty its room has closed; the words stand as its answer, once."""
    petition = locked_open(petition)
    petition.state, petition.answer, petition.outcome = state, text, outcome
    petition.refusal_ground, petition.no_proof_reason = refusal_ground, no_proof_reason
    petition.answered_at, petition.answered_by = now, by
    petition.is_answered_late = timezone.localdate(now) > petition.duty.due_on
    petition.folded = folded_words(petition)
    petition.save()
    count(petition, "answered", now, timely=timely(petition.is_answered_late))
    write(petition, "answered", by=by, now=now, state=state, outcome=outcome)
    return petition
