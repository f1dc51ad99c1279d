"""Questions about requests on personal data: the list of a place, one request for its readers."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.duties import queries as duties
from kheo.foundation.duties.models import Duty, Step
from kheo.oversee.personal_data.models import Request
from kheo.oversee.personal_data.permissions import HANDLE

Kind = Step.Kind


class Cut(StrEnum):
    """Which part of the list is shown."""

    OPEN = "open"
    CLOSED = "closed"

    @property
    def label(self) -> Promise:
        return _CUTS[self]


_CUTS: dict[Cut, Promise] = {
    Cut.OPEN: gettext_lazy("Chờ trả lời"),
    Cut.CLOSED: gettext_lazy("Đã xong"),
}


def handled_by(user: User, *, today: date, cut: Cut) -> QuerySet[Request]:
    """Return the requests of the user's units, the oldest open first or the last ended first."""
    found = Q(pk__in=[])
    for path in units_where(user, HANDLE, today).values_list("path", flat=True):
        found |= Q(unit__path__startswith=path)
    rows = Request.objects.filter(found).select_related("unit", "duty", "acknowledgement")
    if cut == Cut.OPEN:
        return rows.filter(closed_at__isnull=True).order_by("received_at", "id")
    return rows.filter(closed_at__isnull=False).order_by("-closed_at", "-id")


@dataclass(frozen=True)
class Event:
    """One step as its sender and the officers read it."""

    title: str
    at: datetime
    text: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Clock:
    """One date that is owed, with why it is that date."""

    duty: Duty
    reasons: list[str]
    left: str
    cautions: list[str]


TITLES: dict[str, Promise] = {
    Kind.ASSIGNED: gettext_lazy("Đã giao người làm"),
    Kind.ASKED: gettext_lazy("Mời đến quầy"),
    Kind.REPLIED: gettext_lazy("Đã đến quầy"),
    Kind.SUSPENDED: gettext_lazy("Tạm dừng tính hạn"),
    Kind.RESUMED: gettext_lazy("Tiếp tục tính hạn"),
    Kind.EXTENDED: gettext_lazy("Gia hạn"),
    Kind.HANDED_OVER: gettext_lazy("Chuyển đơn vị khác"),
    Kind.REDATED: gettext_lazy("Tính lại hạn"),
}


def clocks(request: Request, *, today: date, language: str) -> tuple[Clock, Clock]:
    """Give both dates of a request: when it has to be acknowledged, and answered."""
    return (
        _clock(request.acknowledgement, today, language),
        _clock(request.duty, today, language),
    )


def _clock(duty: Duty, today: date, language: str) -> Clock:
    is_open = duty.closed_at is None
    return Clock(
        duty=duty,
        reasons=duties.explanation(duty, language),
        left=duties.remaining(duty, today).words(language) if is_open else "",
        cautions=duties.cautions(duty, language),
    )


def events(request: Request) -> list[Event]:
    """Say what happened, in order."""
    found = Step.objects.filter(duty__subject=request.subject).select_related("duty")
    steps = found.defer("duty__explanation").order_by("at", "id")
    first = Event(_("Đã nhận"), request.received_at, str(request.get_channel_display()))
    return [first, *(_event(request, step) for step in steps if _title(request, step))]


def _event(request: Request, step: Step) -> Event:
    is_end = step.kind == Kind.CLOSED and step.duty_id == request.duty_id
    text = "" if step.kind == Kind.CLOSED else step.text
    return Event(_title(request, step), step.at, text, "done" if is_end else "")


def _title(request: Request, step: Step) -> str:
    if step.kind == Kind.CLOSED:
        is_end = step.duty_id == request.duty_id
        if is_end:
            return str(request.get_state_display())
        return _("Đã báo nhận") if step.duty.outcome == Duty.Outcome.DONE else ""
    return str(TITLES.get(step.kind, ""))
