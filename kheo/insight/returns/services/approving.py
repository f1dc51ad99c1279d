"""The way of a return up the tree: sent, given back with remarks, approved level by level."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kheo.foundation.accounts.models import User
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese.text import clean
from kheo.insight.returns import permissions
from kheo.insight.returns.errors import (
    AlreadySent,
    ChangedMeanwhile,
    EmptyReturn,
    NotWaiting,
    OwnFigures,
    RemarkMissing,
    SendingLocked,
    StillWrong,
)
from kheo.insight.returns.models import Remark, Return
from kheo.insight.returns.queries import approval, entry
from kheo.insight.returns.queries.timeliness import standing
from kheo.insight.returns.services import passing
from kheo.insight.returns.services.passing import locked, write

State = Return.State
LONGEST_REMARK = 1000


@transaction.atomic
def send(*, ret: Return, by: User, now: datetime, says_empty: bool = False) -> Return:
    """Send a return to the level that approves it; also again, after it was given back.

    Raises AlreadySent, SendingLocked, EmptyReturn or StillWrong.
    """
    ret = locked(ret)
    if not permissions.may_enter(by, ret):
        raise PermissionDenied(_("Bạn không gửi báo cáo của %(unit)s.") % {"unit": ret.unit})
    if not ret.is_editable:
        raise AlreadySent
    if standing(ret, now).is_locked:
        raise SendingLocked
    is_nil = not _has_numbers(ret, says_empty=says_empty)
    unit = approval.way(ret)[0]
    ret.state, ret.step, ret.is_nil = State.SENT, unit.level, is_nil
    ret.sent_at, ret.sent_by = now, by
    ret.first_sent_at = ret.first_sent_at or now
    ret.save(update_fields=["state", "step", "is_nil", "sent_at", "sent_by", "first_sent_at"])
    ret.remarks.filter(settled_at=None).update(settled_at=now)
    passing.close_sending(ret, _("Đã gửi báo cáo."), by=by, now=now)
    passing.owe_decision(ret, unit, by=by, now=now)
    write(ret, "sent", by=by, now=now, to=unit.code, is_nil=is_nil)
    passing.tell_approvers(ret, unit, now=now)
    return ret


@transaction.atomic
def give_back(
    *,
    ret: Return,
    remarks: Mapping[str, str],
    by: User,
    now: datetime,
    revision: int | None = None,
) -> Return:
    """Ask the unit to change it; `remarks` are by place, "" is the whole. One at least.

    Raises RemarkMissing, NotWaiting or ChangedMeanwhile.
    """
    ret, unit = _waiting(ret, by, now, revision)
    said = {place: clean(words).strip()[:LONGEST_REMARK] for place, words in remarks.items()}
    made = [
        Remark(origin=ret, place=place, words=words, by=by, at=now)
        for place, words in said.items()
        if words and _is_place(ret, place)
    ]
    if not made:
        raise RemarkMissing
    Remark.objects.bulk_create(made)
    ret.state, ret.step = State.RETURNED, ret.unit.level
    ret.save(update_fields=["state", "step"])
    count = ngettext("%(count)s nhận xét", "%(count)s nhận xét", len(made)) % {"count": len(made)}
    result = _("Trả lại để sửa: %(count)s.") % {"count": count}
    passing.close_decision(ret, unit, result, by=by, now=now)
    passing.owe_sending_again(ret, result, by=by, now=now)
    write(ret, "given_back", by=by, now=now, by_unit=unit.code, remarks=len(made))
    words = _("Báo cáo được trả lại để sửa (%(count)s). Mời xem nhận xét và gửi lại.")
    passing.tell_sender(ret, "given_back", words % {"count": count}, now=now)
    return ret


@transaction.atomic
def approve(*, ret: Return, by: User, now: datetime, revision: int | None = None) -> Return:
    """Approve it at the level where it waits, and pass it on or let its numbers stand.

    `revision` is what was looked at. Raises NotWaiting, OwnFigures or ChangedMeanwhile.
    """
    ret, unit = _waiting(ret, by, now, revision)
    if by.pk in approval.contributors(ret):
        raise OwnFigures
    above = approval.next_unit(ret, unit)
    passing.close_decision(ret, unit, _("Đã duyệt."), by=by, now=now)
    if above is None:
        _finish(ret, by=by, now=now)
    else:
        ret.step = above.level
        ret.save(update_fields=["step"])
        passing.owe_decision(ret, above, by=by, now=now)
        passing.tell_approvers(ret, above, now=now)
    write(ret, "approved", by=by, now=now, by_unit=unit.code, is_final=above is None)
    return ret


def _finish(ret: Return, *, by: User, now: datetime) -> None:
    ret.state, ret.approved_at, ret.approved_by = State.APPROVED, now, by
    ret.save(update_fields=["state", "approved_at", "approved_by"])
    passing.state_figures(ret)
    passing.tell_sender(ret, "approved", _("Báo cáo đã được duyệt."), now=now)


def _waiting(ret: Return, by: User, now: datetime, revision: int | None) -> tuple[Return, Unit]:
    """Take a return that waits for this officer; the unit is the level at which it waits."""
    ret = locked(ret)
    unit = approval.waits_at(ret)
    if unit is None:
        raise NotWaiting
    passing.demand_approver(by, ret, unit, now)
    if revision is not None and revision != ret.revision:
        raise ChangedMeanwhile
    return ret, unit


def _has_numbers(ret: Return, *, says_empty: bool) -> bool:
    """Say whether there is anything in it; raise what keeps it from being sent."""
    if not ret.cells.exists():
        if not says_empty:
            raise EmptyReturn
        return False
    if any(problem.blocks for problem in approval.judge(ret)) or entry.lacks_reasons(ret):
        raise StillWrong
    return True


def _is_place(ret: Return, place: str) -> bool:
    assert ret.version is not None
    return not place or place in ret.version.asked.places
