"""Sets up bodies and their posts, and closes posts."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.log import services as log
from kheo.foundation.units.bodykinds import Titles, kinds
from kheo.foundation.units.models import Body, Post, Unit


class NoSuchBodyKind(Exception):
    """law/roles.yaml knows no body of this kind at this level."""


class BodyExists(Exception):
    """The unit already has a body of this name."""


class HeadExists(Exception):
    """A body has one head at a time."""


@transaction.atomic
def add_body(
    *, unit: Unit, kind: str, name: str, by: str, now: datetime, parent: Body | None = None
) -> Body:
    """Set up a body in a unit under a name of its own."""
    if kind not in kinds():
        raise NoSuchBodyKind(kind)
    if Body.objects.filter(unit=unit, name=name).exists():
        raise BodyExists(_("Đơn vị đã có cơ quan tên này."))
    body = Body.objects.create(unit=unit, kind=kind, name=name, parent=parent)
    _log("body.added", body, by, now, name=name)
    return body


@transaction.atomic
def add_post(
    *,
    body: Body,
    title: str,
    role: str,
    by: str,
    now: datetime,
    is_head: bool = False,
    since: date | None = None,
) -> Post:
    """Add a chair to a body; a second head is refused while the first one's post is open."""
    # Two administrators may add a head together: the body's row decides who was first.
    Body.objects.select_for_update().get(pk=body.pk)
    if is_head and body.posts.filter(is_head=True, until__isnull=True).exists():
        raise HeadExists(_("Cơ quan đã có chức vụ đứng đầu."))
    post = Post.objects.create(body=body, title=title, role=role, is_head=is_head, since=since)
    _log("post.added", body, by, now, title=title, role=role, is_head=is_head)
    return post


@transaction.atomic
def close_post(*, post: Post, until: date, by: str, now: datetime) -> Post:
    """Let a chair exist no longer from a day on; who sits in it is dismissed in accounts."""
    post.until = until
    post.save(update_fields=["until"])
    _log("post.closed", post.body, by, now, title=post.title, until=until.isoformat())
    return post


@transaction.atomic
def establish(
    unit: Unit, *, by: str, now: datetime | None = None, kind: str = "people_committee"
) -> Body:
    """Set up the body of this kind with its head's post, named as the law names them; once."""
    now = now or timezone.now()
    titles = _titles(kind, unit)
    names = {"name": unit.name, "full_name": unit.full_name}
    name = titles.name.format(**names)
    body = Body.objects.filter(unit=unit, name=name).first()
    if body is None:
        body = add_body(unit=unit, kind=kind, name=name, by=by, now=now)
    if not body.posts.filter(is_head=True, until__isnull=True).exists():
        title, role = titles.head.format(**names), kinds()[kind].head_role
        add_post(body=body, title=title, role=role, is_head=True, by=by, now=now)
    return body


@transaction.atomic
def move_body(*, body: Body, to: Unit, basis: str, by: str, now: datetime) -> Body:
    """Let a body go on in the unit that followed its own; its posts and their rights go with it."""
    before = body.unit
    body.unit = to
    body.save(update_fields=["unit"])
    _log("body.moved", body, by, now, before=before.code, basis=basis)
    return body


def _titles(kind: str, unit: Unit) -> Titles:
    try:
        return kinds()[kind].at[unit.level]
    except KeyError as error:
        raise NoSuchBodyKind(f"{kind}: {unit.level}") from error


def _log(action: str, body: Body, by: str, now: datetime, **detail: object) -> None:
    log.record(
        action=action, on=f"body:{body.pk}", by=by, at=now, unit_code=body.unit.code, detail=detail
    )
