"""How a request ends for its sender, and how its words are forgotten."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.notices import services as notices
from kheo.foundation.tongues import kept
from kheo.oversee.personal_data import permissions, rules
from kheo.oversee.personal_data.models import Request
from kheo.oversee.personal_data.services.errors import NotTheHolder
from kheo.oversee.personal_data.services.locking import locked_open, write

BATCH = 500
_WORDS = ("about", "text", "wished", "name", "phone", "email", "answer", "extension_reason")


@transaction.atomic
def withdraw(*, request: Request, secret: str, now: datetime) -> Request:
    """End it because its sender wants no answer any more; raise NotTheHolder or AlreadyClosed."""
    request = locked_open(request)
    if not permissions.holds_slip(request, secret):
        raise NotTheHolder
    result = kept(_("Người gửi đã rút yêu cầu."))
    for owed in (request.acknowledgement, request.duty):
        if owed.closed_at is None:
            duties.close(owed, result=result, by=None, now=now, outcome=Duty.Outcome.WITHDRAWN)
    request.state, request.closed_at = Request.State.WITHDRAWN, now
    request.save(update_fields=["state", "closed_at"])
    write(request, "withdrawn", by=None, now=now)
    return request


def forget_old(*, now: datetime, size: int = BATCH) -> int:
    """Delete the words, names and contacts of what ended long enough ago; return how many."""
    before = now - timedelta(days=rules.book().custom.keep_days)
    ended = Request.objects.filter(closed_at__lte=before, forgotten_at__isnull=True)
    due = list(ended.order_by("closed_at", "pk")[:size])
    for request in due:
        _forget(request, now)
    return len(due)


@transaction.atomic
def _forget(request: Request, now: datetime) -> None:
    rows = Request.objects.select_for_update(of=("self",)).select_related("unit")
    found = rows.filter(pk=request.pk, forgotten_at__isnull=True).first()
    if found is None:
        return
    notices.forget(about=[found.code], words=[], instead="")
    for name in _WORDS:
        setattr(found, name, "")
    found.forgotten_at = now
    found.save()
    write(found, "forgotten", by=None, now=now)
