"""Lets the groups of Wagtail follow the posts that people hold, both ways."""

from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.know.news import services as news
from kheo.know.newsroom import permissions, queries
from kheo.know.newsroom.models import Desk
from kheo.know.newsroom.services.desks import open_desk


@transaction.atomic
def follow(*, person: User, now: datetime) -> bool:
    """Put a person into exactly the groups that their posts of today open; say whether it changed.

    Asked at each step into the editor, so that a post that ended opens nothing any more.
    """
    wanted = _wanted(person, now)
    held = set(queries.groups_of(person))
    if wanted == held:
        return False
    person.groups.remove(*(held - wanted))
    person.groups.add(*(wanted - held))
    detail = {"given": sorted(wanted - held), "taken": sorted(held - wanted)}
    log.record(action="news.rights_followed", on=f"user:{person.pk}", at=now, detail=detail)
    return True


def follow_all(*, now: datetime) -> int:
    """Take everybody out of the groups that their posts no longer open; return how many changed."""
    people = User.objects.filter(groups__in=Group.objects.filter(queries.OF_A_DESK)).distinct()
    return sum(follow(person=person, now=now) for person in people.order_by("pk"))


def _wanted(person: User, now: datetime) -> set[int]:
    today = timezone.localdate(now)
    editing = {desk.editors_id for desk in _edited(person, now)}
    approving = {
        desk.approvers_id
        for desk in queries.desks_approved(person, today)
        if queries.has_steps(desk)
    }
    return editing | approving


def _edited(person: User, now: datetime) -> list[Desk]:
    """The desks of the person's own units, opened on the first day, and of units that ended."""
    today = timezone.localdate(now)
    root = queries.root()
    if root is None:
        return []
    own = [
        root if unit.pk == root.unit_id else news.open_list(parent=root, unit=unit)
        for unit in queries.units_edited(person, today)
    ]
    ended = list(queries.lists_of_ended_units(today))
    return [
        open_desk(index)
        for index in [*own, *ended]
        if permissions.may_edit(person, index, today=today)
    ]
