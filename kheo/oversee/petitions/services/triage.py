"""The clerk's decisions: what is shown, who does it, whether it belongs elsewhere."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import queries as files
from kheo.foundation.documents import services as documents
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.refusals import said
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text as words
from kheo.oversee.petitions import permissions, publishing, routing
from kheo.oversee.petitions.models import LONGEST_TITLE, Petition
from kheo.oversee.petitions.services import letters, numbering
from kheo.oversee.petitions.services.closing import end
from kheo.oversee.petitions.services.errors import (
    AnswerMissing,
    NoConsent,
    PublicWordsMissing,
    ReasonMissing,
    SameUnit,
    StillTelling,
)
from kheo.oversee.petitions.services.locking import (
    count_everything,
    demand,
    locked_open,
    write,
)

State = Petition.State


@transaction.atomic
def triage(
    *,
    petition: Petition,
    is_public: bool,
    by: User,
    now: datetime,
    public_title: str = "",
    public_text: str = "",
    are_photos_public: bool = False,
    keep_reason: str = "",
    handler: User | None = None,
) -> Petition:
    """Accept a petition: decide what everybody may read of it, and give it to a handler.

    Raises PublicWordsMissing, NoConsent, StillTelling when the words tell who somebody is and no
    reason is given, or NotTheirWork when the handler has no right there.
    """
    petition = locked_open(petition)
    demand(permissions.may_triage(by, petition, today=timezone.localdate(now)))
    if is_public:
        _publish(petition, public_title, public_text)
        _confirm(petition, keep_reason, by, now)
        petition.are_photos_public = are_photos_public
        if are_photos_public:
            _publish_photos(petition, by, now)
    else:
        publishing.withdraw(petition, by=by, now=now)
        petition.is_public = petition.are_photos_public = False
        petition.public_folded = ""
    if petition.state == State.RECEIVED:
        petition.state = State.ROUTED
    petition.save()
    if handler is not None and handler.pk != petition.duty.person_id:
        petition.duty = duties.assign(petition.duty, to=handler, by=by, now=now)
    write(petition, "triaged", by=by, now=now, is_public=is_public)
    return petition


def _publish(petition: Petition, title: str, text: str) -> None:
    if not petition.wants_public:
        raise NoConsent
    petition.is_public = True
    petition.public_title = said(title, PublicWordsMissing)[:LONGEST_TITLE]
    petition.public_text = said(text, PublicWordsMissing)
    petition.public_folded = public_words(petition)


def _confirm(petition: Petition, keep_reason: str, by: User, now: datetime) -> None:
    try:
        publishing.confirm(
            petition,
            title=petition.public_title,
            text=petition.public_text,
            keep_reason=keep_reason,
            by=by,
            now=now,
        )
    except documents.StillTelling as refusal:
        raise StillTelling(str(refusal)) from refusal


def _publish_photos(petition: Petition, by: User, now: datetime) -> None:
    """Copy the photos as they are for everybody, but those that an officer has covered."""
    for photo in files.originals(petition.subject, "petition.photo"):
        if not hasattr(photo, "public_copy"):
            documents.publish_copy(file=photo, by=by, now=now)


def public_words(petition: Petition) -> str:
    """Fold what everybody may search by; nothing before the clerk has published it."""
    if not petition.is_public:
        return ""
    answer = publishing.answer(petition)
    parts = (petition.code, petition.public_title, petition.public_text, answer)
    return " ".join(words.words(words.one_spelling(" ".join(parts))))


@transaction.atomic
def reroute(*, petition: Petition, to: Unit, reason: str, by: User, now: datetime) -> Petition:
    """Hand it to another unit with the reason that the sender reads; the date stands."""
    petition = locked_open(petition)
    demand(permissions.may_triage(by, petition, today=timezone.localdate(now)))
    why = said(reason, ReasonMissing)
    if to.pk == petition.unit_id:
        raise SameUnit
    petition.duty = duties.hand_over(
        petition.duty,
        body=routing.body_of(to),
        unit=to,
        reason=why,
        by=by,
        now=now,
        is_told=False,
    )
    # A petition is counted where it is answered, so its number moves along.
    count_everything(petition, by=-1)
    was, petition.unit = petition.unit, to
    count_everything(petition, by=1)
    petition.state = State.REOPENED if petition.reopened_at else State.RECEIVED
    petition.routing_reason = why[:300]
    petition.save(update_fields=["unit", "state", "routing_reason"])
    numbering.enter(petition, unit=to, now=now)
    write(petition, "rerouted", by=by, now=now, was=was.code)
    _tell_moved(petition, now)
    return petition


def _tell_moved(petition: Petition, now: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        text = _("%(code)s đã chuyển đến %(unit)s: %(why)s.") % {
            "code": petition.code,
            "unit": petition.unit.full_name,
            "why": petition.routing_reason,
        }
    letters.tell(petition, event=f"petition.rerouted.{petition.unit.code}", text=text, now=now)


@transaction.atomic
def redirect(*, petition: Petition, where: str, by: User, now: datetime) -> Petition:
    """Answer that it belongs to nobody of ours, and where the sender can go with it."""
    petition = locked_open(petition)
    today = timezone.localdate(now)
    demand(permissions.may_triage(by, petition, today=today))
    text = said(where, AnswerMissing)
    with override(settings.LANGUAGE_CODE):
        reason = _("Hướng dẫn gửi nơi khác, không có kết quả để chứng minh.")
        told = _("%(code)s không thuộc thẩm quyền ở đây. Mời bạn xem nơi cần đến.") % {
            "code": petition.code
        }
    return end(
        petition,
        State.REDIRECTED,
        outcome=Duty.Outcome.NOT_OURS,
        text=text,
        told=told,
        reason=reason,
        by=by,
        now=now,
    )
