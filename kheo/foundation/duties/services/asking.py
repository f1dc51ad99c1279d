"""Asks another body for a part of a duty, while one officer goes on speaking with the person."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import permissions
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.duties.services.errors import BriefMissing, DateTooLate, Suspended
from kheo.foundation.duties.services.steps import locked_open, write
from kheo.foundation.duties.services.work import owe
from kheo.foundation.units.models import Body


@transaction.atomic
def ask_help(
    parent: Duty,
    *,
    kind: str,
    body: Body,
    work: str,
    brief: str,
    by: User,
    now: datetime,
    wanted_on: date | None = None,
) -> Duty:
    """Owe a part of a duty from another body, by its own rule and never later than the whole.

    The body learns `work` and `brief`, in the asking officer's words, and nothing else: neither
    whose matter it is nor what that person wrote. Raises BriefMissing, DateTooLate or Suspended.
    """
    parent, today = locked_open(parent), timezone.localdate(now)
    if not permissions.may_work(by, parent, today=today):
        raise PermissionDenied
    if parent.progress == Duty.Progress.SUSPENDED:
        raise Suspended
    if not work.strip() or not brief.strip():
        raise BriefMissing
    # What is late already is needed today.
    latest = max(parent.due_on, today)
    if not today <= (wanted_on or latest) <= latest:
        raise DateTooLate
    number = Duty.objects.filter(parent=parent).count() + 1
    child = owe(
        kind=kind,
        subject=f"duty:{parent.pk}/{number}",
        work=work.strip(),
        brief=brief.strip(),
        no_later_than=wanted_on or latest,
        unit=body.unit,
        body=body,
        by=by,
        now=now,
        parent=parent,
        is_demo=parent.is_demo,
    )
    text = f"{body} ({child.due_on:%d/%m/%Y})"
    write(parent, Step.Kind.HELP_ASKED, by=by, now=now, text=text, is_public=True)
    return child
