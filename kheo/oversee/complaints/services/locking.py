"""What all changes of a complaint share: the locked row, the log, and what the sender is told."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.oversee.complaints import permissions
from kheo.oversee.complaints.errors import (
    AlreadyAccepted,
    ConflictOfInterest,
    DayInFuture,
    NotAccepted,
    NotRunning,
    StillPaused,
)
from kheo.oversee.complaints.models import Complaint
from kheo.oversee.petitions import services as petitions

Stage = Complaint.Stage


def locked(complaint: Complaint) -> Complaint:
    """Take the row as it is now; the second of two officers waits here and then learns."""
    return (
        Complaint.objects.select_for_update(of=("self",))
        .select_related(
            "petition__unit",
            "petition__duty__unit",
            "petition__duty__body",
            "first__petition__unit",
        )
        .get(pk=complaint.pk)
    )


def locked_received(complaint: Complaint) -> Complaint:
    """Take a row that waits for acceptance; raise AlreadyAccepted or NotRunning."""
    found = _running(complaint)
    if found.stage != Stage.RECEIVED:
        raise AlreadyAccepted
    return found


def locked_accepted(complaint: Complaint) -> Complaint:
    """Take a row that is being settled; raise NotAccepted, StillPaused or NotRunning."""
    found = locked_any(complaint)
    if found.stage == Stage.SUSPENDED:
        raise StillPaused
    return found


def locked_any(complaint: Complaint) -> Complaint:
    """Take an accepted row, suspended or not; raise NotAccepted or NotRunning."""
    found = _running(complaint)
    if found.stage == Stage.RECEIVED:
        raise NotAccepted
    return found


def locked_running(complaint: Complaint) -> Complaint:
    """Take a row of any stage that has not ended; raise NotRunning."""
    return _running(complaint)


def _running(complaint: Complaint) -> Complaint:
    found = locked(complaint)
    if not found.is_running:
        raise NotRunning
    return found


def demand(is_allowed: bool) -> None:
    """Refuse an officer without the right."""
    if not is_allowed:
        raise PermissionDenied(_("Bạn không có quyền xử lý khiếu nại này."))


def demand_handler(complaint: Complaint, by: User, now: datetime) -> None:
    """Refuse whom it is about by name, and whoever lacks the right."""
    if permissions.is_accused(by, complaint):
        raise ConflictOfInterest
    demand(permissions.may_handle(by, complaint, today=timezone.localdate(now)))


def demand_decider(complaint: Complaint, by: User, now: datetime) -> None:
    """Refuse whom it is about by name, and whoever does not head the body that decides."""
    is_allowed = permissions.may_decide(by, complaint, today=timezone.localdate(now))
    if permissions.is_accused(by, complaint) and not is_allowed:
        raise ConflictOfInterest
    demand(is_allowed)


def not_after(day: date | None, now: datetime) -> date | None:
    """Return a day that has come; raise DayInFuture."""
    if day is not None and day > timezone.localdate(now):
        raise DayInFuture
    return day


def write(
    complaint: Complaint, action: str, *, by: User | None, now: datetime, **detail: Any
) -> None:
    """Enter an act into the log: facts only, never what people wrote."""
    log.record(
        action=f"complaint.{action}",
        on=complaint.subject,
        by=by.username if by else "",
        at=now,
        unit_code=complaint.petition.unit.code,
        detail={"instance": complaint.instance, **detail},
    )


def tell(complaint: Complaint, event: str, text: Promise, now: datetime, **facts: str) -> None:
    """Tell the sender in the language of the records what has just happened."""
    petition = complaint.petition
    with override(settings.LANGUAGE_CODE):
        told = str(text) % {"code": petition.code, **facts}
    petitions.tell(petition, event=f"complaint.{event}", text=told, now=now)
