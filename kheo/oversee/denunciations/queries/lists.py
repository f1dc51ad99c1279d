"""Lists that carry codes and dates only."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import officers_who_may
from kheo.foundation.duties.models import Duty
from kheo.foundation.units.models import Unit
from kheo.oversee.denunciations.models import Board, Case, OfficerKey, Publication, Signal
from kheo.oversee.denunciations.models.cases import PREFIX

HANDLING = ("denunciations.handle",)
HOLDING = (*HANDLING, "denunciations.decide")


def mine(user: User) -> QuerySet[Case]:
    """Return the cases of which the user holds keys, what is due first on top."""
    subject = Concat(Value(f"{PREFIX}:"), OuterRef("code"))
    open_duties = Duty.objects.open().filter(subject=subject).order_by()
    nearest = open_duties.values("subject").annotate(nearest=Min("due_on")).values("nearest")
    return (
        Case.objects.filter(grants__person=user, grants__ended_at__isnull=True)
        .select_related("unit")
        .defer("board_sealed")
        .annotate(due_on=Subquery(nearest))
        .order_by("due_on", "-registered_at", "pk")
    )


def about_duties(case: Case) -> QuerySet[Duty]:
    """Return what is owed in a case, open ones first by date."""
    found: QuerySet[Duty] = Duty.objects.filter(subject=case.subject)
    return found.with_names().order_by("closed_at", "due_on", "pk")  # type: ignore[attr-defined, no-any-return]


def living_key(person: User) -> OfficerKey | None:
    """Return the key a person works with."""
    return OfficerKey.objects.filter(person=person, ended_at__isnull=True).first()


def keyed(people: Iterable[User]) -> dict[int, OfficerKey]:
    """Return the living keys of some people, by person."""
    found = OfficerKey.objects.filter(person__in=[p.pk for p in people], ended_at__isnull=True)
    return {key.person_id: key for key in found}


def holders(unit: Unit, *, today: date, capabilities: Iterable[str] = HOLDING) -> list[User]:
    """Return the people whose posts let them hold cases of the unit and who have made a key."""
    people: dict[int, User] = {}
    for capability in capabilities:
        for person in officers_who_may(capability, unit, today=today):
            people.setdefault(person.pk, person)
    ready = keyed(people.values())
    return [person for person in people.values() if person.pk in ready]


def board_of(unit: Unit) -> Board | None:
    """Return the nearest inspection board above a unit that has a recovery key."""
    boards = Board.objects.filter(unit__in=unit.ancestors, ended_at__isnull=True)
    return boards.select_related("unit").order_by("-unit__path").first()


def receiving_units(here: Unit, *, today: date) -> list[Unit]:
    """Return the units in which somebody with a key takes denunciations."""
    keys = OfficerKey.objects.filter(ended_at__isnull=True, person__is_active=True)
    seats = Unit.objects.filter(
        path__startswith=here.path,
        bodies__posts__appointments__person__in=keys.values("person"),
    ).distinct()
    return [
        unit for unit in seats.order_by("path") if holders(unit, today=today, capabilities=HANDLING)
    ]


def signals_for(user: User) -> QuerySet[Signal]:
    """Return the calls that wait for the user or that the user has taken."""
    return (
        Signal.objects.filter(copies__person=user)
        .select_related("unit", "taken_by")
        .order_by("received_at", "pk")
    )


def conclusions(*, today: date) -> QuerySet[Publication]:
    """Return what is posted today, the newest first."""
    return Publication.objects.filter(until__gte=today).order_by("-published_at", "pk")
