"""Opens what is due: the return of each unit and period, and the duty to send it.

A unit that only changed its name or kind is one with its heir, who owes the whole period. Where
units were merged or divided within a period, each row of units tells of its own days, and what an
ended one owes is owed by its heir (docs/adr/0036-forms-as-data-and-one-rule-of-lateness.md).
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.duties import services as duties
from kheo.foundation.duties.kinds import Change
from kheo.foundation.duties.models import Duty
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Body, Post, Unit
from kheo.insight.returns import periods
from kheo.insight.returns.models import Assignment, Form, FormVersion, Return
from kheo.insight.returns.periods import Period
from kheo.insight.returns.queries import sending
from kheo.insight.returns.queries.sending import Owner

KIND = "return.send"
SUBJECT = "return:"


@dataclass(frozen=True)
class Opened:
    """How many returns and duties were opened, and how many returns nobody answers for yet."""

    returns: int = 0
    duties: int = 0
    headless: int = 0

    def __add__(self, other: "Opened") -> "Opened":
        return Opened(
            self.returns + other.returns,
            self.duties + other.duties,
            self.headless + other.headless,
        )


def open_due(*, now: datetime, form: Form | None = None) -> Opened:
    """Open what is due of every form, or of one; safe to run at any time, twice at once, again.

    A form at a time, in its own transaction, in as many statements for all units as for one.
    """
    active = Form.objects.filter(is_active=True, versions__published_at__isnull=False)
    wanted = active.filter(pk=form.pk) if form else active
    keys = list(wanted.distinct().order_by("pk").values_list("pk", flat=True))
    return sum((_open(pk, now) for pk in keys), Opened())


@transaction.atomic
def _open(pk: int, now: datetime) -> Opened:
    form = Form.objects.select_for_update().get(pk=pk)
    version = form.versions.published().order_by("-number").first()
    assert version is not None
    today = timezone.localdate(now)
    made = _returns(form, version, today, now)
    Return.objects.bulk_create(made)
    owed, headless = _owe(form, today, now)
    if made:
        log.record(
            action="returns.opened",
            on=f"form:{form.key}",
            at=now,
            detail={"version": version.number, "returns": len(made), "duties": owed},
        )
    return Opened(len(made), owed, headless)


# --- Returns ----------------------------------------------------------------------------------


def _returns(form: Form, version: FormVersion, today: date, now: datetime) -> list[Return]:
    """Say what is missing, without writing it."""
    known = set(form.returns.values_list("unit", "period_start", "period_end"))
    looked_at = {(start, end) for _unit, start, end in known}
    fresh: dict[tuple[int, date, date], Return] = {}
    for assignment in form.assignments.select_related("unit"):
        windows = [
            one
            for one in _windows(assignment, today)
            if (one.start, one.end) not in looked_at or not _is_settled(one, today)
        ]
        for owner, period in sending.owners(assignment, windows):
            key = (owner.unit.pk, period.start, period.end)
            if key not in known:
                fresh.setdefault(key, _return(form, version, assignment, owner, period, now))
    return list(fresh.values())


def _windows(assignment: Assignment, today: date) -> list[Period]:
    kind = periods.kind(assignment.period_kind)
    found = kind.open_by(today, since=assignment.since)
    return [one for one in found if assignment.until is None or one.end < assignment.until]


def _is_settled(period: Period, today: date) -> bool:
    """Long over, so that no unit is founded or ended within it any more."""
    return (today - period.end).days > (period.end - period.start).days


def _return(
    form: Form,
    version: FormVersion,
    assignment: Assignment,
    owner: Owner,
    period: Period,
    now: datetime,
) -> Return:
    dates = period.dates(is_remote=owner.unit.is_remote)
    return Return(
        unit=owner.unit,
        form=form,
        version=version,
        sender=assignment.sender,
        period_kind=period.kind,
        period_start=period.start,
        period_end=period.end,
        covers_since=owner.since,
        covers_until=owner.until,
        due_on=dates.due_on,
        grace_until=dates.grace_until,
        step=owner.unit.level,
        entered_at=now,
    )


# --- Duties -----------------------------------------------------------------------------------


def _owe(form: Form, today: date, now: datetime) -> tuple[int, int]:
    """Owe each return that has no duty yet and was never sent; say how many nobody answers for."""
    waiting = list(
        form.returns.filter(duty=None, state=Return.State.DRAFT, first_sent_at=None)
        .select_related("unit")
        .order_by("pk")
    )
    seats = sending.seats(waiting, today=today)
    with override(settings.LANGUAGE_CODE):
        owed = [_owed(form, ret, *seats[ret.pk]) for ret in waiting if ret.pk in seats]
    opened = duties.owe_all(KIND, owed, by=None, now=now)
    by_subject = {duty.subject: duty for duty in opened}
    held = [ret for ret in waiting if ret.pk in seats]
    for ret in held:
        ret.duty = by_subject[_subject(ret)]
    Return.objects.bulk_update(held, ["duty"], batch_size=500)
    return len(held), len(waiting) - len(held)


def _owed(form: Form, ret: Return, unit: Unit, body: Body, head: Post) -> duties.Owed:
    period = ret.period
    return duties.Owed(
        subject=_subject(ret),
        work=_("Gửi biểu “%(form)s”, %(period)s") % {"form": form.title, "period": period.label},
        url=reverse("returns:return", args=[ret.pk]),
        unit=unit,
        body=body,
        head=head,
        due=period.dates(is_remote=ret.unit.is_remote).due,
    )


def _subject(ret: Return) -> str:
    return f"{SUBJECT}{ret.pk}"


def follow(duty: Duty, _change: Change) -> None:
    """Write a moved date of the duty on its return, with the grace that goes with it."""
    found = Return.objects.filter(pk=int(duty.subject.removeprefix(SUBJECT)))
    for ret in found.exclude(due_on=duty.due_on):
        grace = periods.kind(ret.period_kind).grace_after(duty.due_on)
        found.update(due_on=duty.due_on, grace_until=grace)
