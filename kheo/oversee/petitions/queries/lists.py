"""Lists of petitions, for everybody and for officers."""

from datetime import date
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.duties.models import Duty
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions.models import Petition, PetitionQuerySet
from kheo.oversee.petitions.queries.words import saying


class Cut(StrEnum):
    """The cuts of the public list, as they stand in its address."""

    ALL = ""
    OPEN = "dang-lam"
    LATE = "qua-han"
    ANSWERED = "da-tra-loi"

    @property
    def label(self) -> Promise:
        """Name the cut."""
        return LABELS[self]


LABELS: dict[Cut, Promise] = {
    Cut.ALL: _("Tất cả"),
    Cut.OPEN: _("Đang làm"),
    Cut.LATE: _("Quá hạn"),
    Cut.ANSWERED: _("Đã trả lời"),
}


def late(*, today: date) -> Q:
    """Say which petitions have passed their date; a stopped clock is never late."""
    running = ~Q(duty__progress=Duty.Progress.SUSPENDED)
    return Q(duty__closed_at__isnull=True, duty__due_on__lt=today) & running


def public(
    *, cut: Cut = Cut.ALL, unit: Unit | None = None, topic: str = "", today: date
) -> PetitionQuerySet:
    """List what was received, the newest first; late ones by their date, the oldest first.

    Rows that the clerk has not published carry a code, a unit, dates and a state, no words; what
    went to the protected channel is not there at all.
    """
    found = Petition.objects.for_lists().exclude(state=Petition.State.SEALED)
    if topic:
        # What a matter is about is told with its words, not before.
        found = found.filter(topic=topic, is_public=True)
    if unit is not None:
        # A commune has nothing below it here, and its own index only serves equality.
        is_leaf = unit.level == Unit.Level.COMMUNE
        found = (
            found.filter(unit=unit) if is_leaf else found.filter(unit__path__startswith=unit.path)
        )
    if cut == Cut.LATE:
        return found.filter(late(today=today)).order_by("duty__due_on", "id")
    if cut == Cut.OPEN:
        found = found.open()
    if cut == Cut.ANSWERED:
        found = found.filter(state__in=Petition.CLOSED)
    return found.order_by("-received_at", "-id")


def answers(*, unit: Unit | None = None) -> PetitionQuerySet:
    """List published petitions with their answers, the newest answers first."""
    found = Petition.objects.select_related("unit", "duty__body").filter(
        is_public=True, answered_at__isnull=False, state__in=Petition.REOPENABLE
    )
    if unit is not None:
        found = found.filter(unit=unit)
    return found.order_by("-answered_at", "-id")


def late_public(limit: int) -> PetitionQuerySet:
    """List the petitions longest past their date."""
    return public(cut=Cut.LATE, today=timezone.localdate())[:limit]


def waiting(user: User, *, today: date) -> PetitionQuerySet:
    """List what waits for the user's decision where it goes, the oldest first."""
    found = Petition.objects.for_lists().filter(
        _within(user, "petitions.triage", today), state=Petition.State.RECEIVED
    )
    return found.order_by("received_at", "id")


def readable(user: User, *, today: date, text: str = "") -> PetitionQuerySet:
    """List all that the user may read, the newest first, with certain words when asked."""
    within = _within(user, "petitions.read", today)
    found = Petition.objects.for_lists().filter(within)
    if text:
        found = found.filter(saying(text, within))
    return found.order_by("-received_at", "-id")


def _within(user: User, capability: str, today: date) -> Q:
    found = Q(pk__in=[])
    places = units_where(user, capability, today).values_list("pk", "path", "level")
    for pk, path, level in places:
        # A commune has nothing below it here, and its own index only serves equality.
        is_leaf = level == Unit.Level.COMMUNE
        found |= Q(unit=pk) if is_leaf else Q(unit__path__startswith=path)
    return found
