"""What all steps of a return share: the locked row, the duties of both sides, who is told."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation import moments
from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import officers_who_may
from kheo.foundation.addresses import absolute
from kheo.foundation.duties import permissions as duty_permissions
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.figures import services as figures
from kheo.foundation.log import services as log
from kheo.foundation.notices import services as notices
from kheo.foundation.notices.models import Message
from kheo.foundation.units.models import Body, Unit
from kheo.insight.returns import permissions, senders
from kheo.insight.returns.models import Return
from kheo.insight.returns.queries import approval

DECIDE = "return.approve"
MOST_TOLD = 10


def locked(ret: Return) -> Return:
    """Take the row as it is now; the second of two officers waits here and then learns."""
    return (
        Return.objects.owed()
        .select_for_update(of=("self",))
        .select_related("unit", "form__owner", "version", "duty", "sent_by", "entered_by")
        .get(pk=ret.pk)
    )


def demand_approver(by: User, ret: Return, unit: Unit, now: datetime) -> None:
    if not permissions.may_decide(by, unit, today=timezone.localdate(now)):
        raise PermissionDenied(_("Bạn không duyệt số liệu của %(unit)s.") % {"unit": ret.unit})


def write(ret: Return, action: str, *, by: User | None, now: datetime, **detail: object) -> None:
    """Leave the entry that nobody can remove: facts only, no words and no numbers."""
    log.record(
        action=f"return.{action}",
        on=subject(ret),
        by=by.username if by else "",
        at=now,
        unit_code=ret.unit.code,
        detail={"revision": ret.revision, **detail},
    )


def subject(ret: Return) -> str:
    return f"return:{ret.pk}"


# --- The sender's duty ------------------------------------------------------------------------


def close_sending(ret: Return, result: str, *, by: User | None, now: datetime) -> None:
    """Who may send closes the duty, also where it was given to a colleague."""
    duty = ret.duty
    if duty is not None and duty.closed_at is None:
        _close(duty, result, by=by, now=now)


def owe_sending_again(ret: Return, reason: str, *, by: User, now: datetime) -> None:
    """Owe the sending anew, by the same rule from now, or from the end of the period."""
    if ret.duty is None or ret.duty.closed_at is None:
        return
    begins = max(now, moments.start_of(ret.period_end))
    duties.reopen(ret.duty, reason=reason, by=by, now=now, counted_from=begins)


def _close(duty: Duty, result: str, *, by: User | None, now: datetime) -> None:
    if by is not None and not duty_permissions.may_work(by, duty, today=timezone.localdate(now)):
        by = None
    duties.close(duty, result=result, by=by, now=now)


# --- The approver's duty ----------------------------------------------------------------------


def owe_decision(ret: Return, unit: Unit, *, by: User, now: datetime) -> Duty | None:
    """Owe a decision at a level; None when nobody answers there yet."""
    found = _decision(ret, unit)
    if found is not None:
        if found.closed_at is not None:
            found = duties.reopen(found, reason=_("Báo cáo được gửi lại."), by=by, now=now)
        return found
    body = approving_body(ret, unit)
    if body is None:
        return None
    try:
        return duties.owe(
            kind=DECIDE,
            subject=_step(ret, unit),
            work=_("Duyệt biểu “%(form)s”, %(period)s của %(unit)s") % _names(ret),
            url=reverse("returns:review", args=[ret.pk]),
            unit=unit,
            body=body,
            by=by,
            now=now,
        )
    except duties.NobodyAnswers:
        return None


def close_decision(ret: Return, unit: Unit, result: str, *, by: User, now: datetime) -> None:
    found = _decision(ret, unit)
    if found is not None and found.closed_at is None:
        _close(found, result, by=by, now=now)


def approving_body(ret: Return, unit: Unit) -> Body | None:
    """The body that made the form, if it is of that unit; else the like of the sender's."""
    owner = ret.form.owner if ret.form else None
    if owner is not None and owner.unit_id == unit.pk:
        return owner
    kind = senders.sender(ret.sender).body
    return Body.objects.filter(unit=unit, kind=kind).order_by("-pk").first()


def _decision(ret: Return, unit: Unit) -> Duty | None:
    return Duty.objects.filter(kind=DECIDE, subject=_step(ret, unit)).first()


def _step(ret: Return, unit: Unit) -> str:
    return f"{subject(ret)}/{unit.level}"


# --- Who is told ------------------------------------------------------------------------------


def tell_approvers(ret: Return, unit: Unit, *, now: datetime) -> None:
    """Write to those who decide at a level."""
    today = timezone.localdate(now)
    body = approving_body(ret, unit)
    readers = officers_who_may(permissions.APPROVE, unit, today=today, body=body)
    with override(settings.LANGUAGE_CODE):
        words = _("%(unit)s đã gửi biểu “%(form)s”, %(period)s. Mời duyệt.") % _names(ret)
        title = _("Báo cáo chờ duyệt: %(form)s, %(unit)s") % _names(ret)
    event = f"return.sent:{ret.pk}:{unit.level}:{now.isoformat()}"
    _tell(readers[:MOST_TOLD], event, title, words, reverse("returns:review", args=[ret.pk]), now)


def tell_sender(ret: Return, event: str, words: str, *, now: datetime) -> None:
    """Write to whoever sent it; the words are read by the person, not kept in the log."""
    readers = [one for one in (ret.sent_by, ret.entered_by) if one is not None][:1]
    with override(settings.LANGUAGE_CODE):
        title = _("Báo cáo %(form)s, %(period)s") % _names(ret)
    key = f"return.{event}:{ret.pk}:{now.isoformat()}"
    _tell(readers, key, title, words, reverse("returns:return", args=[ret.pk]), now)


def _tell(
    readers: Iterable[User], event: str, title: str, words: str, url: str, now: datetime
) -> None:
    for person in readers:
        if person.is_active and person.email and not person.is_demo:
            notices.queue(
                key=f"{event}:{person.pk}",
                channel=Message.Channel.EMAIL,
                recipient=person.email,
                subject=title,
                body=f"{words}\n{absolute(url)}",
                now=now,
            )


def _names(ret: Return) -> dict[str, str]:
    assert ret.form is not None
    return {
        "form": ret.form.title,
        "period": ret.period.label,
        "unit": ret.unit.full_name,
    }


# --- Figures ----------------------------------------------------------------------------------


def state_figures(ret: Return) -> None:
    """Let the numbers of an approved return stand."""
    figures.state(source=subject(ret), rows=approval.stated(ret))


def withdraw_figures(ret: Return) -> None:
    """Let nothing stand of a return that is open again."""
    figures.state(source=subject(ret), rows=[])
