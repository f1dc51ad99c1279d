"""Somebody wants to be called: how, is sealed at once, and gone when the call is made."""

import json
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kheo.foundation import rates
from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Unit
from kheo.oversee.denunciations import law, queries, sealing
from kheo.oversee.denunciations.models import Signal, SignalCopy
from kheo.oversee.denunciations.services import keys
from kheo.oversee.denunciations.services.errors import Closed, NobodyMayOpen, TooManySignals

COUNTER = "denunciations.signals"


@sensitive_variables()
def send(*, unit: Unit, contact: str, when: str, now: datetime) -> Signal:
    """Seal how to call back to the officers of a unit; raise TooManySignals or NobodyMayOpen.

    Nothing is kept of who sent it, not even in the log: only that a call came.
    """
    if rates.add(COUNTER) > law.book().signals_per_hour:
        raise TooManySignals
    today = timezone.localdate(now)
    people = queries.holders(unit, today=today, capabilities=queries.HANDLING)
    if not people:
        raise NobodyMayOpen
    data = json.dumps({"contact": contact, "when": when}, ensure_ascii=False).encode()
    padded = data + b" " * (-len(data) % 512)
    with transaction.atomic():
        signal = Signal.objects.create(unit=unit, received_at=now)
        SignalCopy.objects.bulk_create(
            SignalCopy(
                signal=signal,
                person_id=key.person_id,
                key=key,
                sealed=sealing.to_person(padded, bytes(key.public_key)),
            )
            for key in queries.keyed(people).values()
        )
        _write("signal_received", signal, None, now)
    return signal


@sensitive_variables()
def take(*, uid: uuid.UUID, passphrase: str, by: User, now: datetime) -> dict[str, str]:
    """Open how to call back and answer for it; the copies of the others go."""
    copy = SignalCopy.objects.filter(signal__uid=uid, person=by).first()
    if copy is None:
        raise Closed
    key, private = keys.unlock(passphrase=passphrase, by=by, now=now)
    try:
        data = sealing.for_person(copy.sealed, private)
    except sealing.Tampered:
        raise Closed from None
    with transaction.atomic():
        signal = Signal.objects.select_for_update(of=("self",)).get(pk=copy.signal_id)
        if signal.taken_by_id not in (None, by.pk):
            raise Closed
        signal.taken_at, signal.taken_by = signal.taken_at or now, by
        signal.save(update_fields=["taken_at", "taken_by"])
        signal.copies.exclude(person=by).delete()
        _write("signal_opened", signal, by, now)
    return dict(json.loads(data))


@transaction.atomic
def finish(*, uid: uuid.UUID, by: User, now: datetime) -> None:
    """Forget a call that has been made."""
    signal = Signal.objects.select_related("unit").filter(uid=uid, taken_by=by).first()
    if signal is None:
        raise Closed
    _write("signal_finished", signal, by, now)
    signal.delete()


def forget_old(*, now: datetime) -> int:
    """Erase calls that nobody made in time; return how many."""
    before = now - timedelta(days=law.book().signals_kept_days)
    old: Sequence[Signal] = list(Signal.objects.filter(received_at__lt=before))
    for signal in old:
        signal.delete()
    return len(old)


def _write(action: str, signal: Signal, by: User | None, now: datetime) -> None:
    log.record(
        action=f"denunciation.{action}",
        on=f"signal:{signal.uid}",
        by=by.username if by else "",
        at=now,
        unit_code=signal.unit.code,
    )
