"""A writer asks once that another moderator looks again; the answer has a date."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import officers_who_may
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.refusals import said
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body, Unit
from kheo.know.comments import masking, permissions
from kheo.know.comments.errors import (
    AlreadyAppealed,
    AlreadyDecided,
    NobodyThere,
    NothingToAppeal,
    NotTheWriter,
    ReasonMissing,
    SamePerson,
    TooLateToAppeal,
)
from kheo.know.comments.models import Appeal, Comment
from kheo.know.comments.rules import rules
from kheo.know.comments.services.deciding import show
from kheo.know.comments.services.locking import locked, tell, write

DUTY = "comment.appeal"
LONGEST = 1000


@transaction.atomic
def lodge(*, comment: Comment, secret: str, text: str, now: datetime, email: str = "") -> Appeal:
    """Ask that another moderator looks again; the same press twice is one appeal.

    Raises NotTheWriter, NothingToAppeal, AlreadyAppealed, TooLateToAppeal or ReasonMissing.
    """
    comment = locked(comment)
    if not permissions.holds_key(comment, secret):
        raise NotTheWriter
    earlier = Appeal.objects.filter(comment=comment).first()
    if earlier is not None:
        if earlier.decided_at is None:
            return earlier
        raise AlreadyAppealed
    _demand_open(comment, now)
    words = said(text, ReasonMissing)[:LONGEST]
    if email:
        comment.email = email
        comment.save(update_fields=["email"])
    appeal = Appeal.objects.create(
        comment=comment,
        duty=_owed(comment, now),
        words=words,
        was=comment.state,
        rule=comment.rule,
        first_by=comment.decided_by,
        lodged_at=now,
    )
    write(comment, "appealed", by=None, now=now, rule=comment.rule)
    return appeal


def _demand_open(comment: Comment, now: datetime) -> None:
    if comment.state not in Comment.REFUSED or comment.decided_at is None or not comment.text:
        raise NothingToAppeal
    if now > last_moment(comment):
        raise TooLateToAppeal


def last_moment(comment: Comment) -> datetime:
    """Say until when a refusal may be appealed."""
    return (comment.decided_at or comment.sent_at) + timedelta(days=rules().appeal_days)


def _owed(comment: Comment, now: datetime) -> Duty:
    body = _body(comment, now)
    with override(settings.LANGUAGE_CODE):
        work = _("Xem lại quyết định về bình luận %(code)s") % {"code": comment.code}
    try:
        return duties.owe(
            kind=DUTY,
            subject=comment.subject,
            work=work,
            unit=body.unit,
            body=body,
            by=None,
            now=now,
            url=reverse("comments:work", args=[comment.pk]),
            is_demo=comment.is_demo,
        )
    except duties.NobodyAnswers:
        raise NobodyThere from None


def _body(comment: Comment, now: datetime) -> Body:
    """Find who looks again: the unit if it has another moderator, else the nearest above."""
    own = _responsible(comment.unit)
    for unit in _upwards(comment.unit):
        if _has_another(unit, comment, now):
            return _responsible(unit)
    return own


def _upwards(unit: Unit) -> list[Unit]:
    found = Unit.objects.in_bulk(unit.ancestors)
    return [found[pk] for pk in reversed(unit.ancestors)]


def _has_another(unit: Unit, comment: Comment, now: datetime) -> bool:
    able = officers_who_may(permissions.MODERATE, unit, today=timezone.localdate(now))
    sitting = able.filter(appointments__post__body__unit=unit)
    first = comment.decided_by_id
    return (sitting.exclude(pk=first) if first else sitting).exists()


def _responsible(unit: Unit) -> Body:
    try:
        return units.responsible_body(unit)
    except units.NobodyResponsible:
        raise NobodyThere from None


@transaction.atomic
def decide_appeal(
    *, comment: Comment, is_upheld: bool, reason: str, by: User, now: datetime
) -> Appeal:
    """Keep the refusal or show the comment after all, with a reason for the writer.

    Raises SamePerson to who refused first, AlreadyDecided to the second of two.
    """
    comment = locked(comment)
    found = Appeal.objects.select_for_update(of=("self",)).select_related("duty__unit")
    appeal = found.get(comment=comment)
    _demand_another(appeal, by, now)
    if appeal.decided_at is not None:
        raise AlreadyDecided(str(appeal.decided_by or ""), comment.get_state_display())
    appeal.reason = said(reason, ReasonMissing)[:LONGEST]
    appeal.is_upheld, appeal.decided_by, appeal.decided_at = is_upheld, by, now
    appeal.save()
    duties.close(appeal.duty, result=appeal.reason, by=by, now=now)
    if not is_upheld:
        _show_after_all(comment, by, now)
    write(comment, "reviewed", by=by, now=now, is_upheld=is_upheld)
    _tell(comment, appeal, now)
    return appeal


def _demand_another(appeal: Appeal, by: User, now: datetime) -> None:
    if by.pk == appeal.first_by_id:
        raise SamePerson
    if not permissions.may_decide_appeal(by, appeal, today=timezone.localdate(now)):
        raise PermissionDenied(_("Đề nghị xem lại này không giao cho đơn vị của bạn."))


def _show_after_all(comment: Comment, by: User, now: datetime) -> None:
    comment.rule = comment.reason = ""
    comment.decided_by, comment.decided_at = by, now
    show(comment, masking.hidden(comment.text, masking.sure(comment.text)), now)


def _tell(comment: Comment, appeal: Appeal, now: datetime) -> None:
    if not comment.email:
        return
    with override(settings.LANGUAGE_CODE):
        kept, shown = (
            _("Đã xem lại, giữ quyết định."),
            _("Đã xem lại, bình luận của bạn được đăng."),
        )
    text = f"{kept if appeal.is_upheld else shown} {appeal.reason}"
    tell(comment, event="comment.reviewed", text=text, now=now)
    comment.email = ""
    comment.save(update_fields=["email"])
