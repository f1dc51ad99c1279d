"""Workplaces are entered, followed, and given a head who answers for them."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.units import services as bodies
from kheo.foundation.units.bodykinds import kinds as body_kinds
from kheo.foundation.units.models import Body, Unit
from kheo.know.workplaces import rules
from kheo.know.workplaces.errors import AlreadyKnown, NotAWorkplace
from kheo.know.workplaces.models import Workplace
from kheo.know.workplaces.services.locking import demand, locked, write
from kheo.know.workplaces.services.owing import open_year


@transaction.atomic
def found(
    *,
    unit: Unit,
    body_kind: str,
    name: str,
    head_title: str,
    by: User,
    now: datetime,
    since: date | None = None,
    staff: int | None = None,
    is_demo: bool = False,
) -> Workplace:
    """Enter a workplace that is not a body yet; without a head's title nobody answers for it.

    Raises NotAWorkplace or AlreadyKnown.
    """
    demand(by, unit, now)
    if rules.of_body(body_kind) is None:
        raise NotAWorkplace
    body = Body.objects.filter(unit=unit, name=name).first()
    if body is None:
        body = bodies.add_body(unit=unit, kind=body_kind, name=name, by=by.username, now=now)
        if head_title:
            _add_head(body, head_title, by, now)
    return follow(body=body, by=by, now=now, since=since, staff=staff, is_demo=is_demo)


def _add_head(body: Body, title: str, by: User, now: datetime) -> None:
    role = body_kinds()[body.kind].head_role
    bodies.add_post(body=body, title=title, role=role, is_head=True, by=by.username, now=now)


@transaction.atomic
def follow(
    *,
    body: Body,
    by: User,
    now: datetime,
    since: date | None = None,
    staff: int | None = None,
    is_demo: bool = False,
) -> Workplace:
    """Follow a body as a workplace; raises NotAWorkplace or AlreadyKnown."""
    demand(by, body.unit, now)
    kind = rules.of_body(body.kind)
    if kind is None:
        raise NotAWorkplace
    workplace, is_new = Workplace.objects.get_or_create(
        body=body,
        defaults={
            "kind": kind.key,
            "unit": body.unit,
            "staff": staff,
            "end_day": kind.end_day,
            "end_month": kind.end_month,
            "since": since or timezone.localdate(now),
            "made_at": now,
            "made_by": by,
            "is_demo": is_demo,
        },
    )
    if not is_new:
        raise AlreadyKnown
    write(workplace, "workplace.followed", by=by, now=now)
    return workplace


@transaction.atomic
def name_head(*, workplace: Workplace, title: str, by: User, now: datetime) -> None:
    """Give a workplace the post that answers for it; what is owed is opened with it."""
    workplace = locked(workplace)
    demand(by, workplace.unit, now)
    _add_head(workplace.body, title, by, now)
    open_year(workplace, now)
