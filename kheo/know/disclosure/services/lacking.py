"""A place says that it has no radio; the law asks for it only where there is one."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.foundation.refusals import said
from kheo.foundation.units.models import Body
from kheo.know.disclosure import rules
from kheo.know.disclosure.errors import NotIfAny, ReasonMissing
from kheo.know.disclosure.models import Lack
from kheo.know.disclosure.services.locking import demand


@transaction.atomic
def state_lack(*, body: Body, channel: str, reason: str, by: User, now: datetime) -> Lack:
    """State in public that a body has no such channel; stated twice is stated once."""
    body = Body.objects.select_for_update(of=("self",)).select_related("unit").get(pk=body.pk)
    demand(by, body.unit, now)
    known = rules.book().channels.get(channel)
    if known is None or not known.is_if_any:
        raise NotIfAny
    found = Lack.objects.filter(body=body, channel=channel, until__isnull=True).first()
    if found is not None:
        return found
    why = said(reason, ReasonMissing)[:300]
    today = timezone.localdate(now)
    lack = Lack.objects.create(
        body=body, channel=channel, reason=why, since=today, recorded_at=now, recorded_by=by
    )
    _write(lack, "lack_stated", by=by, now=now)
    return lack


@transaction.atomic
def end_lack(*, lack: Lack, by: User, now: datetime) -> Lack:
    """Say that the place has the channel now; what is published from then on needs it."""
    found = (
        Lack.objects.select_for_update(of=("self",)).select_related("body__unit").get(pk=lack.pk)
    )
    demand(by, found.body.unit, now)
    if found.until is None:
        found.until = max(found.since, timezone.localdate(now))
        found.save(update_fields=["until"])
        _write(found, "lack_ended", by=by, now=now)
    return found


def _write(lack: Lack, action: str, *, by: User, now: datetime) -> None:
    log.record(
        action=f"disclosure.{action}",
        on=f"body:{lack.body_id}",
        by=by.username,
        at=now,
        unit_code=lack.body.unit.code,
        detail={"channel": lack.channel},
    )
