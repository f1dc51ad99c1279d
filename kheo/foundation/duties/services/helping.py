"""What becomes of the help that others were asked for: given, called back, or needed no more."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import permissions
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.duties.services.errors import AlreadyClosed, HelpStillOpen, NotHelp
from kheo.foundation.duties.services.steps import announce, locked, said, write


@transaction.atomic
def call_back(child: Duty, *, reason: str, by: User, now: datetime) -> Duty:
    """End what another body was asked for, with a reason that its officers read.

    Whoever works on the duty that needed help may; raises NotHelp or AlreadyClosed.
    """
    if child.parent_id is None:
        raise NotHelp
    # First the duty that needed help, as when that one is closed: two at once cannot lock up.
    parent = locked(Duty(pk=child.parent_id))
    child = locked(child)
    if not permissions.may_work(by, parent, today=timezone.localdate(now)):
        raise PermissionDenied
    if child.closed_at is not None:
        raise AlreadyClosed
    return _end(child, parent, said(reason), by, now)


def settle(parent: Duty, *, is_needless: bool, by: User | None, now: datetime) -> None:
    """Refuse to close a duty that waits for help, or end the help when nobody needs it any more."""
    waiting = list(
        Duty.objects.open()
        .filter(parent=parent)
        .select_for_update(of=("self",))
        .select_related("unit", "body")
        .order_by("pk")
    )
    if waiting and not is_needless:
        raise HelpStillOpen
    with override(settings.LANGUAGE_CODE):
        reason = _("Việc chính đã khép lại, không cần nữa.")
    for child in waiting:
        _end(child, parent, reason, by, now)


def given(child: Duty, *, by: User | None, now: datetime) -> None:
    """Tell the duty that needed help that one part of it is there."""
    if child.parent_id is None:
        return
    parent = Duty.objects.select_related("unit", "body", "person").get(pk=child.parent_id)
    step = write(parent, Step.Kind.HELP_GIVEN, by=by, now=now, text=str(child.body), is_public=True)
    announce(parent, step)


def _end(child: Duty, parent: Duty, reason: str, by: User | None, now: datetime) -> Duty:
    child.result, child.outcome = reason, Duty.Outcome.WITHDRAWN
    child.progress = Duty.Progress.CLOSED
    child.closed_at, child.closed_by = now, by
    child.save(update_fields=["result", "outcome", "progress", "closed_at", "closed_by"])
    detail = {"outcome": str(child.outcome)}
    write(child, Step.Kind.CLOSED, by=by, now=now, text=reason, detail=detail)
    text = str(child.body)
    write(parent, Step.Kind.HELP_ENDED, by=by, now=now, text=text, is_public=True)
    return child
