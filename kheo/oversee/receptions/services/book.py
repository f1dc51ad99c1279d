"""Writes the book: who came with what, what they were told, what was promised."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import services as documents
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.refusals import said
from kheo.foundation.units.models import Body, Post
from kheo.foundation.vietnamese import text as words
from kheo.oversee.petitions.models import Petition
from kheo.oversee.receptions import rules
from kheo.oversee.receptions.models import Matter, Promise, Session, Ticket, Visit
from kheo.oversee.receptions.models.book import LONGEST_WORDS
from kheo.oversee.receptions.services import schedule
from kheo.oversee.receptions.services.errors import (
    AlreadyAPetition,
    AlreadyTold,
    DayMissing,
    IdentityMissing,
    InThePast,
    Protected,
    TooManySpeakers,
    UnknownGround,
    WordsMissing,
)
from kheo.oversee.receptions.services.locking import demand, locked, write

PAPERS = "reception.papers"
DRAFTS = "reception.draft"
NOON = time(12)
Handling = Matter.Handling
OUTCOMES = {
    Handling.ACCEPTED: Duty.Outcome.DONE,
    Handling.ANSWERED: Duty.Outcome.DONE,
    Handling.GUIDED: Duty.Outcome.NOT_OURS,
    Handling.FORWARDED: Duty.Outcome.NOT_OURS,
    Handling.REFUSED: Duty.Outcome.REFUSED,
}
_TAKE = """
INSERT INTO receptions_numbering AS n (unit_id, year, last) VALUES (%s, %s, 1)
ON CONFLICT (unit_id, year) DO UPDATE SET last = n.last + 1 RETURNING last
"""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One matter as it was told at the reception."""

    kind: Matter.Kind
    content: str
    earlier_bodies: str = ""
    papers: str = ""
    earlier: Matter | None = None
    files: Sequence[StoredFile] = ()
    submission_key: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True, kw_only=True)
class Came:
    """Who came, when and to whom; a session says the rest."""

    body: Body
    receiver: User
    received_at: datetime
    session: Session | None = None
    ticket: Ticket | None = None
    kind: Session.Kind = Session.Kind.REGULAR
    leader: Post | None = None
    delegated_by: Post | None = None
    is_online: bool = False
    name: str = ""
    address: str = ""
    identity: str = ""
    phone: str = ""
    people: int = 1
    speakers: Sequence[str] = ()


@transaction.atomic
def enter(
    *,
    came: Came,
    told: Told,
    submission_key: uuid.UUID,
    by: User,
    now: datetime,
    is_demo: bool = False,
) -> Visit:
    """Write a visit with its first matter into the book; pressed twice it is one visit.

    Raises IdentityMissing, WordsMissing, TooManySpeakers, DelegationRefused or InThePast.
    """
    made = _made(submission_key)
    if made is not None:
        return made
    if not (came.name.strip() and came.address.strip()):
        # Law on Reception of Citizens, as amended 2025: the visitor must say who it is.
        raise IdentityMissing
    if told.kind == Matter.Kind.DENUNCIATION:
        raise Protected
    visit = _begun(came, submission_key, by, now, is_demo)
    visit.folded = folded(visit, [told.content])
    _numbered(visit)
    _add(visit, told, by, now)
    return visit


@transaction.atomic
def refuse(
    *, came: Came, ground: str, note: str, submission_key: uuid.UUID, by: User, now: datetime
) -> Visit:
    """Write that somebody was refused a reception, on which ground of the law and why."""
    made = _made(submission_key)
    if made is not None:
        return made
    if ground not in {known.code for known in rules.refusals()}:
        raise UnknownGround
    visit = _begun(came, submission_key, by, now, False)
    visit.refusal_ground = ground
    visit.refusal_note = said(note, WordsMissing)[:LONGEST_WORDS]
    visit.folded = folded(visit, [])
    _numbered(visit)
    write(visit.subject, "refused", unit=visit.unit, by=by, now=now, ground=ground)
    return visit


