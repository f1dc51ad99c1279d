"""What all changes of a request share: the locked row, the right, the entry of the log."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.oversee.personal_data import permissions
from kheo.oversee.personal_data.models import Request
from kheo.oversee.personal_data.services.errors import AlreadyClosed


def locked(request: Request) -> Request:
    """Take the row as it is now; the second of two waits here and then learns."""
    rows = Request.objects.select_for_update(of=("self",))
    rows = rows.select_related("unit", "duty__unit", "acknowledgement__unit")
    return rows.get(pk=request.pk)


def locked_open(request: Request) -> Request:
    """Take the row for a change; raise AlreadyClosed."""
    found = locked(request)
    if not found.is_open:
        raise AlreadyClosed
    return found


def demand(request: Request, by: User, now: datetime) -> None:
    """Refuse an officer without the right in the unit."""
    if not permissions.may_handle(by, request.unit, today=timezone.localdate(now)):
        raise PermissionDenied(_("Bạn không có quyền về dữ liệu cá nhân ở đơn vị này."))


def write(request: Request, action: str, *, by: User | None, now: datetime, **detail: Any) -> None:
    """Enter an act into the log: facts only, never what people wrote."""
    log.record(
        action=f"personal_data.{action}",
        on=request.subject,
        by=by.username if by else "",
        at=now,
        unit_code=request.unit.code,
        detail={"code": request.code, "right": request.right, **detail},
    )
