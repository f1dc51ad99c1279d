"""The key on a request's slip, and what its sender is told."""

import uuid
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation import receipts
from kheo.foundation.addresses import absolute
from kheo.foundation.notices import services as notices
from kheo.foundation.notices.models import Message
from kheo.oversee.personal_data.models import Request

_SALT = "kheo.oversee.personal_data.slip"


def secret_of(submission_key: uuid.UUID) -> str:
    """Derive the key of a slip; a form sent twice prints the same."""
    return receipts.secret_of(submission_key, salt=_SALT)


def on_slip(request: Request) -> str:
    """Give the key of a request, for the slip."""
    return secret_of(request.submission_key)


def link(request: Request) -> str:
    """Give the sender's own address of a request."""
    path = reverse("personal_data:page", args=[request.code])
    return absolute(f"{path}?khoa={on_slip(request)}")


def tell(request: Request, *, event: str, text: Promise, now: datetime, **facts: str) -> None:
    """Queue one message to the sender: the code and what has happened, nothing of the matter."""
    if not (request.phone or request.email):
        return
    by_mail = bool(request.email)
    with override(settings.LANGUAGE_CODE):
        subject = _("%(site)s: yêu cầu về dữ liệu cá nhân") % {"site": settings.KHEO_SITE_NAME}
        said = str(text) % {"code": request.code, **facts}
    notices.queue(
        key=f"personal_data.{event}:{request.pk}:{now:%Y%m%d%H%M%S%f}",
        channel=Message.Channel.EMAIL if by_mail else Message.Channel.SMS,
        recipient=request.email if by_mail else request.phone,
        subject=subject,
        body=f"{said}\n{link(request)}",
        now=now,
    )
