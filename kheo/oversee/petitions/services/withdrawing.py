"""Lets a sender take a petition back, by the own receipt or through the clerk."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.refusals import said
from kheo.foundation.vietnamese import text as words
from kheo.oversee.petitions import kinds, permissions
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.services.closing import end
from kheo.oversee.petitions.services.errors import HasItsOwnWay, ReasonMissing
from kheo.oversee.petitions.services.locking import demand, locked_of_sender, locked_open


@transaction.atomic
def withdraw(
    *, petition: Petition, now: datetime, secret: str = "", by: User | None = None, reason: str = ""
) -> Petition:
    """End a petition because its sender wishes so; others that were joined to it go on.

    The sender need not say why; a clerk who enters it says how the sender asked for it. Raises
    NotTheSender, ReasonMissing or AlreadyAnswered.
    """
    if not kinds.of(petition).withdraws:
        raise HasItsOwnWay
    if by is None:
        petition = locked_open(locked_of_sender(petition, secret))
        why = words.clean(reason).strip()
    else:
        petition = locked_open(petition)
        demand(permissions.may_triage(by, petition, today=timezone.localdate(now)))
        why = said(reason, ReasonMissing)
    if why:
        # What the sender says stays between the sender and the officers.
        petition.duty = duties.replied(petition.duty, text=why, now=now)
    # Whoever stood behind the same matter keeps waiting for an answer, each by the own code.
    petition.joined.filter(state__in=Petition.OPEN).update(joined_to=None)
    with override(settings.LANGUAGE_CODE):
        text = _("Người gửi đã rút ngày %(day)s.") % {"day": f"{timezone.localdate(now):%d/%m/%Y}"}
        told = _("%(code)s đã được rút theo ý bạn.") % {"code": petition.code}
    return end(
        petition,
        Petition.State.WITHDRAWN,
        outcome=Duty.Outcome.WITHDRAWN,
        text=text,
        told=told,
        by=by,
        now=now,
    )
