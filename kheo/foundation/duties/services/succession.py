"""Keeps every open duty in living hands: a unit that ended passes its own on, an officer who left
gives theirs back to the head. No date moves by it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import kinds, permissions, queries
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.duties.services.errors import NotAnHeir
from kheo.foundation.duties.services.steps import announce, locked_open, write
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body, Post, Unit

Progress = Duty.Progress
BATCH = 500


@dataclass(frozen=True)
class Succeeded:
    """How many duties moved to the one heir of their unit, and how many wait for a choice."""

    moved: int
    waiting: int


def succeed(*, now: datetime) -> Succeeded:
    """Move open duties of units that ended to the one unit that each became.

    Where several followed, or nobody yet answers in the heir, the duty stays and waits for a
    person (`queries.awaiting_heir`). Safe to run at any time, twice at once, and again.
    """
    today, moved, last = timezone.localdate(now), 0, 0
    while pks := queries.of_ended_units(today, after=last, size=BATCH):
        moved += _succeed_batch(pks, today, now)
        last = pks[-1]
    return Succeeded(moved, len(queries.of_ended_units(today, after=0, size=None)))


@transaction.atomic
def _succeed_batch(pks: list[int], today: date, now: datetime) -> int:
    open_now = Duty.objects.open().filter(pk__in=pks).select_related("unit", "body", "person")
    duties = list(open_now.select_for_update(of=("self",), skip_locked=True).order_by("pk"))
    heirs = units.became([duty.unit for duty in duties], on=today)
    return sum(
        _move(duty, heirs[duty.unit_id][0].unit, by=None, now=now)
        for duty in duties
        if len(heirs[duty.unit_id]) == 1
    )


@transaction.atomic
def succeed_to(duty: Duty, *, unit: Unit, by: User, now: datetime) -> Duty:
    """Choose which of several heirs goes on with a duty; raise NotAnHeir."""
    duty, today = locked_open(duty), timezone.localdate(now)
    if not permissions.may_choose_heir(by, duty, today=today):
        raise PermissionDenied
    heirs = {part.unit.pk for part in units.successors(duty.unit, on=today)}
    if unit.pk == duty.unit_id or unit.pk not in heirs or not _move(duty, unit, by=by, now=now):
        raise NotAnHeir
    return duty


def _move(duty: Duty, heir: Unit, *, by: User | None, now: datetime) -> bool:
    """Go on in the heir with the same clock; say no when nobody answers there yet."""
    if heir.pk == duty.unit_id:
        return False
    found = _answering(duty, heir)
    if found is None:
        return False
    was = duty.unit
    duty.body, duty.head = found
    duty.unit = heir
    _keep_or_free(duty, timezone.localdate(now))
    duty.save(update_fields=["body", "unit", "head", "person", "progress"])
    with override(settings.LANGUAGE_CODE):
        why = _("%(was)s nay là %(now)s") % {"was": was.full_name, "now": heir.full_name}
    detail = {"from": was.code, "to": heir.code, "body": duty.body_id}
    step = write(
        duty, Step.Kind.HANDED_OVER, by=by, now=now, text=why, is_public=True, detail=detail
    )
    announce(duty, step, reason=why)
    return True


def _answering(duty: Duty, heir: Unit) -> tuple[Body, Post] | None:
    """The body that goes on with it and who heads that: its own if it moved along, else alike."""
    try:
        moved_along = duty.body.unit_id != duty.unit_id and duty.body.unit.valid_to is None
        body = duty.body if moved_along else units.responsible_body(heir, duty.body.kind)
    except units.NobodyResponsible:
        return None
    head = units.current_head(body)
    return (body, head) if head is not None else None


def _keep_or_free(duty: Duty, today: date) -> bool:
    """Leave it with its person where a post there opens the work; say whether it was set free."""
    if duty.person is None or permissions.may_still_work(duty.person, duty, today):
        return False
    duty.person = None
    if duty.progress in (Progress.ASSIGNED, Progress.UNDERWAY):
        duty.progress = Progress.WAITING
    return True


@transaction.atomic
def take_back(*, now: datetime, person: User | None = None, to: User | None = None) -> int:
    """Give back to the heads what is held by people whose post no longer opens it.

    `person` looks at one officer only, as when they have just left; `to` takes over from them
    what a post of the own opens. Returns how many came back or went on.
    """
    today = timezone.localdate(now)
    known = {kind.key for kind in kinds.registered()}
    held = Duty.objects.open().filter(person__isnull=False, kind__in=known)
    if person is not None:
        held = held.filter(person=person)
    gone = _no_longer_theirs(held.select_related("person", "unit").iterator(), today)
    locked = Duty.objects.open().filter(pk__in=gone).select_for_update(of=("self",))
    duties = list(locked.select_related("person", "unit", "body", "head").order_by("pk"))
    return sum(_pass_on(duty, to, today, now) or _return(duty, today, now) for duty in duties)


def _no_longer_theirs(held: Iterable[Duty], today: date) -> list[int]:
    """Ask once for each person, unit and kind."""
    answers: dict[tuple[int | None, int, str], bool] = {}
    gone = []
    for duty in held:
        key = (duty.person_id, duty.unit_id, duty.kind)
        if key not in answers:
            assert duty.person is not None
            answers[key] = permissions.may_still_work(duty.person, duty, today)
        if not answers[key]:
            gone.append(duty.pk)
    return gone


def _pass_on(duty: Duty, to: User | None, today: date, now: datetime) -> bool:
    """Let the successor in the post go on with it, where that person may."""
    if to is None or not permissions.may_still_work(to, duty, today):
        return False
    was, duty.person = duty.person, to
    duty.save(update_fields=["person"])
    detail = {"from": was.username if was else "", "to": to.username}
    write(duty, Step.Kind.ASSIGNED, by=None, now=now, text=str(to), detail=detail)
    return True


def _return(duty: Duty, today: date, now: datetime) -> bool:
    was = duty.person
    if not _keep_or_free(duty, today):
        return False
    duty.head = units.current_head(duty.body) or duty.head
    duty.save(update_fields=["person", "progress", "head"])
    detail = {"from": was.username if was else ""}
    step = write(duty, Step.Kind.RETURNED, by=None, now=now, text=str(was), detail=detail)
    announce(duty, step)
    return True
