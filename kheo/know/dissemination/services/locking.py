"""What all changes of this room share: the right, and the entry of the log."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Unit
from kheo.know.dissemination import permissions


def demand(by: User, unit: Unit, now: datetime) -> None:
    """Refuse an officer without the right in the unit."""
    if not permissions.may_manage(by, unit, today=timezone.localdate(now)):
        raise PermissionDenied(_("Bạn không có quyền về tuyên truyền ở đơn vị này."))


def write(
    subject: str, action: str, *, unit: Unit, by: User | None, now: datetime, **detail: Any
) -> None:
    """Enter an act into the log: facts only, nobody's name and nothing that people wrote."""
    log.record(
        action=action,
        on=subject,
        by=by.username if by else "",
        at=now,
        unit_code=unit.code,
        detail=detail,
    )
