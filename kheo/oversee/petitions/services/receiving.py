"""Takes in what people send, by phone or over the counter, and owes them an answer."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import services as documents
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import services as duties
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text as words
from kheo.oversee.petitions import fingerprints, groups, kinds, permissions, routing, topics
from kheo.oversee.petitions.models import LONGEST_TITLE, Petition
from kheo.oversee.petitions.services import letters, numbering, secret
from kheo.oversee.petitions.services.errors import (
    ReceivedInFuture,
    TextMissing,
    UnknownTopic,
    WrongRepresentatives,
)
from kheo.oversee.petitions.services.locking import count, write

DRAFTS = "petition.draft"
PHOTOS = "petition.photo"
SCAN_DRAFTS = "petition.scan.draft"
SCANS = "petition.scan"
# How many of a sender's first words stand in for a title.
TITLE_WORDS = 14


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What somebody wants seen to, as it was said; everything but the text may be missing."""

    text: str
    title: str = ""
    kind: Petition.Kind = Petition.Kind.FEEDBACK
    place: str = ""
    unit: Unit | None = None
    latitude: float | None = None
    longitude: float | None = None
    name: str = ""
    phone: str = ""
    email: str = ""
    wants_public: bool = True
    topic: str = ""
    is_urgent: bool = False
    people: int = 1
    representatives: Sequence[str] = ()
    # A second complaint counts by its own rule and goes to the superior, whatever was chosen.
    rule_code: str = ""
    # A case of the rule with its own length (information sent by network or post).
    case: str = ""
    reason: str = ""


def receive(
    *,
    letter: Letter,
    submission_key: uuid.UUID,
    now: datetime,
    photos: Sequence[StoredFile] = (),
    is_demo: bool = False,
) -> Petition:
    """Take in a letter from the web; the same submission sent twice is one petition.

    Raises TextMissing, PlaceUnknown or NotOurTerritory.
    """
    return _once(
        _Entry(letter, submission_key, now, now, Petition.Channel.WEB, None, photos, is_demo)
    )


def register(
    *,
    letter: Letter,
    submission_key: uuid.UUID,
    channel: Petition.Channel,
    received_at: datetime,
    by: User,
    now: datetime,
    photos: Sequence[StoredFile] = (),
    scans: Sequence[StoredFile] = (),
    is_demo: bool = False,
) -> Petition:
    """Enter paper, a call or a visit; the date counts from the day it came, not from the typing.

    Raises ReceivedInFuture, UnknownTopic or WrongRepresentatives besides what `receive` raises.
    """
    if received_at > now:
        raise ReceivedInFuture
    entry = _Entry(letter, submission_key, received_at, now, channel, by, photos, is_demo, scans)
    return _once(entry)


@transaction.atomic
def register_and_start(
    *,
    letter: Letter,
    submission_key: uuid.UUID,
    channel: Petition.Channel,
    received_at: datetime,
    by: User,
    now: datetime,
    photos: Sequence[StoredFile] = (),
    scans: Sequence[StoredFile] = (),
    is_demo: bool = False,
) -> Petition:
    """Enter a paper of any kind at the counter, and let the room of its kind begin its record."""
    petition = register(
        letter=letter,
        submission_key=submission_key,
        channel=channel,
        received_at=received_at,
        by=by,
        now=now,
        photos=photos,
        scans=scans,
        is_demo=is_demo,
    )
    start = kinds.of(petition).take
    if start is not None:
        start(petition, by=by, now=now)
    return petition


@dataclass(frozen=True)
class _Entry:
    letter: Letter
    submission_key: uuid.UUID
    received_at: datetime
    registered_at: datetime
    channel: Petition.Channel
    by: User | None
    photos: Sequence[StoredFile]
    is_demo: bool
    scans: Sequence[StoredFile] = ()


def _once(entry: _Entry) -> Petition:
    key = numbering.reserve(entry.submission_key)
    if key is None:
        return numbering.made_of(entry.submission_key)
    try:
        return _enter(entry, key)
    except IntegrityError as clash:
        # The button was pressed twice at the same moment; the other press was first.
        try:
            return numbering.made_of(entry.submission_key)
        except Petition.DoesNotExist:
            raise clash from None


@transaction.atomic
def _enter(entry: _Entry, key: int) -> Petition:
    petition = _written(entry)
    petition.pk = key
    route = _routed(entry)
    term = _term(entry.letter)
    petition.unit, petition.routing_reason = route.unit, entry.letter.reason or route.reason
    petition.duty = duties.owe(
        kind=kinds.of(petition).duty,
        subject=petition.subject,
        work=petition.heading,
        unit=route.unit,
        body=route.body,
        by=entry.by,
        now=entry.received_at,
        rule_code=term.rule_code or None,
        case=term.case,
        url=reverse(kinds.of(petition).work_url, args=[petition.pk]),
        is_demo=entry.is_demo,
    )
    _adopt(entry, petition)
    count(petition, "received", entry.received_at)
    write(
        petition,
        "received",
        by=entry.by,
        now=entry.registered_at,
        channel=entry.channel,
        photos=len(entry.photos),
        **({"scans": len(entry.scans)} if entry.scans else {}),
    )
    _numbered(petition)
    _tell(petition)
    return petition


