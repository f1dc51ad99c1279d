"""What was said at a reception becomes a petition, a complaint, or is handed to protected hands."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import officers_who_may
from kheo.oversee.complaints import services as complaints
from kheo.oversee.petitions import services as petitions
from kheo.oversee.petitions.models import Petition
from kheo.oversee.receptions import services as receptions
from kheo.oversee.receptions.models import Matter, Visit

# The keys of matters and petitions are one family, so that two presses make one petition.
FAMILY = uuid.UUID("5d2a1c1e-6f0a-4a53-9a4e-7b8f5f1d9c10")
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
SLIP_LENGTH = 8


class NobodyAppointed(receptions.ReceptionError):
    """Nobody in this unit may hear a denunciation."""

    def __str__(self) -> str:
        return _("Nơi này chưa có người được giao xử lý tố cáo. Xin báo người đứng đầu.")


@dataclass(frozen=True, kw_only=True)
class Grievance:
    """What a complaint says besides its text."""

    against_whom: str
    request: str


@transaction.atomic
def become_petition(
    *,
    matter: Matter,
    wants_public: bool,
    by: User,
    now: datetime,
    grievance: Grievance | None = None,
) -> Petition:
    """Register what was said as a petition counted from the reception; the person is told so.

    A complaint becomes a Complaint with its own clock. Raises Protected for a denunciation.
    """
    matter = receptions.locked_matter(matter)
    if matter.is_denunciation:
        raise receptions.Protected
    if matter.petition_id is not None:
        return Petition.objects.select_related("unit", "duty").get(pk=matter.petition_id)
    petition = (
        _complained(matter, grievance, wants_public, by, now)
        if matter.kind == Matter.Kind.COMPLAINT
        else _registered(matter, wants_public, by, now)
    )
    receptions.link_petition(matter=matter, petition=petition, by=by, now=now)
    if matter.told_at is None:
        receptions.tell_result(
            matter=matter,
            handling=Matter.Handling.ACCEPTED,
            text=_told(petition),
            by=by,
            now=now,
        )
    return petition


def _told(petition: Petition) -> str:
    with override(settings.LANGUAGE_CODE):
        return _("Đã tiếp nhận thành đơn mã %(code)s, hạn giải quyết %(due)s.") % {
            "code": petition.code,
            "due": f"{petition.due_on:%d/%m/%Y}",
        }


def _registered(matter: Matter, wants_public: bool, by: User, now: datetime) -> Petition:
    return petitions.register(
        letter=_letter(matter, wants_public),
        submission_key=_key(matter),
        channel=Petition.Channel.COUNTER,
        received_at=matter.visit.received_at,
        by=by,
        now=now,
        is_demo=matter.visit.is_demo,
    )


def _complained(
    matter: Matter, grievance: Grievance | None, wants_public: bool, by: User, now: datetime
) -> Petition:
    said = grievance or Grievance(against_whom="", request="")
    visit = matter.visit
    complaint = complaints.enter(
        letter=_letter(matter, wants_public),
        grievance=complaints.Grievance(
            written_on=timezone.localdate(visit.received_at),
            address=visit.address,
            against_whom=said.against_whom,
            reason=matter.content,
            request=said.request,
        ),
        submission_key=_key(matter),
        channel=Petition.Channel.COUNTER,
        received_at=visit.received_at,
        by=by,
        now=now,
        is_demo=visit.is_demo,
    )
    return complaint.petition


def _letter(matter: Matter, wants_public: bool) -> petitions.Letter:
    visit = matter.visit
    return petitions.Letter(
        text=matter.content,
        kind=Petition.Kind(matter.kind),
        unit=visit.unit,
        name=visit.name,
        phone=visit.phone,
        wants_public=wants_public,
    )


def _key(matter: Matter) -> uuid.UUID:
    return uuid.uuid5(FAMILY, matter.subject)


@transaction.atomic
def hand_over_denouncer(
    *, came: receptions.Came, submission_key: uuid.UUID, by: User, now: datetime
) -> Visit:
    """Take somebody to the officer appointed for denunciations: the book says TC and a code.

    What is denounced, and by whom, is heard by that officer alone. Raises NobodyAppointed.
    """
    today = timezone.localdate(now)
    if not officers_who_may("denunciations.handle", came.body.unit, today=today).exists():
        raise NobodyAppointed
    code = "TC-" + "".join(secrets.choice(LETTERS) for _letter in range(SLIP_LENGTH))
    return receptions.seal(came=came, code=code, submission_key=submission_key, by=by, now=now)
