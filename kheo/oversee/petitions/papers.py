"""Fills in the letters about a petition from what is known of it; every word may be changed."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.letter_sources import Prepared
from kheo.oversee.petitions import permissions, services
from kheo.oversee.petitions.models import Classification, Petition
from kheo.oversee.petitions.sorting import sorting

HOLDER = "petition.letter"
# What may be written about any petition; a complaint's own letters are its room's.
KEYS = ("receipt", "proposal", "complete", "guide", "forward", "filed", "urge", "feedback_answer")


def prepare(user: User, pk: int, today: date) -> Prepared | None:
    """Give what is known of a petition for its letters; None to who neither sorts nor answers."""
    found = Petition.objects.select_related("unit", "duty__body", "duty__head__body__unit")
    petition = found.filter(pk=pk).exclude(state=Petition.State.SEALED).first()
    if petition is None or not _may_write(user, petition, today):
        return None
    return Prepared(
        title=petition.code,
        body=petition.duty.body,
        holder=HOLDER,
        keys=KEYS,
        fields=_fields(petition, user),
        back_url=_back(user, petition, today),
    )


def _may_write(user: User, petition: Petition, today: date) -> bool:
    sorts = permissions.may_triage(user, petition, today=today)
    return sorts or permissions.may_work_in_unit(user, petition, today=today)


def _back(user: User, petition: Petition, today: date) -> str:
    sorts = permissions.may_triage(user, petition, today=today)
    return reverse("petitions:triage" if sorts else "petitions:work", args=[petition.pk])


def _fields(petition: Petition, user: User) -> dict[str, str]:
    contact = (petition.sender_phone, petition.sender_email)
    return {
        "sender": petition.sender_name,
        "sender_contact": ", ".join(filter(None, contact)),
        "code": petition.code,
        "received_on": f"{timezone.localdate(petition.received_at):%d/%m/%Y}",
        "matter": petition.heading,
        "content": petition.text,
        "officer": str(user),
        "due_on": f"{petition.due_on:%d/%m/%Y}",
        "track": services.link(petition),
        "handler_body": str(petition.duty.body),
        "answer": petition.answer,
        **_decided(petition.classifications.first()),
    }


def _decided(last: Classification | None) -> dict[str, str]:
    """Take over what the clerk wrote when deciding."""
    if last is None:
        return {}
    law = sorting()
    missing = "; ".join(law.requirements[key].vi for key in last.missing if key in law.requirements)
    kept = f"{last.keep_until:%d/%m/%Y}" if last.keep_until else ""
    return {
        "reason": last.reason,
        "to_body": last.to,
        "what_to_do": _("bổ sung: %(list)s") % {"list": missing.lower()} if missing else "",
        "proposal": law.actions[last.action].vi if last.action in law.actions else "",
        "kept_until": kept,
    }
