"""Who came: by the code at the door, by a list, or by number; names go, the number stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from kheo.foundation.accounts.models import User
from kheo.foundation.vietnamese import text as words
from kheo.know.dissemination import door, rules
from kheo.know.dissemination.models import Attendance, Conference
from kheo.know.dissemination.queries import conferences
from kheo.know.dissemination.services.conferences import locked
from kheo.know.dissemination.services.errors import (
    AlreadyDecided,
    DoorClosed,
    FewerThanNone,
    NamesForgotten,
)
from kheo.know.dissemination.services.locking import demand, write

Way = Attendance.Way


@dataclass(frozen=True)
class Person:
    """One who came, told by name and organisation."""

    name: str
    organisation: str = ""

    @property
    def key(self) -> str:
        """The same for the same person however it was typed."""
        return "|".join(
            " ".join(words.words(words.one_spelling(part)))
            for part in (self.name, self.organisation)
        )


@transaction.atomic
def sign_in(
    *, conference: Conference, person: Person, admitted: str, now: datetime
) -> tuple[Attendance, bool]:
    """Note somebody who scanned the code at the door; say whether it is new.

    Scanned or sent twice it is one attendance. Raises DoorClosed or NamesForgotten.
    """
    if not door.is_admitted(conference, admitted, now=now):
        raise DoorClosed
    conference = _taking_names(conference)
    return Attendance.objects.get_or_create(
        conference=conference,
        key=person.key,
        defaults={
            "name": person.name,
            "organisation": person.organisation,
            "way": Way.DOOR,
            "signed_at": now,
        },
    )


@transaction.atomic
def enter_list(*, conference: Conference, people: Iterable[Person], by: User, now: datetime) -> int:
    """Note the people of a list; return how many were new. Raises NamesForgotten."""
    conference = _taking_names(conference)
    demand(by, conference.unit, now)
    rows = [
        Attendance(
            conference=conference,
            key=person.key,
            name=person.name,
            organisation=person.organisation,
            way=Way.LIST,
            signed_at=now,
        )
        for person in people
    ]
    before = conference.attendances.count()
    Attendance.objects.bulk_create(rows, ignore_conflicts=True)
    new = conference.attendances.count() - before
    write(conference.subject, "conference.listed", unit=conference.unit, by=by, now=now, people=new)
    return new


@transaction.atomic
def count_unnamed(*, conference: Conference, people: int, by: User, now: datetime) -> Conference:
    """Say how many came of whom no name was taken; raises FewerThanNone."""
    conference = locked(conference)
    demand(by, conference.unit, now)
    if people < 0:
        raise FewerThanNone
    if conference.names_forgotten_at:
        raise NamesForgotten
    if conference.state == Conference.State.CANCELLED:
        raise AlreadyDecided
    conference.unnamed = people
    conference.save(update_fields=["unnamed"])
    write(
        conference.subject,
        "conference.counted",
        unit=conference.unit,
        by=by,
        now=now,
        people=people,
    )
    return conference


@transaction.atomic
def strike(*, attendance: Attendance, by: User, now: datetime) -> None:
    """Take somebody off who was noted by mistake."""
    conference = locked(attendance.conference)
    demand(by, conference.unit, now)
    Attendance.objects.filter(pk=attendance.pk).delete()
    write(conference.subject, "conference.struck", unit=conference.unit, by=by, now=now)


def forget_names(*, now: datetime) -> int:
    """Delete the names of conferences that are long over; their number stays. Return how many."""
    over = conferences.with_old_names(now - rules.attendance().names_kept)
    return sum(_forget(conference, now) for conference in over)


@transaction.atomic
def _forget(conference: Conference, now: datetime) -> int:
    conference = locked(conference)
    gone, _by_table = conference.attendances.all().delete()
    # Told once more while it happens, the number does not change.
    Conference.objects.filter(pk=conference.pk).update(
        unnamed=F("unnamed") + gone, names_forgotten_at=now
    )
    write(
        conference.subject,
        "conference.names_forgotten",
        unit=conference.unit,
        by=None,
        now=now,
        people=gone,
    )
    return gone


def _taking_names(conference: Conference) -> Conference:
    conference = locked(conference)
    if conference.names_forgotten_at:
        raise NamesForgotten
    if conference.state == Conference.State.CANCELLED:
        raise AlreadyDecided
    return conference
