"""What senders are told, queued in the transaction of what it tells."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.addresses import absolute
from kheo.foundation.notices import services as notices
from kheo.foundation.notices.models import Message
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.services import secret


def tell(petition: Petition, *, event: str, text: str, now: datetime) -> None:
    """Queue one message to the sender, who may have left a phone, an address or nothing."""
    if not petition.has_contact:
        return
    with override(settings.LANGUAGE_CODE):
        subject = _("%(site)s: %(code)s") % {
            "site": settings.KHEO_SITE_NAME,
            "code": petition.code,
        }
        body = f"{text}\n{link(petition)}"
    channel, recipient = _where(petition)
    notices.queue(
        key=f"{event}:{petition.pk}",
        channel=channel,
        recipient=recipient,
        subject=subject,
        body=body,
        now=now,
    )


def link(petition: Petition) -> str:
    """Give the sender's own address of a petition, the one in the QR code of the receipt."""
    path = reverse("petitions:track", args=[petition.code])
    return absolute(f"{path}?khoa={secret.on_receipt(petition)}")


def _where(petition: Petition) -> tuple[Message.Channel, str]:
    if petition.sender_email:
        return Message.Channel.EMAIL, petition.sender_email
    return Message.Channel.SMS, petition.sender_phone
