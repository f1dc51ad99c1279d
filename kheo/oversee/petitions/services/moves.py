"""Follows what happens to the duty behind a petition, and tells the sender with the reason.

Duties call `told` in their own transaction: whoever moves a date, stops a clock or lets another
unit go on with it, the sender reads why.
"""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.duties.kinds import Change
from kheo.foundation.duties.models import Duty, Step
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.services import alerts, letters, numbering
from kheo.oversee.petitions.services.locking import count_everything, write

State = Petition.State


def told(duty: Duty, change: Change) -> None:
    """Take in a change of the duty; what is no petition's current duty concerns nobody here."""
    petition = Petition.objects.select_related("unit").filter(duty=duty).first()
    if petition is None or not petition.is_open:
        return
    petition.duty = duty
    if change.step == Step.Kind.HELP_GIVEN:
        alerts.helped(petition, duty, number=change.number, now=change.at)
    elif change.step == Step.Kind.RETURNED:
        alerts.returned(petition, duty, number=change.number, now=change.at)
    else:
        if change.step == Step.Kind.HANDED_OVER:
            follow(petition, duty, reason=change.reason, now=change.at)
        _tell(petition, change)


def follow(petition: Petition, duty: Duty, *, reason: str, now: datetime) -> None:
    """Let a petition go on in the unit of its duty: its number, its figures, its book."""
    if duty.unit_id == petition.unit_id:
        return
    petition = (
        Petition.objects.select_for_update(of=("self",)).select_related("unit").get(pk=petition.pk)
    )
    count_everything(petition, by=-1)
    was, petition.unit, petition.duty = petition.unit, duty.unit, duty
    count_everything(petition, by=1)
    if duty.progress == Duty.Progress.WAITING:
        petition.state = State.REOPENED if petition.reopened_at else State.RECEIVED
    petition.routing_reason = reason[:300]
    petition.save(update_fields=["unit", "state", "routing_reason"])
    numbering.enter(petition, unit=duty.unit, now=now)
    write(petition, "rerouted", by=None, now=now, was=was.code)


def _tell(petition: Petition, change: Change) -> None:
    with override(settings.LANGUAGE_CODE):
        sentence = _SENTENCES.get(Step.Kind(change.step))
        if sentence is None:
            return
        text = str(sentence()) % {
            "code": petition.code,
            "body": petition.duty.body,
            "was": f"{change.was_due_on:%d/%m/%Y}" if change.was_due_on else "",
            "due": f"{petition.duty.due_on:%d/%m/%Y}",
            "reason": change.reason.rstrip("."),
            "decision": change.decision,
        }
    letters.tell(
        petition, event=f"petition.{change.step}.{change.number}", text=text, now=change.at
    )


_SENTENCES = {
    Step.Kind.EXTENDED: lambda: _(
        "%(code)s được gia hạn từ %(was)s đến %(due)s theo quyết định %(decision)s, vì %(reason)s."
    ),
    Step.Kind.SUSPENDED: lambda: _(
        "%(code)s tạm dừng tính hạn theo quyết định %(decision)s, vì %(reason)s. "
        "Khi tiếp tục, bạn được báo hạn mới."
    ),
    Step.Kind.RESUMED: lambda: _("%(code)s được giải quyết tiếp. Hạn mới: %(due)s."),
    Step.Kind.HANDED_OVER: lambda: _(
        "%(code)s nay do %(body)s giải quyết: %(reason)s. Hạn vẫn là %(due)s."
    ),
    Step.Kind.REDATED: lambda: _(
        "Hạn trả lời %(code)s tính lại từ %(was)s thành %(due)s, vì %(reason)s."
    ),
}
