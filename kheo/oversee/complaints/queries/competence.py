"""Suggests who is to decide a complaint, with the reason; a person confirms it."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body
from kheo.oversee.complaints import rules
from kheo.oversee.complaints.models import Complaint


@dataclass(frozen=True)
class Suggestion:
    """Who seems competent, why, and on which articles; no body when it is nobody of ours."""

    body: Body | None
    reason: str
    basis: str


def suggested(complaint: Complaint) -> Suggestion:
    """Suggest for a complaint of either instance."""
    if complaint.instance == 1:
        return first_instance(complaint.against_whom, complaint.petition.duty.body)
    return second_instance(complaint.first.petition.duty.body if complaint.first else None)


def first_instance(against_whom: str, otherwise: Body) -> Suggestion:
    """Name the body that made the decision: the one so called, else where it came in."""
    instance = rules.book().instances[1]
    called = Body.objects.filter(name__iexact=against_whom.strip()).select_related("unit")
    return Suggestion(called.first() or otherwise, instance.competent, instance.basis)


def second_instance(first: Body | None) -> Suggestion:
    """Name the direct superior of the body that decided first; none above the province is ours."""
    instance = rules.book().instances[2]
    superior = superior_of(first) if first is not None else None
    return Suggestion(superior, instance.competent, instance.basis)


def superior_of(body: Body) -> Body | None:
    """Return the body above: its own parent, else the same kind of body one level up."""
    if body.parent is not None:
        return body.parent
    above = body.unit.parent
    if above is None:
        return None
    try:
        found = units.responsible_body(above, body.kind)
    except units.NobodyResponsible:
        return None
    return found if found.pk != body.pk else None


def reason_kept(suggestion: Suggestion) -> str:
    """Write the reason as it is kept with the petition, in the language of the records."""
    with override(settings.LANGUAGE_CODE):
        return _("vì %(reason)s (%(basis)s)") % {
            "reason": rules.book().instances[2].competent,
            "basis": suggestion.basis,
        }


def is_remote(complaint: Complaint) -> bool:
    """Say whether the place of the matter is remote today, wherever the superior sits."""
    origin = complaint.first if complaint.first is not None else complaint
    return origin.petition.unit.is_remote


def may_be_followed(complaint: Complaint, *, today: date) -> bool:
    """Say whether the sender may go to the second instance today, in time or late."""
    if complaint.instance != 1:
        return False
    if complaint.seconds.exclude(stage__in=("refused", "withdrawn")).exists():
        return False
    return has_ended_or_expired(complaint, today=today)


def has_ended_or_expired(complaint: Complaint, *, today: date) -> bool:
    """Say whether the first decision is there, or its period is over without one."""
    if complaint.stage == Complaint.Stage.DECIDED:
        return True
    is_open = complaint.stage == Complaint.Stage.ACCEPTED and complaint.petition.is_open
    return is_open and complaint.petition.duty.is_late(today=today)