def _routed(entry: _Entry) -> routing.Route:
    today = timezone.localdate(entry.registered_at)
    route = routing.find(
        unit=entry.letter.unit,
        latitude=entry.letter.latitude,
        longitude=entry.letter.longitude,
        on=today,
    )
    if entry.by and not permissions.may_register(entry.by, route.unit, today=today):
        raise PermissionDenied(_("Bạn không có quyền vào sổ cho đơn vị này."))
    return route


def _numbered(petition: Petition) -> None:
    """Give the numbers and store the row, the last thing before the transaction ends."""
    petition.fingerprint = fingerprint_of(petition)
    numbering.number(petition)
    petition.folded = folded_words(petition)
    petition.save(force_insert=True)


def _tell(petition: Petition) -> None:
    with override(settings.LANGUAGE_CODE):
        text = _("Đã nhận phản ánh của bạn, mã %(code)s. Hạn trả lời: %(due)s.") % {
            "code": petition.code,
            "due": f"{petition.due_on:%d/%m/%Y}",
        }
    letters.tell(petition, event="petition.received", text=text, now=petition.registered_at)


def _written(entry: _Entry) -> Petition:
    letter = entry.letter
    text = words.clean(letter.text).strip()
    if not text:
        raise TextMissing
    _check(letter)
    return Petition(
        submission_key=entry.submission_key,
        secret_hash=permissions.hash_of(secret.of(entry.submission_key)),
        kind=letter.kind,
        channel=entry.channel,
        heading=words.clean(letter.title).strip()[:LONGEST_TITLE] or heading_of(text),
        text=text,
        place=words.clean(letter.place).strip(),
        latitude=letter.latitude,
        longitude=letter.longitude,
        sender_name=words.clean(letter.name).strip(),
        sender_phone=letter.phone.strip(),
        sender_email=letter.email.strip(),
        wants_public=letter.wants_public,
        topic=letter.topic,
        is_urgent=letter.is_urgent,
        people=letter.people,
        representatives="\n".join(filter(None, map(_line, letter.representatives))),
        received_at=entry.received_at,
        registered_at=entry.registered_at,
        registered_by=entry.by,
        is_demo=entry.is_demo,
    )


def _adopt(entry: _Entry, petition: Petition) -> None:
    if entry.photos:
        documents.adopt(entry.photos, drafts=DRAFTS, holder=PHOTOS, subject=petition.subject)
    if entry.scans:
        documents.adopt(entry.scans, drafts=SCAN_DRAFTS, holder=SCANS, subject=petition.subject)


def _check(letter: Letter) -> None:
    if letter.topic and letter.topic not in topics.known():
        raise UnknownTopic
    named = sum(1 for name in letter.representatives if name.strip())
    if refusal := groups.refusal(letter.kind, people=letter.people, named=named):
        raise WrongRepresentatives(refusal)


def _line(name: str) -> str:
    return " ".join(words.clean(name).split())


def _term(letter: Letter) -> topics.Term:
    """Say by which rule and case the date is counted, where it is not the kind's own."""
    if letter.rule_code or letter.case:
        return topics.Term(letter.rule_code, letter.case)
    return topics.term(letter.kind, letter.topic, is_urgent=letter.is_urgent)


def draft_of(submission_key: uuid.UUID) -> str:
    """Name the draft under which the photos of an unfinished form wait."""
    return f"draft:{submission_key}"


def heading_of(text: str) -> str:
    """Make a title of the first sentence, or of its first words."""
    first = text.split("\n", 1)[0].split(". ", 1)[0].strip()
    taken = first.split()
    heading = " ".join(taken[:TITLE_WORDS])
    cut = len(taken) > TITLE_WORDS or len(heading) > LONGEST_TITLE - 1
    return f"{heading[: LONGEST_TITLE - 1].rstrip(' ,;.')}…" if cut else heading.rstrip(".")


def fingerprint_of(petition: Petition) -> list[int]:
    """Give the numbers by which others like it are found."""
    return fingerprints.of(
        text=f"{petition.heading} {petition.text}",
        phone=petition.sender_phone,
        email=petition.sender_email,
    )


def folded_words(petition: Petition) -> str:
    """Fold everything an officer may search by, spelled one way."""
    parts = (petition.code, petition.heading, petition.text, petition.place, petition.answer)
    return " ".join(words.words(words.one_spelling(" ".join(parts))))
