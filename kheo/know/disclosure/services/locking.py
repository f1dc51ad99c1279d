"""What all changes share: the locked publication, the right, the entry of the log.

Every change of a publication or of its acts waits for its row, so two officers make one thing.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Unit
from kheo.know.disclosure import permissions
from kheo.know.disclosure.errors import AlreadyWithdrawn
from kheo.know.disclosure.models import Publication


def locked(publication: Publication | int) -> Publication:
    """Take the publication as it is now; whoever comes second waits here."""
    pk = publication if isinstance(publication, int) else publication.pk
    rows = Publication.objects.select_for_update(of=("self",)).select_related("unit", "body")
    return rows.get(pk=pk)


def locked_standing(publication: Publication | int) -> Publication:
    """Take it for a change; raise AlreadyWithdrawn."""
    found = locked(publication)
    if found.withdrawn_at is not None:
        raise AlreadyWithdrawn
    return found


def demand(by: User, unit: Unit, now: datetime) -> None:
    """Refuse an officer without the right in the unit."""
    if not permissions.may_manage(by, unit, today=timezone.localdate(now)):
        raise PermissionDenied(_("Bạn không công khai thông tin cho đơn vị này."))


def write(
    publication: Publication, action: str, *, by: User | None, now: datetime, **detail: Any
) -> None:
    """Enter an act into the log: facts only, never what people wrote."""
    log.record(
        action=f"disclosure.{action}",
        on=publication.subject,
        by=by.username if by else "",
        at=now,
        unit_code=publication.unit.code,
        detail={"list": publication.list_key, "item": publication.item_key, **detail},
    )
