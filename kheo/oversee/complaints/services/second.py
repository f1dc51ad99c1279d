"""Lets the sender of a first complaint go on to the superior, with what was said before."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kheo.foundation.documents.models import StoredFile
from kheo.foundation.refusals import said
from kheo.foundation.tongues import kept
from kheo.foundation.units.models import Body
from kheo.oversee.complaints import rules
from kheo.oversee.complaints.errors import (
    AlreadyFollowed,
    NoSecond,
    NoSuperior,
    NotYet,
    ReasonMissing,
)
from kheo.oversee.complaints.models import Complaint
from kheo.oversee.complaints.queries import competence
from kheo.oversee.complaints.services.groups import Person
from kheo.oversee.complaints.services.locking import (
    locked,
)
from kheo.oversee.complaints.services.lodging import STORED, Grievance, opened
from kheo.oversee.petitions import services as petitions
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.permissions import holds_receipt


@transaction.atomic
def complain_again(
    *,
    first: Complaint,
    secret: str,
    reason: str,
    submission_key: uuid.UUID,
    now: datetime,
    request: str = "",
    obstacle: str = "",
    papers: Sequence[StoredFile] = (),
) -> Complaint:
    """Let the sender of a first complaint go to the superior, from the tracking page.

    Raises NoSecond, NotYet, AlreadyFollowed or NoSuperior.
    """
    known = Petition.objects.filter(submission_key=submission_key).first()
    if known is not None:
        return Complaint.objects.select_related("petition").get(pk=known.pk)
    first = locked(first)
    if not holds_receipt(first.petition, secret):
        raise petitions.NotTheSender
    to = _superior(first, now)
    why = said(reason, ReasonMissing)
    petition = petitions.receive(
        letter=_again(first, to, why),
        submission_key=submission_key,
        now=now,
        is_demo=first.petition.is_demo,
    )
    grievance = _repeated(first, why, request, obstacle, now)
    return opened(petition, grievance, papers, by=None, now=now, first=first, instance=2)


def _superior(first: Complaint, now: datetime) -> Body:
    if first.instance != 1:
        raise NoSecond
    if first.seconds.exclude(stage__in=("refused", "withdrawn")).exists():
        raise AlreadyFollowed
    if not competence.has_ended_or_expired(first, today=timezone.localdate(now)):
        raise NotYet
    superior = competence.superior_of(first.petition.duty.body)
    if superior is None:
        raise NoSuperior
    return superior


def _again(first: Complaint, to: Body, why: str) -> petitions.Letter:
    source = first.petition
    suggestion = competence.second_instance(source.duty.body)
    heading = kept(_("Khiếu nại lần hai: %(heading)s"), heading=source.heading)
    return petitions.Letter(
        kind=Petition.Kind.COMPLAINT,
        title=heading,
        text=f"{why}\n\n{source.text}",
        place=source.place,
        unit=to.unit,
        name=source.sender_name,
        phone=source.sender_phone,
        email=source.sender_email,
        wants_public=False,
        rule_code=rules.book().instances[2].rule("accept"),
        reason=competence.reason_kept(suggestion)[:300],
    )


def _repeated(first: Complaint, why: str, request: str, obstacle: str, now: datetime) -> Grievance:
    """Carry over what has not changed: who complains, against what, through whom."""
    copied = {name: getattr(first, name) for name in STORED}
    people = tuple(
        Person(one.name, one.address, one.is_representative, one.paper)
        for one in first.complainants.all()
    )
    return Grievance(
        **copied
        | {
            "written_on": timezone.localdate(now),
            "reason": why,
            "request": request.strip() or first.request,
            "obstacle": obstacle.strip(),
            "obstacle_since": None,
            "obstacle_until": None,
            "people": first.petition.people,
            "complainants": people,
        }
    )
