"""Asks another body for a part of a petition, and takes in what it gives.

The asked body reads the words chosen for it and nothing of the petition: no sender, no text, no
code, no photo.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.units.models import Body
from kheo.foundation.vietnamese import text as words
from kheo.oversee.petitions import permissions
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.services.locking import demand, locked_open, write

HELP = "petition.help"


@transaction.atomic
def ask_help(
    *,
    petition: Petition,
    body: Body,
    work: str,
    brief: str,
    by: User,
    now: datetime,
    wanted_on: date | None = None,
) -> Duty:
    """Owe a part of the petition from another body; raise duties' BriefMissing or DateTooLate."""
    petition = locked_open(petition)
    demand(permissions.may_answer(by, petition, today=timezone.localdate(now)))
    child = duties.ask_help(
        petition.duty,
        kind=HELP,
        body=body,
        work=words.clean(work),
        brief=words.clean(brief),
        wanted_on=wanted_on,
        by=by,
        now=now,
    )
    child.url = reverse("petitions:help", args=[child.pk])
    child.save(update_fields=["url"])
    write(petition, "help_asked", by=by, now=now, duty=child.pk, body=body.pk)
    return child


@transaction.atomic
def call_help_back(
    *, petition: Petition, child: Duty, reason: str, by: User, now: datetime
) -> Duty:
    """End what another body was asked for; raises what `duties.call_back` raises."""
    petition = locked_open(petition)
    demand(permissions.may_answer(by, petition, today=timezone.localdate(now)))
    if child.parent_id != petition.duty_id:
        raise duties.NotHelp
    child = duties.call_back(child, reason=words.clean(reason), by=by, now=now)
    write(petition, "help_ended", by=by, now=now, duty=child.pk)
    return child


@transaction.atomic
def give_help(
    *, child: Duty, result: str, by: User, now: datetime, files: Sequence[StoredFile] = ()
) -> Duty:
    """Hand over what was asked for; raise duties' ResultMissing or AlreadyClosed."""
    return duties.close(child, result=words.clean(result), proof=files, by=by, now=now)
