"""What the clerk's desk shows: what waits for sorting, what is open, everything, cut by filters."""

from dataclasses import dataclass
from datetime import date

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import deadlines
from kheo.foundation.duties.models import Duty
from kheo.oversee.petitions.models import Petition, PetitionQuerySet
from kheo.oversee.petitions.queries.lists import readable, waiting
from kheo.oversee.petitions.sorting import sorting

WAITING, OPEN, ALL = "cho", "dang-lam", "tat-ca"
SUSPENDED = Duty.Progress.SUSPENDED


@dataclass(frozen=True)
class Wanted:
    """One way to look at the desk; empty fields cut nothing."""

    tab: str = WAITING
    text: str = ""
    kind: str = ""
    channel: str = ""
    topic: str = ""
    is_late: bool = False
    is_urgent: bool = False

    @property
    def is_cut(self) -> bool:
        return bool(self.text or self.kind or self.channel or self.topic) or (
            self.is_late or self.is_urgent
        )


def at_desk(user: User, wanted: Wanted, *, today: date) -> PetitionQuerySet:
    """List what the user wants to see of what may be read, ready for `page`."""
    if wanted.tab == WAITING and not wanted.is_cut:
        return waiting(user, today=today)
    found = readable(user, today=today, text=wanted.text)
    if wanted.tab == WAITING:
        found = found.filter(state=Petition.State.RECEIVED)
    if wanted.tab == OPEN:
        found = found.open()
    for field in ("kind", "channel", "topic"):
        if value := getattr(wanted, field):
            found = found.filter(**{field: value})
    if wanted.is_urgent:
        found = found.filter(is_urgent=True)
    return _late(found, today) if wanted.is_late else found


def _late(found: PetitionQuerySet, today: date) -> PetitionQuerySet:
    """Cut what is late out of the few that are open: their duties are too, and found by key."""
    return found.open().filter(duty__due_on__lt=today).exclude(duty__progress=SUSPENDED)


def sorting_due(petition: Petition) -> date:
    """Give the last day on which the clerk may still decide about a paper."""
    rule = sorting().rule
    return deadlines.count(rule, now=petition.received_at, remote=petition.unit.is_remote).on


def joined_with(petition: Petition) -> list[Petition]:
    """List what is answered together with a petition: its lead, or what was joined to it."""
    lead = petition.joined_to
    others = Petition.objects.for_lists().filter(joined_to=petition).order_by("pk")
    return [lead] if lead is not None else list(others)
