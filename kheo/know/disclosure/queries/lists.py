"""The lists that pages show: of a unit, of an item, what is owed, what has ended."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.units.models import Body, Post, Unit
from kheo.know.disclosure import permissions, rules
from kheo.know.disclosure.models import Act, Lack, Publication
from kheo.know.disclosure.models.publications import PublicationQuerySet

# What one page shows of a unit; older ones are found by item and year.
MOST = 200


@dataclass(frozen=True)
class History:
    """One page of what has ended, and whether there is more."""

    rows: list[Publication]
    is_cut: bool


def _standing_acts() -> "Prefetch[str]":
    acts = Act.objects.standing().order_by("since", "pk")
    return Prefetch("acts", queryset=acts, to_attr="standing_acts")


def of_unit(unit: Unit, *, list_key: str, today: date) -> list[Publication]:
    """Return what strangers see of a unit now: what is shown or owed, the newest first."""
    is_there = Q(shown_until__isnull=True) | Q(shown_until__gte=today)
    found = Publication.objects.standing().filter(unit=unit, list_key=list_key)
    found = found.filter(Q(completed_on__isnull=True) | is_there, closed_at__isnull=True)
    rows = found.select_related("unit").prefetch_related(_standing_acts())
    return list(rows.order_by("-year", "-decided_on", "-pk")[:MOST])


def ended(unit: Unit, *, today: date, item_key: str = "", year: int | None = None) -> History:
    """Return what was shown and is no more, without what names people; withdrawn with reason."""
    is_over = Q(shown_until__lt=today) | Q(withdrawn_at__isnull=False)
    found = Publication.objects.filter(
        is_over, unit=unit, names_people=False, shown_since__isnull=False
    )
    if item_key:
        found = found.filter(item_key=item_key)
    if year:
        found = found.filter(year=year)
    rows = list(found.select_related("unit").order_by("-year", "-shown_since", "-pk")[: MOST + 1])
    return History(rows[:MOST], len(rows) > MOST)


def of_item(
    unit: Unit, *, list_key: str, item_key: str, year: int | None = None
) -> list[Publication]:
    """Return everything of an item in a unit, for those who may see it, the newest first."""
    found = Publication.objects.filter(unit=unit, list_key=list_key, item_key=item_key)
    if year:
        found = found.filter(year=year)
    rows = found.select_related("unit", "body").prefetch_related(_standing_acts())
    return list(rows.order_by("-year", "-decided_on", "-pk")[:MOST])


def owed_by(unit: Unit, *, list_key: str = "") -> PublicationQuerySet:
    """Return what a unit still has to make public, the nearest date first."""
    found = Publication.objects.owed().filter(unit=unit).with_names()
    return (found.filter(list_key=list_key) if list_key else found).order_by("due_on", "pk")


def acts_of(publication: Publication) -> list[Act]:
    """Return all acts with their proof, withdrawn ones too, in order."""
    found = publication.acts.select_related("recorded_by", "withdrawn_by", "corrects")
    return list(found.prefetch_related("proof").order_by("since", "pk"))


def units_of(user: User, *, today: date) -> QuerySet[Unit]:
    """Return the units whose disclosure a user keeps or sees, the own ones only."""
    either = units_where(user, permissions.MANAGE, today) | units_where(
        user, permissions.READ, today
    )
    return either.distinct().order_by("sort_key", "name")


def bodies_of(unit: Unit, *, today: date) -> list[Body]:
    """Return the bodies of a unit that owe or may record disclosure, those who owe it first."""
    main = rules.book().main(level=unit.level, on=today)
    kinds = main.body_kinds if main else ()
    headed = Post.objects.filter(is_head=True, until__isnull=True).values("body")
    found = Body.objects.filter(unit=unit, pk__in=headed).select_related("unit").order_by("pk")
    return sorted(found, key=lambda body: body.kind not in kinds)


def lacks_of(unit: Unit, *, today: date) -> list[Lack]:
    """Return the channels that bodies of a unit state they do not have."""
    found = Lack.objects.on(today).filter(body__unit=unit, until__isnull=True)
    return list(found.select_related("body").order_by("body", "channel"))
