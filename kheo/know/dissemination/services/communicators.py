"""The list of communicators, and the trainings they took."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text as words
from kheo.know.dissemination.models import Communicator, Training, TrainingTaken
from kheo.know.dissemination.services.errors import (
    AlreadyEnded,
    AlreadyListed,
    EndsBeforeBeginning,
    InTheFuture,
    NobodyTrained,
    NotACommune,
    TrainedBeforeListed,
    VillageElsewhere,
)
from kheo.know.dissemination.services.locking import demand, write


@dataclass(frozen=True, kw_only=True)
class Listed:
    """Somebody as the commune names them: no address, no phone."""

    name: str
    since: date
    village: Unit | None = None
    may_be_named: bool = False
    decision: str = ""
    document: OfficialDocument | None = None


@transaction.atomic
def enlist(
    *,
    unit: Unit,
    listed: Listed,
    submission_key: uuid.UUID,
    by: User,
    now: datetime,
    is_demo: bool = False,
) -> Communicator:
    """Put somebody on a commune's list. The same key twice is one person.

    Raises NotACommune, VillageElsewhere or AlreadyListed.
    """
    demand(by, unit, now)
    if unit.level != Unit.Level.COMMUNE:
        raise NotACommune
    if listed.village is not None and not listed.village.path.startswith(unit.path):
        raise VillageElsewhere
    made = Communicator(
        submission_key=submission_key,
        unit=unit,
        village=listed.village,
        name=listed.name,
        key=" ".join(words.words(words.one_spelling(listed.name))),
        may_be_named=listed.may_be_named,
        since=listed.since,
        decision=listed.decision,
        document=listed.document,
        made_at=now,
        made_by=by,
        is_demo=is_demo,
    )
    return _saved(made, by, now)


def _saved(made: Communicator, by: User, now: datetime) -> Communicator:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as clash:
        again = Communicator.objects.filter(submission_key=made.submission_key).first()
        if again is None:
            raise AlreadyListed from clash
        return again
    write(made.subject, "communicator.listed", unit=made.unit, by=by, now=now)
    return made


@transaction.atomic
def retire(*, communicator: Communicator, until: date, by: User, now: datetime) -> Communicator:
    """Say from which day somebody is no communicator any more.

    Raises AlreadyEnded or EndsBeforeBeginning.
    """
    found = _locked(communicator)
    demand(by, found.unit, now)
    if found.until is not None:
        raise AlreadyEnded
    if until <= found.since:
        raise EndsBeforeBeginning
    found.until = until
    found.save(update_fields=["until"])
    write(found.subject, "communicator.retired", unit=found.unit, by=by, now=now)
    return found


@transaction.atomic
def agree(
    *, communicator: Communicator, may_be_named: bool, by: User, now: datetime
) -> Communicator:
    """Note whether the person agrees to be named to everybody; they may change their mind."""
    found = _locked(communicator)
    demand(by, found.unit, now)
    found.may_be_named = may_be_named
    found.save(update_fields=["may_be_named"])
    write(
        found.subject,
        "communicator.agreed",
        unit=found.unit,
        by=by,
        now=now,
        may_be_named=may_be_named,
    )
    return found


@transaction.atomic
def train(
    *,
    unit: Unit,
    topic: str,
    held_on: date,
    takers: Sequence[Communicator],
    submission_key: uuid.UUID,
    by: User,
    now: datetime,
    is_demo: bool = False,
) -> Training:
    """Enter a training that a unit held and who of its communicators took it.

    Raises InTheFuture, NobodyTrained or TrainedBeforeListed. The same key twice is one training.
    """
    demand(by, unit, now)
    if held_on > timezone.localdate(now):
        raise InTheFuture
    if not takers:
        raise NobodyTrained
    for one in takers:
        demand(by, one.unit, now)
        if held_on < one.since or (one.until is not None and held_on >= one.until):
            raise TrainedBeforeListed
    training, is_new = Training.objects.get_or_create(
        submission_key=submission_key,
        defaults={
            "unit": unit,
            "topic": topic,
            "held_on": held_on,
            "made_at": now,
            "made_by": by,
            "is_demo": is_demo,
        },
    )
    if is_new:
        TrainingTaken.objects.bulk_create(
            TrainingTaken(training=training, communicator=one, held_on=held_on)
            for one in {one.pk: one for one in takers}.values()
        )
        people = len({one.pk for one in takers})
        write(training.subject, "training.entered", unit=unit, by=by, now=now, people=people)
    return training


def _locked(communicator: Communicator) -> Communicator:
    found = Communicator.objects.select_for_update(of=("self",)).select_related("unit")
    return found.get(pk=communicator.pk)
