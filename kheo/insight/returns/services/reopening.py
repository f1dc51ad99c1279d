"""Locking what was approved, and opening it again by exception, with a reason and a last day."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.refusals import said
from kheo.insight.returns.errors import EndRefused, NotApproved, NothingToReopen, ReasonMissing
from kheo.insight.returns.models import Reopening, Return
from kheo.insight.returns.queries import approval
from kheo.insight.returns.queries.timeliness import standing
from kheo.insight.returns.services import passing
from kheo.insight.returns.services.passing import locked, write

State = Return.State
LONGEST = timedelta(days=366)
RUN = 500


@transaction.atomic
def lock(*, ret: Return, by: User | None, now: datetime) -> Return:
    """Keep approved numbers as they are; the clockwork (`by` is None) or who approves may."""
    ret = locked(ret)
    if by is not None:
        passing.demand_approver(by, ret, approval.way(ret)[-1], now)
    if ret.state == State.LOCKED:
        return ret
    if ret.state != State.APPROVED:
        raise NotApproved
    ret.state, ret.locked_at = State.LOCKED, now
    ret.save(update_fields=["state", "locked_at"])
    write(ret, "locked", by=by, now=now)
    return ret


@transaction.atomic
def reopen(*, ret: Return, reason: str, until: date, by: User, now: datetime) -> Return:
    """Let a return be changed again until a day: an approved one, or one whose time is over.

    Its numbers stand no more until it is approved anew. Raises ReasonMissing, EndRefused or
    NothingToReopen.
    """
    ret = locked(ret)
    today = timezone.localdate(now)
    passing.demand_approver(by, ret, approval.way(ret)[-1], now)
    words = said(reason, ReasonMissing)
    if not today <= until <= today + LONGEST:
        raise EndRefused
    if not approval.may_be_reopened(ret, now):
        raise NothingToReopen
    Reopening.objects.create(origin=ret, reason=words, by=by, at=now, until=until)
    was = ret.state
    if was in (State.APPROVED, State.LOCKED):
        ret.state, ret.step, ret.locked_at = State.REOPENED, ret.unit.level, None
        ret.save(update_fields=["state", "step", "locked_at"])
        passing.withdraw_figures(ret)
        passing.owe_sending_again(ret, _("Mở lại để sửa."), by=by, now=now)
    write(ret, "reopened", by=by, now=now, was=was, until=until.isoformat())
    told = _("Báo cáo được mở lại, sửa và gửi đến hết ngày %(day)s.")
    passing.tell_sender(ret, "reopened", told % {"day": f"{until:%d/%m/%Y}"}, now=now)
    return ret


# --- The clockwork ----------------------------------------------------------------------------


def lock_due(*, now: datetime) -> int:
    """Lock what was approved and whose day has come; say how many."""
    today = timezone.localdate(now)
    approved = Return.objects.owed().filter(state=State.APPROVED, due_on__lte=today)
    dates = approved.order_by().values_list("period_kind", "due_on").distinct()
    ripe = [
        (kind, due_on)
        for kind, due_on in dates
        if due_on is not None and approval.locks_on(kind, due_on) <= today
    ]
    due = [ret for kind, due_on in ripe for ret in approved.filter(period_kind=kind, due_on=due_on)]
    for ret in due:
        lock(ret=ret, by=None, now=now)
    return len(due)


def lapse_due(*, now: datetime) -> int:
    """Close what was opened again and not touched until its last day: the old numbers stand."""
    opened = Return.objects.owed().filter(state=State.REOPENED).order_by("pk")[:RUN]
    return sum(_lapse(ret, now) for ret in opened if standing(ret, now).is_locked)


@transaction.atomic
def _lapse(ret: Return, now: datetime) -> bool:
    ret = locked(ret)
    last = ret.reopenings.last()
    is_touched = last is None or ret.changes.filter(at__gte=last.at).exists()
    if ret.state != State.REOPENED or is_touched or ret.approved_at is None:
        return False
    ret.state, ret.step = State.APPROVED, approval.way(ret)[-1].level
    ret.save(update_fields=["state", "step"])
    passing.state_figures(ret)
    passing.close_sending(ret, _("Không sửa gì; số đã duyệt giữ nguyên."), by=None, now=now)
    write(ret, "lapsed", by=None, now=now)
    return True
