"""Writes to the officers behind a duty when something happens that cannot wait for the list."""

from datetime import datetime

from django.utils import timezone

from kheo.foundation.accounts.models import Appointment, User
from kheo.foundation.addresses import absolute
from kheo.foundation.duties.models import Duty
from kheo.foundation.notices.models import Message
from kheo.foundation.notices.services.outbox import queue


def tell_officers(
    duty: Duty, *, event: str, subject: str, text: str, now: datetime, to_person: bool = False
) -> int:
    """Write to whoever sits in the head's post, and to the duty's person where asked to.

    The same event writes to nobody twice; returns how many were written to. People invented for
    a trial have no address that is theirs.
    """
    readers = _sitting(duty, now)
    if to_person and duty.person is not None:
        readers[duty.person.pk] = duty.person
    reached = [p for p in readers.values() if p.is_active and p.email and not p.is_demo]
    place = absolute(duty.url) if duty.url else ""
    for person in reached:
        queue(
            key=f"{event}:{person.pk}",
            channel=Message.Channel.EMAIL,
            recipient=person.email,
            subject=subject,
            body="\n".join(filter(None, [text, place])),
            now=now,
        )
    return len(reached)


def _sitting(duty: Duty, now: datetime) -> dict[int, User]:
    sitting = Appointment.objects.on(timezone.localdate(now)).filter(post=duty.head_id)
    return {found.person_id: found.person for found in sitting.select_related("person")}
