"""The code and the key on a booking's slip, and what its holder is told."""

import uuid
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation import receipts
from kheo.foundation.addresses import absolute
from kheo.foundation.notices import services as notices
from kheo.foundation.notices.models import Message
from kheo.oversee.receptions.codes import PREFIX
from kheo.oversee.receptions.models import Booking, Session

_SALT = "kheo.oversee.receptions.slip"


def new_code() -> str:
    """Make a code that says nothing about who booked, when, or how many did."""
    return receipts.new_code(PREFIX)


def secret_of(submission_key: uuid.UUID) -> str:
    """Derive the key of a slip; a form sent twice prints the same."""
    return receipts.secret_of(submission_key, salt=_SALT)


def on_slip(booking: Booking) -> str:
    """Give the key of a booking, for the slip printed at the counter."""
    return secret_of(booking.submission_key)


def link(booking: Booking) -> str:
    """Give the holder's own address of a booking, the one in the QR code."""
    path = reverse("receptions:booking", args=[booking.code])
    return absolute(f"{path}?khoa={on_slip(booking)}")


def seed_hash(seed: str) -> str:
    """Give what is published of a seed before the draw."""
    return sha256(seed.encode()).hexdigest()


def tell(booking: Booking, *, event: str, text: str, now: datetime) -> None:
    """Queue one message to the holder, who may have left a phone, an address or nothing."""
    if not (booking.phone or booking.email):
        return
    with override(settings.LANGUAGE_CODE):
        subject = _("%(site)s: lịch tiếp công dân") % {"site": settings.KHEO_SITE_NAME}
    by_mail = bool(booking.email)
    notices.queue(
        key=f"reception.{event}:{booking.pk}:{now:%Y%m%d%H%M%S%f}",
        channel=Message.Channel.EMAIL if by_mail else Message.Channel.SMS,
        recipient=booking.email if by_mail else booking.phone,
        subject=subject,
        body=f"{text}\n{link(booking)}",
        now=now,
    )


def when(session: Session, place: int | None) -> str:
    """Write the hour and the day as a message says them."""
    moment = session.hour_of(place) if place else session.begins
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"
