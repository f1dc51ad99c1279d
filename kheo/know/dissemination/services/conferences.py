"""Conferences: announced, changed, held with a result, or called off with a reason."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import services as documents
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.figures import services as figures
from kheo.foundation.units.models import Body
from kheo.know.dissemination import rules
from kheo.know.dissemination.indicators import HELD
from kheo.know.dissemination.models import Conference
from kheo.know.dissemination.models.conferences import MATERIALS
from kheo.know.dissemination.services.errors import (
    AlreadyDecided,
    ChangedMeanwhile,
    NotYet,
    ReasonMissing,
    UnknownKind,
)
from kheo.know.dissemination.services.locking import demand, write

State = Conference.State


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A conference as it was typed."""

    kind: str
    title: str
    starts_at: datetime
    place: str
    ends_at: datetime | None = None
    audience: str = ""
    invited: int | None = None
    documents: tuple[OfficialDocument, ...] = ()


@transaction.atomic
def announce(
    *,
    body: Body,
    plan: Plan,
    submission_key: uuid.UUID,
    by: User,
    now: datetime,
    is_demo: bool = False,
) -> Conference:
    """Enter a conference for everybody to see; also one that was held long ago. Raises UnknownKind.

    The same key twice is one conference.
    """
    demand(by, body.unit, now)
    _check(plan)
    conference, is_new = Conference.objects.get_or_create(
        submission_key=submission_key,
        defaults={
            **_columns(plan),
            "unit": body.unit,
            "body": body,
            "made_at": now,
            "made_by": by,
            "changed_at": now,
            "is_demo": is_demo,
        },
    )
    if is_new:
        conference.documents.set(plan.documents)
        write(conference.subject, "conference.announced", unit=body.unit, by=by, now=now)
    return conference


@transaction.atomic
def edit(
    *, conference: Conference, plan: Plan, seen: datetime, by: User, now: datetime
) -> Conference:
    """Change a conference that was not decided yet; raises ChangedMeanwhile or AlreadyDecided."""
    conference = locked(conference)
    demand(by, conference.unit, now)
    _check(plan)
    if conference.state != State.PLANNED:
        raise AlreadyDecided
    if conference.changed_at != seen:
        raise ChangedMeanwhile
    for name, value in _columns(plan).items():
        setattr(conference, name, value)
    conference.changed_at = now
    conference.save()
    conference.documents.set(plan.documents)
    write(conference.subject, "conference.changed", unit=conference.unit, by=by, now=now)
    return conference


@transaction.atomic
def hold(*, conference: Conference, result: str, by: User, now: datetime) -> Conference:
    """Say that it was held, and what came of it; counted in the month of its day.

    Said again it only changes the words of the result. Raises NotYet or AlreadyDecided.
    """
    conference = locked(conference)
    demand(by, conference.unit, now)
    if conference.state == State.CANCELLED:
        raise AlreadyDecided
    if conference.starts_at > now:
        raise NotYet
    is_first = conference.state == State.PLANNED
    conference.state, conference.result, conference.changed_at = State.HELD, result.strip(), now
    conference.save(update_fields=["state", "result", "changed_at"])
    if is_first:
        _count(conference, 1)
        write(conference.subject, "conference.held", unit=conference.unit, by=by, now=now)
    return conference


@transaction.atomic
def cancel(*, conference: Conference, reason: str, by: User, now: datetime) -> Conference:
    """Say that it is not held, and why; also of one that was marked as held by mistake."""
    conference = locked(conference)
    demand(by, conference.unit, now)
    if not reason.strip():
        raise ReasonMissing
    if conference.state == State.CANCELLED:
        return conference
    if conference.state == State.HELD:
        _count(conference, -1)
    conference.state, conference.reason = State.CANCELLED, reason.strip()
    conference.changed_at = now
    conference.save(update_fields=["state", "reason", "changed_at"])
    write(conference.subject, "conference.cancelled", unit=conference.unit, by=by, now=now)
    return conference


def add_materials(
    *, conference: Conference, uploads: "Sequence[File[bytes]]", by: User, now: datetime
) -> None:
    """Keep files of a conference; strangers read them once an officer made a public copy."""
    demand(by, conference.unit, now)
    with documents.storing(
        uploads, holder=MATERIALS, subject=conference.subject, by=by, now=now
    ) as files:
        hashes = [file.sha256 for file in files]
        write(
            conference.subject,
            "conference.materials_added",
            unit=conference.unit,
            by=by,
            now=now,
            sha256=hashes,
        )


def locked(conference: Conference) -> Conference:
    """Take the conference as it is now; whoever comes second waits here."""
    found = Conference.objects.select_for_update(of=("self",)).select_related("unit", "body")
    return found.get(pk=conference.pk)


def _check(plan: Plan) -> None:
    if plan.kind not in rules.conference_kinds():
        raise UnknownKind


def _columns(plan: Plan) -> dict[str, object]:
    return {
        "kind": plan.kind,
        "title": plan.title,
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "place": plan.place,
        "audience": plan.audience,
        "invited": plan.invited,
    }


def _count(conference: Conference, by: int) -> None:
    figures.count(
        indicator=HELD,
        unit=conference.unit,
        on=timezone.localdate(conference.starts_at),
        breakdown={"kind": conference.kind},
        by=by,
    )