@transaction.atomic
def seal(*, came: Came, code: str, submission_key: uuid.UUID, by: User, now: datetime) -> Visit:
    """Write "TC" and a code, nothing else: the person was taken to the appointed officer.

    What the booking said of its holder is emptied too.
    """
    made = _made(submission_key)
    if made is not None:
        return made
    visit = _begun(came, submission_key, by, now, False)
    _forget_booking(visit)
    visit.is_sealed = True
    visit.name = visit.address = visit.identity = visit.phone = visit.speakers = ""
    visit.booking = visit.ticket = None
    _numbered(visit)
    Matter.objects.create(
        visit=visit,
        submission_key=uuid.uuid4(),
        kind=Matter.Kind.DENUNCIATION,
        sealed_code=said(code, WordsMissing),
    )
    return visit


def _forget_booking(visit: Visit) -> None:
    if visit.booking is not None:
        visit.booking.name = visit.booking.phone = visit.booking.email = ""
        visit.booking.save(update_fields=["name", "phone", "email"])


def _made(submission_key: uuid.UUID) -> Visit | None:
    return (
        Visit.objects.select_related("unit", "body").filter(submission_key=submission_key).first()
    )


def _begun(came: Came, submission_key: uuid.UUID, by: User, now: datetime, is_demo: bool) -> Visit:
    """Check who writes what of whom, and take it from the session where there is one."""
    unit = came.body.unit
    demand(by, unit, now)
    if came.received_at > now:
        raise InThePast(_("Giờ tiếp không thể sau lúc này."))
    visit = Visit(
        submission_key=submission_key,
        unit=unit,
        body=came.body,
        session=came.session,
        ticket=came.ticket,
        booking=came.ticket.booking if came.ticket else None,
        kind=came.kind,
        is_online=came.is_online,
        received_at=came.received_at,
        receiver=came.receiver,
        leader=came.leader,
        delegated_by=came.delegated_by,
        name=words.clean(came.name).strip(),
        address=words.clean(came.address).strip(),
        identity=came.identity.strip(),
        phone=came.phone.strip(),
        people=came.people,
        is_group=rules.groups().is_group(came.people),
        speakers=_speakers(came),
        written_at=now,
        written_by=by,
        is_demo=is_demo,
    )
    if came.session is not None:
        _of_session(visit, came.session, by, now)
    if visit.delegated_by is not None:
        schedule.check_delegation(came.body, timezone.localdate(came.received_at))
    return visit


def _speakers(came: Came) -> str:
    """Join the names of who speaks for a group, as many as the law lets speak."""
    names = [words.clean(name).strip() for name in came.speakers if name.strip()]
    if rules.groups().is_group(came.people):
        most = rules.groups().most_speakers(came.people)
        if len(names) > most:
            raise TooManySpeakers(
                _("%(people)s người cử nhiều nhất %(most)s người đại diện.")
                % {"people": came.people, "most": most}
            )
    return ", ".join(names)[:500]


def _of_session(visit: Visit, session: Session, by: User, now: datetime) -> None:
    session = locked(session)
    schedule.begin(session, by=by, now=now)
    visit.kind = session.kind
    visit.leader = session.receiver
    visit.delegated_by = session.head if session.substitute_id else None


def _numbered(visit: Visit) -> None:
    """Give the number and store the row; a visit that is not stored gives its number back."""
    visit.year = timezone.localtime(visit.received_at).year
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [visit.unit.pk, visit.year])
        visit.number = cursor.fetchone()[0]
    visit.save(force_insert=True)
    write(
        visit.subject,
        "entered",
        unit=visit.unit,
        by=visit.written_by,
        now=visit.written_at,
        number=visit.number,
    )


@transaction.atomic
def add_matter(*, visit: Visit, told: Told, by: User, now: datetime) -> Matter:
    """Write a further matter of the same visit; raise Protected for a denouncer's visit."""
    visit = (
        Visit.objects.select_for_update(of=("self",))
        .select_related("unit", "body")
        .get(pk=visit.pk)
    )
    demand(by, visit.unit, now)
    made = Matter.objects.filter(submission_key=told.submission_key).first()
    if made is not None:
        return made
    if visit.is_sealed or visit.refusal_ground or told.kind == Matter.Kind.DENUNCIATION:
        raise Protected
    matter = _add(visit, told, by, now)
    contents = visit.matters.values_list("content", flat=True)
    visit.folded = folded(visit, list(contents))
    visit.save(update_fields=["folded"])
    return matter


