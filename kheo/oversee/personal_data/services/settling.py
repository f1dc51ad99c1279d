"""What officers do with a request: tell that it came, see the papers, find out, answer."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import queries as duty_queries
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.refusals import said
from kheo.foundation.tongues import kept
from kheo.oversee.personal_data import rules
from kheo.oversee.personal_data.models import Request
from kheo.oversee.personal_data.services import slips
from kheo.oversee.personal_data.services.errors import (
    AlreadyAcknowledged,
    AlreadyChecked,
    AlreadyExtended,
    AnswerMissing,
    GroundMissing,
    GroundNotNeeded,
    IdentityNotChecked,
    NoSuchCase,
    ReasonMissing,
)
from kheo.oversee.personal_data.services.locking import demand, locked_open, write

State, Outcome = Request.State, Request.Outcome
_OUTCOMES = {
    Outcome.GRANTED: Duty.Outcome.DONE,
    Outcome.PARTLY: Duty.Outcome.PARTLY,
    Outcome.REFUSED: Duty.Outcome.REFUSED,
}
_TOLD = _("Yêu cầu %(code)s: đã có trả lời. Mở đường dẫn để đọc.")


@transaction.atomic
def acknowledge(*, request: Request, by: User, now: datetime) -> Request:
    """Tell the person that the request is being worked on; raise AlreadyAcknowledged."""
    request = locked_open(request)
    demand(request, by, now)
    if request.state != State.RECEIVED:
        raise AlreadyAcknowledged
    _begin(request, by, now)
    text = _("Yêu cầu %(code)s: %(unit)s đã nhận và đang giải quyết, hạn trả lời %(due)s.")
    slips.tell(
        request,
        event="acknowledged",
        text=text,
        now=now,
        unit=request.unit.full_name,
        due=f"{request.duty.due_on:%d/%m/%Y}",
    )
    return request


def _begin(request: Request, by: User, now: datetime) -> None:
    duties.close(
        request.acknowledgement,
        result=kept(_("Đã báo cho người yêu cầu là đã nhận.")),
        by=by,
        now=now,
    )
    request.state = State.WORKED
    request.save(update_fields=["state"])
    write(request, "acknowledged", by=by, now=now)


@transaction.atomic
def ask_identity(*, request: Request, by: User, now: datetime) -> Request:
    """Ask the person to show papers at the counter; a copy is never asked for."""
    request = locked_open(request)
    demand(request, by, now)
    if request.identity_checked_at is not None:
        raise AlreadyChecked
    question = kept(
        _("Mời bạn đến quầy của %(unit)s, mang theo giấy tờ tùy thân để đối chiếu."),
        unit=request.unit.full_name,
    )
    duties.ask(request.duty, question=question, by=by, now=now)
    request.identity_asked_at = now
    request.save(update_fields=["identity_asked_at"])
    write(request, "identity_asked", by=by, now=now)
    text = _("Yêu cầu %(code)s: mời bạn đến quầy, mang giấy tờ tùy thân để đối chiếu.")
    slips.tell(request, event="identity", text=text, now=now)
    return request


@transaction.atomic
def check_identity(*, request: Request, by: User, now: datetime) -> Request:
    """Note that the papers were seen: that, by whom, when; never their number."""
    request = locked_open(request)
    demand(request, by, now)
    if request.identity_checked_at is not None:
        raise AlreadyChecked
    request.identity_checked_at, request.identity_checked_by = now, by
    request.save(update_fields=["identity_checked_at", "identity_checked_by"])
    if request.identity_asked_at is not None:
        duties.replied(request.duty, text=kept(_("Đã đối chiếu giấy tờ tại quầy.")), now=now)
    write(request, "identity_checked", by=by, now=now)
    return request


@transaction.atomic
def find_case(*, request: Request, by: User, now: datetime) -> Request:
    """Count the longer time of the case that the officer found; raise NoSuchCase."""
    request = locked_open(request)
    demand(request, by, now)
    case = request.rule.case
    if not case or request.duty.due.inputs.case == case:
        raise NoSuchCase
    request.duty = duties.recount(request.duty, case=case, by=by, now=now)
    write(request, "case_found", by=by, now=now, case=case)
    _tell_date(request, "case", now)
    return request


@transaction.atomic
def extend(
    *, request: Request, days: int, reason: str, decision: str, by: User, now: datetime
) -> Request:
    """Give it more time, once, by a decision of the head; raise AlreadyExtended or a DutyError.

    The reason is for the person alone; the duty keeps the ground of the rule.
    """
    request = locked_open(request)
    demand(request, by, now)
    if request.duty.due.extensions:
        raise AlreadyExtended
    why = said(reason, ReasonMissing)
    limit = next(iter(duty_queries.extension_grounds(request.duty)), None)
    if limit is None:
        raise duties.DateRefused
    request.duty = duties.extend(
        request.duty,
        grounds=limit.grounds_vi,
        days=days,
        decision=decision,
        by=by,
        now=now,
        code=limit.code,
    )
    request.extension_reason = why
    request.save(update_fields=["extension_reason"])
    write(request, "extended", by=by, now=now, days=days)
    _tell_date(request, "extended", now)
    return request


def _tell_date(request: Request, event: str, now: datetime) -> None:
    text = _("Yêu cầu %(code)s: hạn trả lời mới là %(due)s. Mở đường dẫn để xem vì sao.")
    slips.tell(request, event=event, text=text, now=now, due=f"{request.duty.due_on:%d/%m/%Y}")


@transaction.atomic
def answer(
    *, request: Request, outcome: str, text: str, by: User, now: datetime, ground: str = ""
) -> Request:
    """Answer once, by name; what was not acknowledged yet is with it.

    Raises AlreadyClosed, IdentityNotChecked, GroundMissing, GroundNotNeeded or AnswerMissing.
    """
    request = locked_open(request)
    demand(request, by, now)
    given = said(text, AnswerMissing)
    _check(request, outcome, ground)
    if request.state == State.RECEIVED:
        _begin(request, by, now)
    request.outcome, request.ground, request.answer = outcome, ground, given
    request.state, request.answered_by, request.closed_at = State.ANSWERED, by, now
    request.save()
    result = kept(_("Đã trả lời người yêu cầu: %(how)s."), how=request.get_outcome_display())
    duties.close(request.duty, result=result, by=by, now=now, outcome=_OUTCOMES[Outcome(outcome)])
    write(request, "answered", by=by, now=now, outcome=outcome, ground=ground)
    slips.tell(request, event="answered", text=_TOLD, now=now)
    return request


def _check(request: Request, outcome: str, ground: str) -> None:
    if outcome != Outcome.REFUSED and request.needs_identity:
        raise IdentityNotChecked
    if outcome == Outcome.GRANTED and ground:
        raise GroundNotNeeded
    if outcome != Outcome.GRANTED and ground not in rules.book().grounds:
        raise GroundMissing
