"""Taking a denunciation in: sealed before anything of it is stored."""

import secrets
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import queries as documents
from kheo.foundation.documents import storage
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties.models import Step
from kheo.foundation.log import services as log
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body, Unit
from kheo.oversee.denunciations import law, permissions, queries, sealing
from kheo.oversee.denunciations.models import Case, Grant, OfficerKey, Paper
from kheo.oversee.denunciations.services import conflicts, opening, owing, rekeying
from kheo.oversee.denunciations.services.errors import (
    DenouncerMissing,
    HeadNamed,
    KeyMissing,
    NobodyMayOpen,
    OfficerNamed,
    ReceivedInFuture,
    RepresentativesWrong,
    TextMissing,
)
from kheo.oversee.petitions import permissions as petition_permissions
from kheo.oversee.petitions import services as petitions
from kheo.oversee.petitions.models import Petition

ROOM = 100_000
SAID_SINCE = (Step.Kind.ASKED, Step.Kind.REPLIED)
_TAKE = """
INSERT INTO denunciations_numbering AS n (unit_id, year, last) VALUES (%s, %s, 1)
ON CONFLICT (unit_id, year) DO UPDATE SET last = n.last + 1 RETURNING last
"""


@dataclass(frozen=True, repr=False)
class Denouncer:
    """Somebody who denounces; goes into the drawer of identities."""

    name: str
    address: str = ""
    phone: str = ""
    paper: str = ""
    is_representative: bool = False


@dataclass(frozen=True, repr=False)
class Accused:
    """Somebody who is denounced, by name, by post or by both."""

    name: str = ""
    position: str = ""


