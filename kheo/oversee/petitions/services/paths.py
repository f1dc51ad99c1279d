"""What each action does to a paper: guided, forwarded, filed, split, reported."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import person_in
from kheo.foundation.addresses import absolute
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.notices import services as notices
from kheo.foundation.notices.models import Message
from kheo.foundation.refusals import said
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text as words
from kheo.oversee.petitions.models import Classification, Petition
from kheo.oversee.petitions.services import joining, letters, triage
from kheo.oversee.petitions.services.closing import end
from kheo.oversee.petitions.services.errors import (
    LeadNotOpen,
    PartsMissing,
    ReceiverMissing,
    TextMissing,
)
from kheo.oversee.petitions.services.locking import write
from kheo.oversee.petitions.services.receiving import Letter, register_and_start
from kheo.oversee.petitions.sorting import sorting

State = Petition.State


@dataclass(frozen=True)
class Part:
    """One matter out of a paper with several."""

    kind: Petition.Kind
    text: str


def accept(petition: Petition) -> None:
    """Take it as fit; who does it and what is shown is decided with it or after."""
    if petition.state == State.RECEIVED:
        petition.state = State.ROUTED
        petition.save(update_fields=["state"])


def complete(
    petition: Petition, *, missing: Sequence[str], what: str, by: User, now: datetime
) -> None:
    """Tell the sender what the paper lacks; it stays open and its date stands."""
    known = sorting().requirements
    with override(settings.LANGUAGE_CODE):
        lacks = _("Đơn còn thiếu: %(list)s.") % {
            "list": "; ".join(known[key].vi.lower() for key in missing)
        }
    asked = " ".join(filter(None, (lacks if missing else "", words.clean(what).strip())))
    question = said(asked, TextMissing)
    petition.duty = duties.ask(petition.duty, question=question, by=by, now=now)
    petition.state = State.ASKING
    petition.save(update_fields=["state"])
    with override(settings.LANGUAGE_CODE):
        text = _("%(code)s: xin bổ sung đơn. %(question)s") % {
            "code": petition.code,
            "question": question,
        }
    letters.tell(petition, event=f"petition.asked.{now:%Y%m%d%H%M%S}", text=text, now=now)


def guide(petition: Petition, *, to: str, what: str, reason: str, by: User, now: datetime) -> None:
    """Say where the matter belongs and what to do there, and end it here."""
    where = said(to, ReceiverMissing)
    with override(settings.LANGUAGE_CODE):
        text = _("Việc này không thuộc thẩm quyền ở đây: %(why)s. Xin gửi đến %(where)s.") % {
            "why": reason.rstrip("."),
            "where": where.rstrip("."),
        }
    _sent_elsewhere(petition, " ".join(filter(None, (text, words.clean(what).strip()))), by, now)


def forward_outside(petition: Petition, *, to: str, reason: str, by: User, now: datetime) -> None:
    """Send the paper itself to the body that is competent, and end it here."""
    where = said(to, ReceiverMissing)
    with override(settings.LANGUAGE_CODE):
        text = _(
            "Đơn đã được chuyển đến %(where)s, vì %(why)s. Nơi đó giải quyết và trả lời bạn."
        ) % {"why": reason.rstrip("."), "where": where.rstrip(".")}
    _sent_elsewhere(petition, text, by, now)


def _sent_elsewhere(petition: Petition, text: str, by: User, now: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        reason = _("Hướng dẫn gửi nơi khác, không có kết quả để chứng minh.")
    end(
        petition,
        State.REDIRECTED,
        outcome=Duty.Outcome.NOT_OURS,
        text=text,
        told=f"{petition.code}: {text}",
        reason=reason,
        by=by,
        now=now,
    )


def forward_inside(
    petition: Petition, *, unit: Unit | None, reason: str, by: User, now: datetime
) -> None:
    """Hand it to another unit of the province."""
    if unit is None:
        raise ReceiverMissing
    triage.reroute(petition=petition, to=unit, reason=reason, by=by, now=now)


def file(
    petition: Petition, *, reason: str, keep_until: date | None, by: User, now: datetime
) -> None:
    """Keep the paper without handling it, and say until when."""
    with override(settings.LANGUAGE_CODE):
        text = _("Đơn được lưu, không giải quyết tiếp, vì %(why)s. Đơn được giữ đến %(day)s.") % {
            "why": reason.rstrip("."),
            "day": f"{keep_until:%d/%m/%Y}",
        }
        why_none = _("Lưu đơn, không có kết quả để chứng minh.")
    end(
        petition,
        State.FILED,
        outcome=Duty.Outcome.FILED,
        text=text,
        told=f"{petition.code}: {text}",
        reason=why_none,
        by=by,
        now=now,
    )


def join_to(petition: Petition, lead: Petition | None, *, by: User, now: datetime) -> None:
    """Join it to the one that leads."""
    if lead is None:
        raise LeadNotOpen
    joining.join(petition=petition, lead=lead, by=by, now=now)


def split(petition: Petition, parts: Sequence[Part], *, by: User, now: datetime) -> list[Petition]:
    """Enter every further matter as a petition of its own; the first stays with this one.

    Each has the sender, the day of receipt and the unit of the paper; the same parts twice are
    entered once.
    """
    given = [part for part in parts if part.text.strip()]
    if not given:
        raise PartsMissing
    made = [_entered(petition, part, number, by, now) for number, part in enumerate(given, 2)]
    accept(petition)
    write(petition, "split", by=by, now=now, into=[one.code for one in made])
    return made


def _entered(petition: Petition, part: Part, number: int, by: User, now: datetime) -> Petition:
    with override(settings.LANGUAGE_CODE):
        reason = _("tách từ đơn %(code)s") % {"code": petition.code}
    letter = Letter(
        text=part.text,
        kind=part.kind,
        place=petition.place,
        unit=petition.unit,
        name=petition.sender_name,
        phone=petition.sender_phone,
        email=petition.sender_email,
        wants_public=petition.wants_public,
        people=petition.people,
        representatives=petition.representatives.splitlines(),
        reason=reason,
    )
    return register_and_start(
        letter=letter,
        submission_key=uuid.uuid5(petition.submission_key, f"{number}: {part.text}"),
        channel=Petition.Channel(petition.channel),
        received_at=petition.received_at,
        by=by,
        now=now,
        is_demo=petition.is_demo,
    )


def urgent(petition: Petition, row: Classification, *, now: datetime) -> None:
    """Mark it and tell the head at once."""
    petition.is_urgent = True
    petition.save(update_fields=["is_urgent"])
    report(petition, row, now=now)


def report(petition: Petition, row: Classification, *, now: datetime) -> None:
    """Tell the head who answers for it, without a word of what it says."""
    head = person_in(petition.duty.head, today=timezone.localdate(now))
    if head is None or not head.email or head.is_demo:
        return
    action = sorting().actions[row.action]
    page = absolute(reverse("petitions:triage", args=[petition.pk]))
    notices.queue(
        key=f"petition.{row.action}:{petition.pk}:{row.pk}",
        channel=Message.Channel.EMAIL,
        recipient=head.email,
        subject=f"{petition.code}: {action.vi}",
        body=f"{petition.code}: {action.vi}\n{page}",
        now=now,
    )
