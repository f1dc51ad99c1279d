"""What all changes share: the locked day, the right, the entry of the log.

Every change of a day's places, tickets and state waits for the row of the day: one lock, so
nothing is given twice, nothing is called full while a place is free, and the queue has an order.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Unit
from kheo.oversee.receptions import permissions
from kheo.oversee.receptions.models import Booking, Session
from kheo.oversee.receptions.services.errors import NotTheHolder


def locked(session: Session | int) -> Session:
    """Take the day as it is now; whoever comes second waits here."""
    pk = session if isinstance(session, int) else session.pk
    days = Session.objects.select_for_update(of=("self",)).select_related("unit", "body", "head")
    return days.get(pk=pk)


def locked_of_holder(booking: Booking, secret: str) -> tuple[Session, Booking]:
    """Take the day, then the booking as it is now; raise NotTheHolder."""
    session = locked(booking.session_id)
    found = Booking.objects.get(pk=booking.pk)
    if not permissions.holds_slip(found, secret):
        raise NotTheHolder
    return session, found


def demand(by: User, unit: Unit, now: datetime) -> None:
    """Refuse an officer without the right in the unit."""
    if not permissions.may_manage(by, unit, today=timezone.localdate(now)):
        raise PermissionDenied(_("Bạn không có quyền về tiếp công dân ở đơn vị này."))


def write(
    subject: str, action: str, *, unit: Unit, by: User | None, now: datetime, **detail: Any
) -> None:
    """Enter an act into the log: facts only, never what people wrote."""
    log.record(
        action=f"reception.{action}",
        on=subject,
        by=by.username if by else "",
        at=now,
        unit_code=unit.code,
        detail=detail,
    )