@dataclass(frozen=True, repr=False)
class Attached:
    """A file as it came: its name, its type and its bytes, in memory only."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, repr=False, kw_only=True)
class Deposition:
    """What was brought, before it is sealed."""

    text: str
    unit: Unit
    channel: Case.Channel = Case.Channel.COUNTER
    denouncers: Sequence[Denouncer] = ()
    accused: Sequence[Accused] = ()
    is_anonymous: bool = False
    wants_protection: bool = False
    # The matter was settled before and is denounced again (TC-AGAIN-01).
    is_again: bool = False
    files: Sequence[Attached] = ()

    @property
    def content(self) -> dict[str, Any]:
        return {
            "text": self.text.strip(),
            "accused": [asdict(one) for one in self.accused],
            "is_anonymous": self.is_anonymous,
            "wants_protection": self.wants_protection,
            "is_again": self.is_again,
        }

    @property
    def identity(self) -> dict[str, Any]:
        return {"denouncers": [asdict(one) for one in self.denouncers]}

    @property
    def lines(self) -> list[str]:
        return conflicts.lines(self.content) + conflicts.lines(self.identity)


@sensitive_variables()
def enter(
    *,
    deposition: Deposition,
    submission_key: uuid.UUID,
    received_at: datetime,
    by: User,
    now: datetime,
    colleagues: Sequence[User] = (),
    is_demo: bool = False,
) -> Case:
    """Seal what came over the counter or by post; the same submission twice is one case.

    Raises OfficerNamed, HeadNamed, KeyMissing and what the form says; then nothing is stored
    but that an entry was begun.
    """
    today = timezone.localdate(now)
    if not permissions.may_enter(by, deposition.unit, today=today):
        raise PermissionDenied
    if received_at > now:
        raise ReceivedInFuture
    _demand_whole(deposition)
    try:
        keyed = _hands(deposition, [by, *colleagues], now)
    except (OfficerNamed, HeadNamed):
        # One entry for every reason: the log does not say who is named.
        log.record(
            action="denunciation.not_entered",
            on=f"unit:{deposition.unit.code}",
            by=by.username,
            at=now,
            unit_code=deposition.unit.code,
        )
        raise
    body = units.responsible_body(deposition.unit)
    arrival = _Arrival(submission_key, received_at, now, by, is_demo)
    return _sealed(deposition, body, keyed, arrival)


@sensitive_variables()
@transaction.atomic
def take_over(*, petition: Petition, by: User, now: datetime) -> Case:
    """Move a petition that is a denunciation into a box and leave nothing of it outside.

    The officers appointed for its unit hold the keys, none who is named; whoever sends it over
    holds none. Raises NobodyMayOpen.
    """
    today = timezone.localdate(now)
    petition = (
        Petition.objects.select_for_update(of=("self",)).select_related("unit").get(pk=petition.pk)
    )
    is_clerk = petition_permissions.may_triage(by, petition, today=today)
    if not (is_clerk or permissions.may_enter(by, petition.unit, today=today)):
        raise PermissionDenied
    deposition = Deposition(
        text="\n\n".join(
            filter(None, [petition.heading, petition.text, petition.place, *_since(petition)])
        ),
        unit=petition.unit,
        channel=Case.Channel.TAKEN,
        denouncers=_senders(petition),
        is_anonymous=not petition.sender_name.strip(),
        files=[_attached(file) for file in documents.of(petition.subject)],
    )
    unit, body, keyed = _place(deposition, now)
    arrival = _Arrival(petition.submission_key, petition.received_at, now, by, petition.is_demo)
    deposition = replace(deposition, unit=unit)
    case = _sealed(deposition, body, keyed, arrival)
    petitions.empty_into_seal(petition=petition, by=by, now=now)
    return case


@sensitive_variables()
def receive_online(*, deposition: Deposition, submission_key: uuid.UUID, now: datetime) -> Case:
    """Seal what was written on the web, where the deployment allows it; raise NobodyMayOpen."""
    if not settings.KHEO_DENUNCIATIONS_ONLINE:
        raise PermissionDenied
    _demand_whole(deposition)
    unit, body, keyed = _place(deposition, now)
    deposition = replace(deposition, unit=unit, channel=Case.Channel.WEB)
    return _sealed(deposition, body, keyed, _Arrival(submission_key, now, now, None, False))


# --- Whether it may be taken in, and by whom --------------------------------------------------


def _demand_whole(deposition: Deposition) -> None:
    if not deposition.text.strip():
        raise TextMissing
    people = len(deposition.denouncers)
    if deposition.is_anonymous:
        return
    if not people:
        raise DenouncerMissing
    rule = law.book().representatives_of(people)
    speaking = sum(one.is_representative for one in deposition.denouncers)
    if rule is not None and not rule.fewest <= speaking <= rule.most:
        raise RepresentativesWrong


def _hands(deposition: Deposition, people: Sequence[User], now: datetime) -> list[OfficerKey]:
    """Give the keys of those who will hold the case; refuse whoever is named, and the head."""
    today, lines = timezone.localdate(now), deposition.lines
    if any(conflicts.names(person, lines, now=now) for person in people):
        raise OfficerNamed
    if conflicts.names_head(units.responsible_body(deposition.unit), lines, now=now):
        raise HeadNamed
    keyed = queries.keyed(people)
    if any(person.pk not in keyed for person in people):
        raise KeyMissing
    if not all(permissions.may_hold(one, deposition.unit, today=today) for one in people):
        raise PermissionDenied
    return list(keyed.values())


def _place(deposition: Deposition, now: datetime) -> tuple[Unit, Body, list[OfficerKey]]:
    """Find the nearest unit, upwards, whose head and officers are not named."""
    today, lines = timezone.localdate(now), deposition.lines
    unit: Unit | None = deposition.unit
    while unit is not None:
        body = units.responsible_body(unit)
        appointed = queries.holders(unit, today=today, capabilities=queries.HANDLING)
        free = [one for one in appointed if not conflicts.names(one, lines, now=now)]
        if free and not conflicts.names_head(body, lines, now=now):
            return unit, body, list(queries.keyed(free).values())
        unit = unit.parent
    raise NobodyMayOpen


def _since(petition: Petition) -> list[str]:
    """Give what was asked and added since it came; it is emptied with the rest."""
    words = Step.objects.filter(duty__subject=petition.subject, kind__in=SAID_SINCE)
    return [step.text for step in words.order_by("at", "pk")]


def _senders(petition: Petition) -> list[Denouncer]:
    contact = " ".join(filter(None, [petition.sender_phone, petition.sender_email]))
    if not (petition.sender_name or contact):
        return []
    return [Denouncer(petition.sender_name, phone=contact, is_representative=True)]


def _attached(file: StoredFile) -> Attached:
    return Attached(file.name, file.media_type, storage.absolute(file.path).read_bytes())


# --- Sealing ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Arrival:
    submission_key: uuid.UUID
    received_at: datetime
    now: datetime
    by: User | None
    is_demo: bool


def _sealed(
    deposition: Deposition, body: Body, keyed: Iterable[OfficerKey], arrival: _Arrival
) -> Case:
    made = Case.objects.filter(submission_key=arrival.submission_key).first()
    if made is not None:
        return made
    with _files() as written, transaction.atomic():
        keys = sealing.new_keys()
        case = _case(deposition.unit, body, deposition.channel, arrival)
        rekeying.cover(case, keys)
        case.save()
        by, now = arrival.by, arrival.now
        for key in keyed:
            rekeying.give(case, keys, key, role=Grant.Role.OFFICER, by=by, now=now)
        opening.put(case, keys, Paper.Kind.CONTENT, deposition.content, by=by, now=now)
        opening.put(
            case,
            keys,
            Paper.Kind.IDENTITY,
            deposition.identity,
            by=by,
            now=now,
            drawer=Paper.Drawer.IDENTITY,
        )
        for file in deposition.files:
            name = {"name": file.name, "type": file.media_type}
            written.append(rekeying.store(case, keys, name, file.data, by=by, now=now).path)
        owing.on_arrival(case, deposition.wants_protection, deposition.is_again, by=by, now=now)
        opening.write(case, "entered", by=by, now=now, channel=str(case.channel))
    return case


def _case(unit: Unit, body: Body, channel: Case.Channel, arrival: _Arrival) -> Case:
    year = timezone.localtime(arrival.now).year
    return Case(
        submission_key=arrival.submission_key,
        code=_code(year),
        unit=unit,
        body=body,
        year=year,
        number=_number(unit, year),
        channel=channel,
        received_at=arrival.received_at,
        registered_at=arrival.now,
        is_demo=arrival.is_demo,
    )


def _code(year: int) -> str:
    """Draw a code: random, so that it tells neither how many there are nor which came first."""
    while True:
        code = f"{law.book().code_prefix}-{year % 100:02d}-{secrets.randbelow(ROOM):05d}"
        if not Case.objects.filter(code=code).exists():
            return code


def _number(unit: Unit, year: int) -> int:
    """Take the next number of the unit's book; a rolled-back case gives it back."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [unit.pk, year])
        return int(cursor.fetchone()[0])


@contextmanager
def _files() -> Iterator[list[str]]:
    """Take back what was written to the storage when the case is not made after all."""
    written: list[str] = []
    try:
        yield written
    except BaseException:
        storage.remove_all(written)
        raise
