"""Adds and ends the addresses that are told of news."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from kheo.foundation.accounts.models import User
from kheo.foundation.units.models import Unit
from kheo.portal.api import outgoing, signing
from kheo.portal.api.models import Event, Subscription
from kheo.portal.api.services.clients import demand, write
from kheo.portal.api.services.errors import AddressRefused, EventsMissing
from kheo.portal.api.services.telling import begin


@transaction.atomic
def subscribe(
    *,
    url: str,
    unit: Unit,
    events: Collection[str],
    submission_key: uuid.UUID,
    by: User,
    now: datetime,
) -> tuple[Subscription, str]:
    """Tell an address from now on; its secret is returned this once.

    The same submission twice is one subscription. Raises EventsMissing or AddressRefused.
    """
    demand(by, unit, now)
    wanted = [event.value for event in Event if event in events]
    if not wanted:
        raise EventsMissing
    try:
        outgoing.checked(url)
    except outgoing.Refused as refusal:
        raise AddressRefused(str(refusal)) from refusal
    secret = signing.secret_of(submission_key)
    # Pressed twice at once, the second press waits here and finds what the first has made.
    User.objects.select_for_update().get(pk=by.pk)
    for known in Subscription.objects.filter(url=url, unit=unit, made_by=by, ended_at=None):
        if signing.unlocked(bytes(known.secret)) == secret:
            return known, secret
    begin()
    made = Subscription.objects.create(
        url=url, unit=unit, events=wanted, secret=signing.locked(secret), made_at=now, made_by=by
    )
    write("webhook", made.pk, "subscribed", unit=unit, by=by, now=now)
    return made, secret


@transaction.atomic
def unsubscribe(*, subscription: Subscription, by: User, now: datetime) -> None:
    """Tell an address nothing more, nor what still waited for it."""
    demand(by, subscription.unit, now)
    if Subscription.objects.filter(pk=subscription.pk, ended_at=None).update(ended_at=now):
        subscription.deliveries.filter(next_at__isnull=False).update(next_at=None)
        write("webhook", subscription.pk, "unsubscribed", unit=subscription.unit, by=by, now=now)
