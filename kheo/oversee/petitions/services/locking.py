"""What all changes of a petition share: the locked row and the entry of the log."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.figures import services as figures
from kheo.foundation.log import services as log
from kheo.oversee.petitions import permissions
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.services.errors import AlreadyAnswered, NotTheSender


def locked(petition: Petition) -> Petition:
    """Take the row as it is now; the second of two officers waits here and then learns."""
    return (
        Petition.objects.select_for_update(of=("self",))
        .select_related("unit", "duty", "duty__unit", "duty__body")
        .get(pk=petition.pk)
    )


def locked_open(petition: Petition) -> Petition:
    """Take the row for a change; raise AlreadyAnswered."""
    found = locked(petition)
    if not found.is_open:
        raise AlreadyAnswered
    return found


def locked_of_sender(petition: Petition, secret: str) -> Petition:
    """Take the row for its sender; raise NotTheSender."""
    found = locked(petition)
    if not permissions.holds_receipt(found, secret):
        raise NotTheSender
    return found


def demand(is_allowed: bool) -> None:
    """Refuse an officer without the right."""
    if not is_allowed:
        raise PermissionDenied(
            _("Bạn không có quyền ở đơn vị này, hoặc việc đã giao cho người khác.")
        )


def write(
    petition: Petition, action: str, *, by: User | None, now: datetime, **detail: Any
) -> None:
    """Enter an act into the log: facts only, never what people wrote."""
    log.record(
        action=f"petition.{action}",
        on=petition.subject,
        by=by.username if by else "",
        at=now,
        unit_code=petition.unit.code,
        detail=detail,
    )


def count(
    petition: Petition, indicator: str, on: datetime | date, by: int = 1, **more: str
) -> None:
    """Count the petition under an indicator in its unit and by its channel."""
    day = timezone.localdate(on) if isinstance(on, datetime) else on
    figures.count(
        indicator=f"petitions.{indicator}",
        unit=petition.unit,
        on=day,
        breakdown={"channel": petition.channel, **more},
        by=by,
    )


def timely(is_late: bool) -> str:
    """Name the value under which an answer is counted."""
    return "late" if is_late else "in_time"


def count_everything(petition: Petition, *, by: int) -> None:
    """Count an open petition with all that happened to it so far, or take all of it back."""
    count(petition, "received", petition.received_at, by=by)
    if petition.reopened_at and petition.earlier_answered_at:
        late = timely(petition.was_answered_late)
        count(petition, "answered", petition.earlier_answered_at, by=by, timely=late)
        count(petition, "reopened", petition.reopened_at, by=by)
    if petition.earlier_rated_at:
        stars = str(petition.earlier_rating)
        count(petition, "rated", petition.earlier_rated_at, by=by, stars=stars)
