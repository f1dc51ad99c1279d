"""The showings of a publication: recorded with proof, corrected by a new one, never overwritten."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.documents.services import storing
from kheo.foundation.refusals import said
from kheo.know.disclosure import rules
from kheo.know.disclosure.errors import (
    AddressMissing,
    AlreadyWithdrawn,
    BeginsBeforeItsDocument,
    BeginsInTheFuture,
    ContentMissing,
    EndsBeforeItBegins,
    EndsTooFar,
    PersonMissing,
    PlaceMissing,
    ProofMissing,
    ReasonMissing,
    UnknownChannel,
)
from kheo.know.disclosure.models import Act, Publication
from kheo.know.disclosure.models.acts import LONGEST_PLACE
from kheo.know.disclosure.models.publications import LONGEST_REASON
from kheo.know.disclosure.services import counting
from kheo.know.disclosure.services.locking import demand, locked_standing, write

PROOF = "disclosure.proof"
ADDRESSES = ("https://", "http://")
# An end farther away than this is a slip of the keyboard.
LONGEST = timedelta(days=366 * 20)


@dataclass(frozen=True, kw_only=True)
class Showing:
    """One showing as it was typed."""

    channel: str
    place: str
    since: date
    done_by: str
    until: date | None = None
    proof: "Sequence[File[bytes]]" = ()


@transaction.atomic
def show(
    *,
    publication: Publication,
    showing: Showing,
    submission_key: uuid.UUID,
    by: User,
    now: datetime,
) -> Act:
    """Record a showing; without proof it stands as unproven and completes nothing.

    The same key twice is one act. Raises a DisclosureError that names its field.
    """
    found = locked_standing(publication)
    demand(by, found.unit, now)
    earlier = Act.objects.filter(submission_key=submission_key).first()
    if earlier is not None:
        return earlier
    act = _made(found, showing, submission_key, by=by, now=now)
    _save(act, showing.proof, (), by=by, now=now)
    counting.recount(found, by=by, now=now)
    write(found, "shown", by=by, now=now, act=act.pk, **_facts(act))
    return act


@transaction.atomic
def correct(
    *,
    act: Act,
    showing: Showing,
    reason: str,
    submission_key: uuid.UUID,
    by: User,
    now: datetime,
) -> Act:
    """Put a new act in the place of a wrong one, which stays with the reason.

    Proof of the wrong one goes on where no new one is sent.
    """
    found = locked_standing(act.publication_id)
    demand(by, found.unit, now)
    earlier = Act.objects.filter(submission_key=submission_key).first()
    if earlier is not None:
        return earlier
    old = _withdrawn(act, reason, by=by, now=now)
    new = _made(found, showing, submission_key, by=by, now=now)
    new.corrects = old
    _save(new, showing.proof, () if showing.proof else list(old.proof.all()), by=by, now=now)
    counting.recount(found, by=by, now=now)
    write(found, "corrected", by=by, now=now, act=new.pk, was=old.pk, **_facts(new))
    return new


@transaction.atomic
def prove(*, act: Act, files: "Sequence[File[bytes]]", by: User, now: datetime) -> Act:
    """Add proof that came later."""
    found = locked_standing(act.publication_id)
    demand(by, found.unit, now)
    act = Act.objects.select_for_update(of=("self",)).get(pk=act.pk)
    if act.withdrawn_at is not None:
        raise AlreadyWithdrawn
    if not files:
        raise ProofMissing
    act.publication = found
    act.is_proven = True
    act.is_complete = is_long_enough(act)
    act.save(update_fields=["is_proven", "is_complete"])
    _keep_proof(act, files, by=by, now=now)
    counting.recount(found, by=by, now=now)
    write(found, "proven", by=by, now=now, act=act.pk)
    return act


@transaction.atomic
def withdraw_act(*, act: Act, reason: str, by: User, now: datetime) -> Act:
    """Say that a showing was not so, and why; what it had closed is owed again."""
    found = locked_standing(act.publication_id)
    demand(by, found.unit, now)
    old = _withdrawn(act, reason, by=by, now=now)
    if old.is_ours:
        found.published_at = None
    counting.recount(found, by=by, now=now)
    write(found, "act_withdrawn", by=by, now=now, act=old.pk)
    return old


def is_long_enough(act: Act) -> bool:
    """Say whether a showing lasts as long as the rule of its channel asks, or has no end yet."""
    listing = rules.book().lists[act.publication.list_key]
    last = listing.last_day(act.channel, act.since)
    return last is None or act.until is None or act.until >= last


def _withdrawn(act: Act, reason: str, *, by: User, now: datetime) -> Act:
    old = Act.objects.select_for_update(of=("self",)).get(pk=act.pk)
    if old.withdrawn_at is not None:
        raise AlreadyWithdrawn
    old.withdrawn_reason = said(reason, ReasonMissing)[:LONGEST_REASON]
    old.withdrawn_at, old.withdrawn_by = now, by
    old.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return old


def _made(
    publication: Publication, showing: Showing, key: uuid.UUID, *, by: User, now: datetime
) -> Act:
    channel = rules.book().channels.get(showing.channel)
    if channel is None:
        raise UnknownChannel
    place = said(showing.place, PlaceMissing)[:LONGEST_PLACE]
    if channel.is_page and not place.startswith(ADDRESSES):
        raise AddressMissing
    _check_days(publication, showing, timezone.localdate(now))
    return Act(
        submission_key=key,
        publication=publication,
        channel=channel.key,
        place=place,
        since=showing.since,
        until=showing.until,
        done_by=said(showing.done_by, PersonMissing)[:120],
        is_proven=channel.is_page,
        recorded_at=now,
        recorded_by=by,
    )


def _check_days(publication: Publication, showing: Showing, today: date) -> None:
    if publication.decided_on is None:
        raise ContentMissing
    if showing.since > today:
        raise BeginsInTheFuture
    if showing.since < publication.decided_on:
        raise BeginsBeforeItsDocument
    if showing.until is not None and showing.until < showing.since:
        raise EndsBeforeItBegins
    if showing.until is not None and showing.until > today + LONGEST:
        raise EndsTooFar


def _save(
    act: Act,
    proof: "Sequence[File[bytes]]",
    carried: "Sequence[StoredFile]",
    *,
    by: User,
    now: datetime,
) -> None:
    act.is_proven = act.is_proven or bool(proof) or bool(carried)
    act.is_complete = act.is_proven and is_long_enough(act)
    act.save(force_insert=True)
    act.proof.add(*carried)
    _keep_proof(act, proof, by=by, now=now)


def _keep_proof(act: Act, files: "Sequence[File[bytes]]", *, by: User, now: datetime) -> None:
    subject = act.publication.subject
    with storing(files, holder=PROOF, subject=subject, by=by, now=now) as kept:
        act.proof.add(*kept)


def _facts(act: Act) -> dict[str, str | bool]:
    return {
        "channel": act.channel,
        "since": str(act.since),
        "until": str(act.until or ""),
        "proven": act.is_proven,
        "complete": act.is_complete,
    }
