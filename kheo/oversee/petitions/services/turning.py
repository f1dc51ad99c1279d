"""Turns a petition into the kind that it is, whatever it was called when it came."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.refusals import said
from kheo.oversee.petitions import kinds, permissions, topics
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.services import letters
from kheo.oversee.petitions.services.errors import ReasonMissing, SameKind
from kheo.oversee.petitions.services.locking import (
    count_everything,
    demand,
    locked_open,
    write,
)

State = Petition.State
# Only these are shown to everybody; the others concern one person's rights.
OPEN_KINDS = frozenset({Petition.Kind.FEEDBACK, Petition.Kind.PROPOSAL})


@transaction.atomic
def turn(
    *, petition: Petition, to: Petition.Kind, reason: str, by: User, now: datetime
) -> Petition:
    """Make it another kind, with the clock of that kind from the day of receipt.

    The sender is told the reason and the new date. Raises SameKind or ReasonMissing.
    """
    petition = locked_open(petition)
    demand(permissions.may_triage(by, petition, today=timezone.localdate(now)))
    why = said(reason, ReasonMissing)
    was, path = petition.kind, kinds.of(str(to))
    if was == to:
        raise SameKind
    count_everything(petition, by=-1)
    petition.kind = to
    if path.duty != petition.duty.kind:
        petition.duty = _owed_anew(petition, path, why, by, now)
    _settle(petition, why)
    count_everything(petition, by=1)
    write(petition, "turned", by=by, now=now, was=was, to=str(to))
    if path.take is not None:
        path.take(petition, by=by, now=now)
    _tell(petition, why, now)
    return petition


def _owed_anew(petition: Petition, path: kinds.Path, why: str, by: User, now: datetime) -> Duty:
    old = duties.close(petition.duty, result=why, outcome=Duty.Outcome.TURNED, by=by, now=now)
    # Turned back: a subject has one duty of a kind, which is then owed again.
    earlier = Duty.objects.filter(kind=path.duty, subject=petition.subject).first()
    if earlier is not None:
        return duties.reopen(earlier, reason=why, by=by, now=now, counted_from=petition.received_at)
    term = topics.term(petition.kind, petition.topic, is_urgent=petition.is_urgent)
    return duties.owe(
        kind=path.duty,
        subject=petition.subject,
        work=petition.heading,
        unit=petition.unit,
        body=old.body,
        by=by,
        now=petition.received_at,
        url=reverse(path.work_url, args=[petition.pk]),
        is_demo=petition.is_demo,
        rule_code=term.rule_code or None,
        case=term.case,
    )


def _settle(petition: Petition, why: str) -> None:
    if petition.state in (State.UNDERWAY, State.ASKING):
        petition.state = State.ROUTED
    if petition.kind not in OPEN_KINDS:
        petition.is_public = petition.are_photos_public = False
        petition.public_folded = ""
    with override(settings.LANGUAGE_CODE):
        turned = _("xử lý là %(kind)s vì %(why)s") % {
            "kind": petition.get_kind_display().lower(),
            "why": why,
        }
    petition.routing_reason = f"{petition.routing_reason}; {turned}"[:300]
    petition.save()


def _tell(petition: Petition, why: str, now: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        text = _("%(code)s được xử lý là %(kind)s, vì %(why)s. Hạn tính từ ngày nhận: %(due)s.") % {
            "code": petition.code,
            "kind": petition.get_kind_display().lower(),
            "why": why.rstrip("."),
            "due": f"{petition.due_on:%d/%m/%Y}",
        }
    event = f"petition.turned.{petition.kind}.{now:%Y%m%d%H%M%S}"
    letters.tell(petition, event=event, text=text, now=now)
