"""Gives programs the key under which they send, and takes it back."""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text as words
from kheo.portal.api import permissions, signing
from kheo.portal.api.models import Client
from kheo.portal.api.services.errors import NameMissing


@transaction.atomic
def admit(
    *, name: str, unit: Unit, submission_key: uuid.UUID, by: User, now: datetime
) -> tuple[Client, str]:
    """Let a program in; its key is returned this once. Raises NameMissing.

    The same submission twice is one program.
    """
    demand(by, unit, now)
    called = words.clean(name).strip()[:120]
    if not called:
        raise NameMissing
    key = signing.key_of(submission_key)
    client, is_new = Client.objects.get_or_create(
        key_hash=signing.hash_of(key),
        defaults={"name": called, "unit": unit, "made_at": now, "made_by": by},
    )
    if is_new:
        write("client", client.pk, "admitted", unit=unit, by=by, now=now)
    return client, key


@transaction.atomic
def dismiss(*, client: Client, by: User, now: datetime) -> None:
    """Let a program's key open nothing any more."""
    demand(by, client.unit, now)
    if Client.objects.filter(pk=client.pk, ended_at=None).update(ended_at=now):
        write("client", client.pk, "dismissed", unit=client.unit, by=by, now=now)


def demand(by: User, unit: Unit, now: datetime) -> None:
    """Refuse whoever does not set up the unit."""
    if not permissions.may_manage(by, unit, today=timezone.localdate(now)):
        raise PermissionDenied(_("Chỉ người quản trị đơn vị làm được việc này."))


def write(what: str, pk: int, act: str, *, unit: Unit, by: User, now: datetime) -> None:
    """Enter an act into the log; neither keys nor addresses."""
    log.record(
        action=f"api.{what}_{act}",
        on=f"api.{what}:{pk}",
        by=by.username,
        at=now,
        unit_code=unit.code,
    )
