"""What officers are told of a petition at once: sent back, helped with, nobody's any more."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.duties.models import Duty
from kheo.foundation.notices import services as notices
from kheo.oversee.petitions.models import Petition


def sent_back(petition: Petition, *, now: datetime) -> None:
    """Tell the head, and who answered, that the sender is not satisfied."""
    with override(settings.LANGUAGE_CODE):
        text = _("Người gửi %(code)s đề nghị làm lại. Hạn mới: %(due)s.") % {
            "code": petition.code,
            "due": f"{petition.duty.due_on:%d/%m/%Y}",
        }
    _write(petition, petition.duty, f"petition.sent_back:{petition.pk}", text, now)


def helped(petition: Petition, duty: Duty, *, number: int, now: datetime) -> None:
    """Tell whoever works on it that what another body was asked for is there."""
    with override(settings.LANGUAGE_CODE):
        text = _("%(code)s: nơi được nhờ phối hợp đã làm xong.") % {"code": petition.code}
    _write(petition, duty, f"petition.helped:{number}", text, now)


def returned(petition: Petition, duty: Duty, *, number: int, now: datetime) -> None:
    """Tell the head that whoever had it has left, so that it needs somebody."""
    with override(settings.LANGUAGE_CODE):
        text = _("%(code)s: người được giao đã thôi việc này, cần giao người khác.") % {
            "code": petition.code
        }
    _write(petition, duty, f"petition.returned:{number}", text, now)


def _write(petition: Petition, duty: Duty, event: str, text: str, now: datetime) -> None:
    subject = f"{settings.KHEO_SITE_NAME}: {petition.code}"
    notices.tell_officers(duty, event=event, subject=subject, text=text, now=now, to_person=True)
