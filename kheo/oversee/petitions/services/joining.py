"""Joins petitions about one matter, so that it is looked into once and nobody is lost."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.refusals import said
from kheo.oversee.petitions import fingerprints, permissions
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.services import letters
from kheo.oversee.petitions.services.closing import end
from kheo.oversee.petitions.services.errors import (
    JoinsItself,
    LeadIsJoined,
    LeadNotOpen,
    NotJoined,
    ReasonMissing,
)
from kheo.oversee.petitions.services.locking import (
    count_everything,
    demand,
    locked,
    locked_open,
    write,
)
from kheo.oversee.petitions.services.receiving import folded_words

State = Petition.State


@transaction.atomic
def join(*, petition: Petition, lead: Petition, by: User, now: datetime) -> Petition:
    """Join a petition to the one that leads.

    Another sender's stays open and is answered together with the lead; the same sender's second
    paper on the matter is closed and counted once. Raises JoinsItself, LeadNotOpen, LeadIsJoined
    or AlreadyAnswered.
    """
    if petition.pk == lead.pk:
        raise JoinsItself
    petition, lead = _both(petition, lead)
    today = timezone.localdate(now)
    demand(permissions.may_triage(by, petition, today=today))
    demand(permissions.may_triage(by, lead, today=today))
    # What was joined to this one before follows it; nobody is answered by a closed petition.
    Petition.objects.filter(joined_to=petition).update(joined_to=lead)
    petition.joined_to = lead
    if is_same_sender(petition, lead):
        return _once(petition, lead, by, now)
    petition.save(update_fields=["joined_to"])
    write(petition, "joined", by=by, now=now, lead=lead.code, same_sender=False)
    with override(settings.LANGUAGE_CODE):
        text = _(
            "%(code)s cùng một việc với %(lead)s nên được giải quyết chung. Bạn vẫn được trả lời "
            "riêng theo mã của mình."
        ) % {"code": petition.code, "lead": lead.code}
    letters.tell(petition, event=f"petition.joined.{lead.pk}", text=text, now=now)
    return petition


def _both(petition: Petition, lead: Petition) -> tuple[Petition, Petition]:
    """Lock both in one order, so that two clerks joining them to each other take turns."""
    taken = {one.pk: locked(one) for one in sorted((petition, lead), key=lambda one: one.pk)}
    petition, lead = locked_open(taken[petition.pk]), taken[lead.pk]
    if not lead.is_open:
        raise LeadNotOpen
    if lead.joined_to_id is not None:
        raise LeadIsJoined
    return petition, lead


def is_same_sender(one: Petition, other: Petition) -> bool:
    """Say whether both left the same phone or address; a name alone proves nothing."""
    ways = [
        set(fingerprints.of_sender(phone=each.sender_phone, email=each.sender_email))
        for each in (one, other)
    ]
    return bool(ways[0] & ways[1])


def _once(petition: Petition, lead: Petition, by: User, now: datetime) -> Petition:
    count_everything(petition, by=-1)
    with override(settings.LANGUAGE_CODE):
        text = _(
            "Đơn này cùng một việc với đơn %(lead)s bạn đã gửi, nên được theo dõi và trả lời ở đơn "
            "đó."
        ) % {"lead": lead.code}
        told = f"{petition.code}: {text}"
    write(petition, "joined", by=by, now=now, lead=lead.code, same_sender=True)
    return end(
        petition, State.JOINED, outcome=Duty.Outcome.JOINED, text=text, told=told, by=by, now=now
    )


@transaction.atomic
def unjoin(*, petition: Petition, reason: str, by: User, now: datetime) -> Petition:
    """Let a petition go its own way again while the lead is open; its date stands.

    Raises NotJoined, LeadNotOpen or ReasonMissing.
    """
    lead = Petition.objects.filter(joined=petition).first()
    if lead is not None:
        lead = locked(lead)
    petition = locked(petition)
    demand(permissions.may_triage(by, petition, today=timezone.localdate(now)))
    why = said(reason, ReasonMissing)
    if lead is None or petition.joined_to_id != lead.pk:
        raise NotJoined
    if not lead.is_open:
        raise LeadNotOpen
    petition.joined_to = None
    if petition.state == State.JOINED:
        _open_again(petition, why, by, now)
    petition.save()
    write(petition, "unjoined", by=by, now=now, lead=lead.code)
    with override(settings.LANGUAGE_CODE):
        text = _("%(code)s được giải quyết riêng, vì %(why)s. Hạn trả lời: %(due)s.") % {
            "code": petition.code,
            "why": why.rstrip("."),
            "due": f"{petition.due_on:%d/%m/%Y}",
        }
    letters.tell(petition, event=f"petition.unjoined.{now:%Y%m%d%H%M%S}", text=text, now=now)
    return petition


def _open_again(petition: Petition, why: str, by: User, now: datetime) -> None:
    petition.duty = duties.reopen(
        petition.duty, reason=why, by=by, now=now, counted_from=petition.received_at
    )
    petition.state, petition.outcome, petition.answer = State.RECEIVED, "", ""
    petition.answered_at, petition.answered_by, petition.is_answered_late = None, None, False
    petition.folded = folded_words(petition)
    count_everything(petition, by=1)
