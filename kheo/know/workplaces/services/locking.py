"""What all changes share: the locked row, the right, the entry of the log."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Unit
from kheo.know.workplaces import permissions
from kheo.know.workplaces.errors import InTheFuture
from kheo.know.workplaces.models import Workplace


def locked(workplace: Workplace) -> Workplace:
    """Take the row as it is now; the second of two officers waits here."""
    rows = Workplace.objects.select_for_update(of=("self",)).select_related("body", "unit")
    return rows.get(pk=workplace.pk)


def not_ahead(day: date, now: datetime) -> None:
    """Refuse a day that has not come."""
    if day > timezone.localdate(now):
        raise InTheFuture


def demand(by: User, unit: Unit, now: datetime) -> None:
    """Refuse an officer without the right in the unit."""
    if not permissions.may_manage(by, unit, today=timezone.localdate(now)):
        raise PermissionDenied(_("Bạn không có quyền ghi nơi làm việc ở đơn vị này."))


def write(workplace: Workplace, action: str, *, by: User, now: datetime, **detail: Any) -> None:
    """Enter an act into the log: facts only."""
    log.record(
        action=action,
        on=workplace.subject,
        by=by.username,
        at=now,
        unit_code=workplace.unit.code,
        detail=detail,
    )
