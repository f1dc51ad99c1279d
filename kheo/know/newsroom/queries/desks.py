"""Which desks a person's posts open on a day."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import Group
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.units.models import Unit
from kheo.know.news import queries as news
from kheo.know.news.models import NewsIndex, NewsPage
from kheo.know.news.permissions import EDIT
from kheo.know.newsroom import rules
from kheo.know.newsroom.models import Desk, EditingStepState
from kheo.know.newsroom.permissions import APPROVE

OF_A_DESK = Exists(
    Desk.objects.filter(Q(editors=OuterRef("pk")) | Q(approvers=OuterRef("pk"))).values("pk")
)
MOST_LISTS = 500


def root() -> NewsIndex | None:
    """Find the list of all news."""
    return news.root()


def units_edited(person: User, today: date) -> Iterable[Unit]:
    """Return the units of the person's own posts of an editor."""
    return units_where(person, EDIT, today)


def lists_of_ended_units(today: date) -> QuerySet[NewsIndex]:
    """Return the lists whose unit has become another, which goes on with them."""
    ended = NewsIndex.objects.filter(unit__valid_to__lt=today).select_related("unit")
    found: QuerySet[NewsIndex] = ended.order_by("pk")
    return found


def groups_of(person: User) -> QuerySet[Group, int]:
    """Return the keys of the desks' groups that the person is in."""
    return person.groups.filter(OF_A_DESK).values_list("pk", flat=True)


def desks_approved(person: User, today: date) -> QuerySet[Desk]:
    """Return the desks of the units in which the person approves."""
    reach = _within(units_where(person, APPROVE, today), "index__unit")
    return Desk.objects.filter(reach)


def has_steps(desk: Desk) -> bool:
    """Say whether the desk's articles wait for anybody."""
    return bool(rules.way(desk.way).steps)


def lists_chosen_by(person: User, today: date) -> QuerySet[NewsIndex]:
    """Return the lists whose way the person chooses, each with its desk when it has one."""
    reach = _within(units_where(person, APPROVE, today), "unit")
    found = NewsIndex.objects.filter(reach).select_related("unit", "desk").order_by("path")
    lists: QuerySet[NewsIndex] = found[:MOST_LISTS]
    return lists


def waiting_below(index: NewsIndex) -> QuerySet[EditingStepState]:
    """Return the open steps of the articles of a list itself."""
    inside = NewsPage.objects.filter(path__startswith=index.path, depth=index.depth + 1)
    pages = inside.annotate(key=Cast("pk", CharField())).values("key")
    found: QuerySet[EditingStepState] = EditingStepState.objects.filter(
        workflow_state__object_id__in=pages, status=EditingStepState.STATUS_IN_PROGRESS
    )
    return found


def _within(units: Iterable[Unit], field: str) -> Q:
    """No unit at all matches nothing."""
    reach = Q(pk__in=[])
    for unit in units:
        reach |= Q(**{f"{field}__path__startswith": unit.path})
    return reach