def _add(visit: Visit, told: Told, by: User, now: datetime) -> Matter:
    matter = Matter.objects.create(
        visit=visit,
        submission_key=told.submission_key,
        kind=told.kind,
        content=said(told.content, WordsMissing),
        earlier_bodies=words.clean(told.earlier_bodies).strip()[:500],
        papers=words.clean(told.papers).strip()[:LONGEST_WORDS],
        earlier=told.earlier,
    )
    matter.duty = duties.owe(
        kind="reception.notify",
        subject=matter.subject,
        work=_("Báo kết quả tiếp công dân số %(number)s/%(year)s")
        % {"number": visit.number, "year": visit.year},
        unit=visit.unit,
        body=visit.body,
        by=by,
        now=visit.received_at,
        url=reverse("receptions:visit", args=[visit.pk]),
        is_demo=visit.is_demo,
    )
    matter.save(update_fields=["duty"])
    if told.files:
        documents.adopt(told.files, drafts=DRAFTS, holder=PAPERS, subject=matter.subject)
    write(matter.subject, "matter", unit=visit.unit, by=by, now=now, papers=len(told.files))
    return matter


@transaction.atomic
def tell_result(
    *, matter: Matter, handling: Matter.Handling, text: str, by: User, now: datetime
) -> Matter:
    """Tell the person what becomes of the matter and keep the duty; raise AlreadyTold."""
    matter = locked_matter(matter)
    demand(by, matter.visit.unit, now)
    if matter.is_denunciation or matter.duty is None:
        raise Protected
    if matter.told_at is not None:
        raise AlreadyTold
    result = said(text, WordsMissing)
    matter.handling, matter.result, matter.told_at = handling, result, now
    matter.save(update_fields=["handling", "result", "told_at"])
    duties.close(matter.duty, result=result, outcome=OUTCOMES[handling], by=by, now=now)
    write(matter.subject, "told", unit=matter.visit.unit, by=by, now=now, handling=handling)
    return matter


@transaction.atomic
def link_petition(*, matter: Matter, petition: Petition, by: User, now: datetime) -> None:
    """Note which petition a matter became; raise AlreadyAPetition when it is another."""
    demand(by, matter.visit.unit, now)
    if matter.petition_id not in (None, petition.pk):
        raise AlreadyAPetition
    matter.petition = petition
    matter.save(update_fields=["petition"])
    write(matter.subject, "petition", unit=matter.visit.unit, by=by, now=now, code=petition.code)


@transaction.atomic
def promise(
    *,
    matter: Matter,
    text: str,
    until: date,
    person: User,
    submission_key: uuid.UUID,
    by: User,
    now: datetime,
) -> Promise:
    """Write down a promise: from now on it is somebody's duty by the promised day."""
    matter = locked_matter(matter)
    visit = matter.visit
    demand(by, visit.unit, now)
    made = Promise.objects.filter(submission_key=submission_key).first()
    if made is not None:
        return made
    if matter.is_denunciation:
        raise Protected
    if until < timezone.localdate(now):
        raise DayMissing
    given = said(text, WordsMissing)[:300]
    duty = duties.owe(
        kind="reception.promise",
        subject=f"promise:{submission_key}",
        work=given,
        unit=visit.unit,
        body=visit.body,
        by=by,
        now=now,
        counted_from=_eve(until),
        url=reverse("receptions:visit", args=[visit.pk]),
        is_demo=visit.is_demo,
    )
    duty = duties.assign(duty, to=person, by=by, now=now)
    write(matter.subject, "promised", unit=visit.unit, by=by, now=now, until=str(until))
    return Promise.objects.create(
        matter=matter, submission_key=submission_key, words=given, until=until, duty=duty
    )


def _eve(day: date) -> datetime:
    """Give the evening before, from which one day runs to the promised day."""
    return timezone.make_aware(datetime.combine(day, NOON)) - timedelta(days=1)


def locked_matter(matter: Matter) -> Matter:
    """Take the matter as it is now, with its visit."""
    found = Matter.objects.select_for_update(of=("self",))
    return found.select_related("visit__unit", "visit__body", "duty").get(pk=matter.pk)


def folded(visit: Visit, contents: Sequence[str]) -> str:
    """Fold everything that the book is searched by, spelled one way."""
    parts = (str(visit), visit.name, visit.address, *contents)
    return " ".join(words.words(words.one_spelling(" ".join(parts))))
