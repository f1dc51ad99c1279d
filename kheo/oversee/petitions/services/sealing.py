"""Empties a petition that was a denunciation, after its words went into the sealed box."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import queries as documents
from kheo.foundation.documents import services as storing
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.notices import services as notices
from kheo.oversee.petitions import kinds, permissions
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.services.errors import AlreadySealed
from kheo.oversee.petitions.services.locking import (
    count,
    count_everything,
    demand,
    locked,
    timely,
    write,
)

State = Petition.State
# Every field that may carry what somebody wrote, or who somebody is.
_EMPTY: dict[str, object] = {
    **dict.fromkeys(
        (
            "place", "sender_name", "sender_phone", "sender_email", "public_title", "public_text",
            "topic", "representatives", "refusal_ground", "absorbed", "no_proof_reason",
            "rating_comment", "reopen_reason", "earlier_answer", "folded", "public_folded",
        ),
        "",
    ),
    **dict.fromkeys(
        (
            "latitude", "longitude", "joined_to", "rating", "rated_at", "reopened_at",
            "earlier_answered_at", "earlier_rating", "earlier_rated_at",
        )
    ),
    **dict.fromkeys(
        (
            "wants_public", "is_public", "are_photos_public", "is_urgent", "is_answered_late",
            "was_answered_late",
        ),
        False,
    ),
    "people": 1,
    "fingerprint": [],
}  # fmt: skip


def sentence() -> str:
    """Give the words that stay in the place of all others."""
    with override(settings.LANGUAGE_CODE):
        return _("Đơn này được xử lý ở kênh được bảo vệ; nội dung không lưu ở đây.")


@transaction.atomic
def empty_into_seal(*, petition: Petition, by: User, now: datetime) -> Petition:
    """Remove every word, file, sender and queued message; code, number and dates stay.

    The room of denunciations has read the words first, in this transaction. Raises AlreadySealed.
    """
    petition = locked(petition)
    demand(permissions.may_seal(by, petition, today=timezone.localdate(now)))
    if petition.state == State.SEALED:
        raise AlreadySealed
    _uncount(petition)
    _forget_messages(petition)
    empty = kinds.of(petition).empty
    if empty is not None:
        empty(petition, by=by, now=now)
    storing.discard(documents.of(petition.subject))
    storing.forget_wordings(subject=petition.subject)
    duties.seal(subject=petition.subject, sentence=sentence(), by=by, now=now)
    petition.joined.update(joined_to=None)
    petition.classifications.update(reason=sentence(), to="", conditions=["sealed"], missing=[])
    _empty(petition, by, now)
    write(petition, "sealed", by=by, now=now)
    return petition


def _empty(petition: Petition, by: User, now: datetime) -> None:
    for field, value in _EMPTY.items():
        setattr(petition, field, value)
    petition.heading = petition.text = petition.routing_reason = petition.answer = sentence()
    petition.state, petition.outcome = State.SEALED, Duty.Outcome.SEALED
    petition.answered_at, petition.answered_by = now, by
    petition.save()


def _forget_messages(petition: Petition) -> None:
    """Take back what waits to be sent, and the petition's words from letters about other things."""
    notices.forget(
        about=[petition.code],
        words=[petition.text, petition.heading, petition.duty.work],
        instead=sentence(),
    )


def _uncount(petition: Petition) -> None:
    """Take back every figure it is in: a denunciation was never feedback."""
    if petition.state == State.JOINED:
        return
    count_everything(petition, by=-1)
    if petition.answered_at is not None:
        late = timely(petition.is_answered_late)
        count(petition, "answered", petition.answered_at, by=-1, timely=late)
    if petition.rated_at is not None:
        count(petition, "rated", petition.rated_at, by=-1, stars=str(petition.rating))
