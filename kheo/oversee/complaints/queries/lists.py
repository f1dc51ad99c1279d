"""The officers' list of complaints, nearest date first."""

from datetime import date
from enum import StrEnum

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import held
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.accounts.roles import roles_with
from kheo.oversee.complaints.models import Complaint, ComplaintQuerySet
from kheo.oversee.complaints.rules import book
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries.words import matching

Stage = Complaint.Stage


class Cut(StrEnum):
    """The cuts of the list, as they stand in its address."""

    RUNNING = ""
    RECEIVED = "cho-thu-ly"
    ACCEPTED = "dang-giai-quyet"
    LATE = "qua-han"
    TO_SEND = "cho-gui"
    ENDED = "da-xong"

    @property
    def label(self) -> Promise:
        """Name the cut."""
        return LABELS[self]


LABELS: dict[Cut, Promise] = {
    Cut.RUNNING: _("Đang mở"),
    Cut.RECEIVED: _("Chờ thụ lý"),
    Cut.ACCEPTED: _("Đang giải quyết"),
    Cut.LATE: _("Quá hạn"),
    Cut.TO_SEND: _("Chờ gửi, công khai"),
    Cut.ENDED: _("Đã xong"),
}


def readable(
    user: User, *, today: date, cut: Cut = Cut.RUNNING, text: str = ""
) -> ComplaintQuerySet:
    """List what the user may handle or read; of the own acts only what a head decides."""
    seen = _within(user, "complaints.handle", today) | _within(user, "petitions.read", today)
    # What was turned into another kind is no complaint any more.
    kind = Q(petition__kind=Petition.Kind.COMPLAINT)
    found = Complaint.objects.with_petition().filter(seen, kind, _of(cut, today))
    own = Q(against=Complaint.Against.ACT, against_person=user)
    found = found.exclude(own & ~_decided_by(user, today))
    if text:
        found = found.filter(petition__search=matching(text))
    return found.order_by("petition__duty__due_on", "pk")


def _of(cut: Cut, today: date) -> Q:
    is_open = Q(petition__state__in=Petition.OPEN)
    not_sent = Q(stage=Stage.DECIDED, decision__sent_on__isnull=True)
    not_public = Q(stage=Stage.DECIDED, instance=2, decision__publications__isnull=True)
    return {
        Cut.RUNNING: is_open & Q(stage__in=Complaint.RUNNING),
        Cut.RECEIVED: is_open & Q(stage=Stage.RECEIVED),
        Cut.ACCEPTED: is_open & Q(stage__in=(Stage.ACCEPTED, Stage.SUSPENDED)),
        Cut.LATE: is_open
        & Q(stage__in=(Stage.RECEIVED, Stage.ACCEPTED), petition__duty__due_on__lt=today),
        Cut.TO_SEND: not_sent | not_public,
        Cut.ENDED: ~is_open | ~Q(stage__in=Complaint.RUNNING),
    }[cut]


def _within(user: User, capability: str, today: date) -> Q:
    found = Q(pk__in=[])
    for path in units_where(user, capability, today).values_list("path", flat=True):
        found |= Q(petition__unit__path__startswith=path)
    return found


def _decided_by(user: User, today: date) -> Q:
    """Name what the user decides as the head of a body, where the law lets a head do so."""
    signing = roles_with("complaints.decide")
    bodies = [post.body for post in held(user, today) if post.role in signing]
    open_to_heads = [n for n, one in book().instances.items() if one.head_decides_own_act]
    return Q(petition__duty__body__in=bodies, instance__in=open_to_heads)
