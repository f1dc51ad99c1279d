"""What all changes share: the locked row, the right, the entry of the log, the message out."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.addresses import absolute
from kheo.foundation.log import services as log
from kheo.foundation.notices import services as notices
from kheo.foundation.notices.models import Message
from kheo.foundation.units.models import Unit
from kheo.know.comments import permissions
from kheo.know.comments.errors import AlreadyDecided
from kheo.know.comments.models import Comment, Feedback

SECRET = "khoa"  # noqa: S105 - the name of the parameter, not a secret


def locked(comment: Comment) -> Comment:
    """Take the comment as it is now; whoever comes second waits here."""
    rows = Comment.objects.select_for_update(of=("self",)).select_related("unit", "decided_by")
    return rows.get(pk=comment.pk)


def locked_as_seen(comment: Comment, seen: str) -> Comment:
    """Take the comment in the state in which the officer saw it; raise AlreadyDecided."""
    found = locked(comment)
    if found.state != seen:
        raise AlreadyDecided(str(found.decided_by or ""), found.get_state_display())
    return found


def demand(by: User, unit: Unit, now: datetime) -> None:
    """Refuse an officer without the right in the unit."""
    if not permissions.may_moderate(by, unit, today=timezone.localdate(now)):
        raise PermissionDenied(_("Bạn không có quyền duyệt bình luận của đơn vị này."))


def write(
    record: Comment | Feedback, action: str, *, by: User | None, now: datetime, **detail: Any
) -> None:
    """Enter an act into the log: facts only, never what people wrote."""
    kind = "comment" if isinstance(record, Comment) else "feedback"
    log.record(
        action=f"{kind}.{action}",
        on=record.subject,
        by=by.username if by else "",
        at=now,
        unit_code=record.unit.code,
        detail=detail,
    )


def link(record: Comment | Feedback) -> str:
    """Give the writer's own address."""
    path = record.get_absolute_url()
    return absolute(f"{path}?{urlencode({SECRET: record.secret})}")


def tell(
    record: Comment | Feedback, *, event: str, text: str, now: datetime, phone: str = ""
) -> None:
    """Queue one message to whoever left an address; the outbox forgets it once it is sent."""
    recipient = record.email or phone
    if not recipient:
        return
    channel = Message.Channel.EMAIL if record.email else Message.Channel.SMS
    with override(settings.LANGUAGE_CODE):
        subject = _("%(site)s: %(code)s") % {"site": settings.KHEO_SITE_NAME, "code": record.code}
    notices.queue(
        key=f"{event}:{record.code}:{now:%Y%m%d%H%M%S%f}",
        channel=channel,
        recipient=recipient,
        subject=subject,
        body=f"{text}\n{link(record)}",
        now=now,
    )
