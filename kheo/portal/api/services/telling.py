"""Tells subscribers what happened: read from the sealed log, sent until it arrives.

The seals are the order in which acts were committed, so nothing is lost when a worker dies, and
those who write petitions do nothing for it. A delivery is taken for some minutes before it leaves;
whoever dies meanwhile leaves it to the next run, which sends it again under the same id.
"""

import json
import uuid
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kheo.foundation.log.models import Entry, Seal
from kheo.oversee.petitions.models import Petition
from kheo.portal.api import events, outgoing, showing, signing
from kheo.portal.api.models import LONGEST_FAILURE, Bookmark, Delivery, Subscription

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440, 2880))
LEASE = timedelta(minutes=5)
SEALS = 100
RUN = 200
GONE = 410
_IDS = uuid.UUID("5f0c6d0e-6a5f-4d5b-9d0e-6b68656f0311")
Told = tuple[Entry, Petition]


def begin() -> None:
    """Mark where the log stands, so that nobody is told what happened before the first one."""
    if not Bookmark.objects.exists():
        Bookmark.objects.create(pk=1, seal=_last_seal())


def _last_seal() -> int:
    return int(Seal.objects.aggregate(last=Max("pk"))["last"] or 0)


@transaction.atomic
def announce(*, size: int = SEALS) -> int:
    """Read on in the log and write what is to be delivered; return how many seals were read."""
    mark = Bookmark.objects.select_for_update().first()
    if mark is None:
        return 0
    seals = list(Seal.objects.filter(pk__gt=mark.seal).order_by("pk").only("entries")[:size])
    if not seals:
        return 0
    subscriptions = list(Subscription.objects.filter(ended_at=None).select_related("unit"))
    if subscriptions:
        news = _news([entry for seal in seals for entry in seal.entries])
        Delivery.objects.bulk_create(
            [_delivery(one, told) for told in news for one in subscriptions if _wants(one, told)],
            ignore_conflicts=True,
        )
    mark.seal = seals[-1].pk
    mark.save()
    return len(seals)


def _news(entries: list[int]) -> list[Told]:
    found = Entry.objects.filter(pk__in=entries, action__in=list(events.NEWS)).order_by("pk")
    rows = list(found)
    petitions = Petition.objects.select_related("unit").in_bulk(
        {events.pk_of(row.subject) for row in rows}
    )
    return [(row, one) for row in rows if (one := petitions.get(events.pk_of(row.subject)))]


def _wants(subscription: Subscription, told: Told) -> bool:
    entry, petition = told
    is_inside = petition.unit.path.startswith(subscription.unit.path)
    is_since = entry.at >= subscription.made_at
    return is_inside and is_since and events.NEWS[entry.action] in subscription.events


def _delivery(subscription: Subscription, told: Told) -> Delivery:
    entry, _petition = told
    return Delivery(
        event_id=uuid.uuid5(_IDS, str(entry.pk)),
        subscription=subscription,
        event=events.NEWS[entry.action],
        subject=entry.subject,
        at=entry.at,
        next_at=entry.at,
    )


def send_waiting(*, now: datetime, size: int = RUN) -> int:
    """Send what waits, at most `size`, and return how many arrived.

    An address that does not answer is left alone for the rest of the run.
    """
    silent: set[int] = set()
    arrived = 0
    for _turn in range(size):
        delivery = _claim(now, silent)
        if delivery is None:
            break
        if _send(delivery, now):
            arrived += 1
        elif delivery.status is None:
            silent.add(delivery.subscription_id)
    return arrived


# Durable: a claim that is not committed would be no claim.
@transaction.atomic(durable=True)
def _claim(now: datetime, silent: set[int]) -> Delivery | None:
    waiting = Delivery.objects.waiting().filter(next_at__lte=now)
    waiting = waiting.exclude(subscription__in=silent).order_by("next_at", "id")
    delivery = (
        waiting.select_related("subscription")
        .select_for_update(skip_locked=True, of=("self",))
        .first()
    )
    if delivery is not None:
        delivery.attempts += 1
        delivery.tried_at, delivery.next_at = now, now + LEASE
        delivery.save(update_fields=["attempts", "tried_at", "next_at"])
    return delivery


def _send(delivery: Delivery, now: datetime) -> bool:
    delivery.status, delivery.failure = None, ""
    body = _body(delivery, now)
    if body is None:
        _end(delivery, "không còn gì để kể công khai")
        return False
    try:
        delivery.status = outgoing.post(
            delivery.subscription.url, body, _headers(delivery, body, now)
        )
    except outgoing.Refused as refusal:
        _end(delivery, str(refusal))
        return False
    except outgoing.Unreached as error:
        _later(delivery, str(error), now)
        return False
    return _judged(delivery, now)


def _judged(delivery: Delivery, now: datetime) -> bool:
    """Note what the answer means: only 2xx is an arrival, 410 asks for no more."""
    assert delivery.status is not None
    if 200 <= delivery.status < 300:
        delivery.arrived_at = now
        _end(delivery, "")
        return True
    if delivery.status == GONE:
        _end(delivery, f"HTTP {GONE}")
    else:
        _later(delivery, f"HTTP {delivery.status}", now)
    return False


def _body(delivery: Delivery, now: datetime) -> bytes | None:
    """Write what everybody may know now, not what could be known when it happened."""
    found = Petition.objects.select_related("unit", "duty")
    petition = found.filter(pk=events.pk_of(delivery.subject)).first()
    if petition is None or petition.state == Petition.State.SEALED:
        return None
    told: dict[str, Any] = {
        "id": str(delivery.event_id),
        "event": delivery.event,
        "at": timezone.localtime(delivery.at),
        "petition": asdict(showing.shown(petition, today=timezone.localdate(now))),
    }
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False).encode()


def _headers(delivery: Delivery, body: bytes, now: datetime) -> dict[str, str]:
    secret = signing.unlocked(bytes(delivery.subscription.secret))
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Kheo-Webhooks/1",
        "Kheo-Event": delivery.event,
        "Kheo-Event-Id": str(delivery.event_id),
        signing.HEADER: signing.signature(body, secret=secret, at=int(now.timestamp())),
    }


def _end(delivery: Delivery, failure: str) -> None:
    delivery.next_at, delivery.failure = None, failure[:LONGEST_FAILURE]
    delivery.save(update_fields=["next_at", "failure", "status", "arrived_at"])


def _later(delivery: Delivery, failure: str, now: datetime) -> None:
    gives_up = delivery.attempts > len(PAUSES)
    delivery.next_at = None if gives_up else now + PAUSES[delivery.attempts - 1]
    delivery.failure = failure[:LONGEST_FAILURE]
    delivery.save(update_fields=["next_at", "failure", "status"])
