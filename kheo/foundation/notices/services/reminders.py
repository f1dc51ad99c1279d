"""Telling officers and heads what falls due and what is late."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import Appointment, User
from kheo.foundation.addresses import absolute
from kheo.foundation.duties import queries as duties
from kheo.foundation.duties import services as duty_services
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.notices.models import Message
from kheo.foundation.notices.services.outbox import queue

BATCH = 500


@transaction.atomic
def remind(*, now: datetime, size: int = BATCH) -> int:
    """Escalate what has come due and write to those it concerns; return how many duties.

    Both commit together, so that nobody is told twice and no occasion is lost.
    """
    steps = duty_services.escalate(now=now, size=size)
    told: dict[User, list[Step]] = defaultdict(list)
    holders = _holders({step.duty.head_id for step in steps}, timezone.localdate(now))
    for step in steps:
        for person in _concerned(step.duty, holders):
            told[person].append(step)
    for person, theirs in told.items():
        _write(person, theirs, now)
    return len(steps)


@transaction.atomic
def digest(*, now: datetime) -> int:
    """Write to everybody once a week how much is late and falls due; return how many letters."""
    today = timezone.localdate(now)
    burdens = duties.burdens(today)
    holders = _holders({burden.head for burden in burdens}, today)
    doing = User.objects.in_bulk({burden.person for burden in burdens if burden.person})
    load: dict[User, list[int]] = defaultdict(lambda: [0, 0])
    for burden in burdens:
        person = _reachable([doing[burden.person]] if burden.person else [])
        for reader in {*person, *holders.get(burden.head, ())}:
            load[reader][0] += burden.late
            load[reader][1] += burden.due_this_week
    for reader, (late, week) in load.items():
        _write_digest(reader, late, week, today, now)
    return len(load)


def _concerned(duty: Duty, holders: dict[int, list[User]]) -> set[User]:
    doing = _reachable([duty.person] if duty.person else [])
    return {*doing, *holders.get(duty.head_id, ())}


def _holders(posts: Collection[int], today: date) -> dict[int, list[User]]:
    """Say who sits in which post today and can be written to."""
    found: dict[int, list[User]] = defaultdict(list)
    sitting = Appointment.objects.on(today).filter(post__in=posts).select_related("person")
    for appointment in sitting.order_by("pk"):
        found[appointment.post_id] += _reachable([appointment.person])
    return found


def _reachable(people: Iterable[User]) -> list[User]:
    """Leave out who has no address; people invented for a trial have none that is theirs."""
    return [p for p in people if p.is_active and p.email and not p.is_demo]


def _write(person: User, steps: list[Step], now: datetime) -> None:
    lines = [_line(step) for step in sorted(steps, key=lambda s: (s.duty.due_on, s.duty_id))]
    with override(settings.LANGUAGE_CODE):
        subject = _("%(n)d việc sắp đến hạn hoặc quá hạn") % {"n": len(steps)}
    queue(
        key=f"duty.reminder:{person.pk}:{min(step.pk for step in steps)}",
        channel=Message.Channel.EMAIL,
        recipient=person.email,
        subject=subject,
        body="\n\n".join(lines),
        now=now,
    )


def _line(step: Step) -> str:
    duty = step.duty
    place = absolute(duty.url) if duty.url else ""
    return "\n".join(filter(None, [f"{step.text}: {duty.work}", str(duty.body), place]))


def _write_digest(person: User, late: int, week: int, today: date, now: datetime) -> None:
    year, number, _day = today.isocalendar()
    with override(settings.LANGUAGE_CODE):
        subject = _("Tuần này: %(week)d việc đến hạn, %(late)d việc quá hạn")
    subject %= {"week": week, "late": late}
    place = absolute(resolve_url(settings.LOGIN_REDIRECT_URL))
    queue(
        key=f"duty.digest:{person.pk}:{year}-{number}",
        channel=Message.Channel.EMAIL,
        recipient=person.email,
        subject=subject,
        body=f"{subject}.\n{place}",
        now=now,
    )
