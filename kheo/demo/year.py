"""A year of feedback, lived through the same services that real people use."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from operator import itemgetter
from random import Random

from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

from kheo.demo import asking, complaints, pictures, turns
from kheo.demo.people import Desk, Staff
from kheo.demo.words import Story, Words
from kheo.foundation.documents import services as documents
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.figures.models import Fact
from kheo.foundation.log.models import Entry
from kheo.oversee.complaints.models import Complaint
from kheo.oversee.petitions import services as petitions
from kheo.oversee.petitions.models import Petition

DAYS = 360
MATTERS = 360
# One transaction makes them all, so the database never counts them by itself in between.
COUNTED_EVERY = 40
GROWING: tuple[type[Model], ...] = (Petition, Duty, Step, Complaint, StoredFile, Fact, Entry)
# Invented places lie up to 50 times this many degrees from the middle of the commune, about 6 km.
SPREAD = 0.0011


@dataclass(frozen=True)
class Life:
    """How one matter goes: who has it, when it came, how far it gets."""

    story: Story
    desk: Desk
    came_at: datetime
    works_after: timedelta
    answers_after: timedelta
    has_photo: bool
    is_rated: bool
    is_reopened: bool
    is_read: bool
    stars: int
    key: uuid.UUID
    channel: str
    turn: str


def lives(
    staff: Staff, words: Words, *, chosen: Desk, now: datetime, random: Random
) -> Iterator[Life]:
    """Invent the matters of a year, oldest first, so that codes follow the calendar."""
    moments = sorted(_moment(now, random) for _ in range(MATTERS))
    for number, came_at in enumerate(moments):
        desk = chosen if random.random() < 0.18 else random.choice(staff.desks)
        # A commune that is slow now and then: most answers come in time, some do not.
        slow = random.random() < 0.07
        yield Life(
            story=random.choice(words.stories).told(random.choice(words.villages)),
            desk=desk,
            came_at=came_at,
            works_after=timedelta(days=random.randint(1, 4), hours=random.randint(0, 6)),
            answers_after=timedelta(days=random.randint(25, 40) if slow else random.randint(4, 17)),
            has_photo=number % 9 == 0 or number > MATTERS - 8,
            is_rated=random.random() < 0.55,
            is_reopened=random.random() < 0.03,
            is_read=random.random() < 0.93,
            stars=random.choices([5, 4, 3, 2, 1], [46, 30, 13, 7, 4])[0],
            key=uuid.UUID(int=random.getrandbits(128), version=4),
            channel="web"
            if random.random() < 0.72
            else random.choice(["counter", "phone", "post"]),
            turn=turns.of(number),
        )


def _moment(now: datetime, random: Random) -> datetime:
    day = now - timedelta(days=random.randint(0, DAYS))
    at = day.replace(hour=random.randint(7, 20), minute=random.randint(0, 59), second=0)
    return min(at, now - timedelta(hours=2))


def live(
    staff: Staff,
    words: Words,
    *,
    chosen: Desk,
    now: datetime,
    random: Random,
    progress: Callable[[int], object],
) -> None:
    """Let every matter run as far as it has come by now, in the order in which they came."""
    matters = lives(staff, words, chosen=chosen, now=now, random=random)
    acts: list[tuple[datetime, Callable[[], object]]] = [
        (life.came_at, partial(_run, life, staff, now)) for life in matters
    ]
    others = complaints.all_of(staff, words, chosen=chosen, now=now, random=random)
    acts += [(case.came_at, partial(complaints.live, case)) for case in others]
    acts += [
        (ask.at, ask.live) for ask in asking.all_of(words, chosen=chosen, now=now, random=random)
    ]
    for number, (_at, act) in enumerate(sorted(acts, key=itemgetter(0))):
        if number % COUNTED_EVERY == COUNTED_EVERY - 1:
            _count()
        act()
        progress(1)


def _count() -> None:
    """Let the database plan for the rows that this transaction has made; nobody else sees them."""
    with connection.cursor() as cursor:
        for model in GROWING:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _run(life: Life, staff: Staff, now: datetime) -> None:
    petition = _arrive(life)
    read_at = life.came_at + timedelta(hours=3)
    if read_at > now or (not life.is_read and life.came_at > now - timedelta(days=6)):
        return
    petition = petitions.triage(
        petition=petition,
        is_public=True,
        by=life.desk.clerk,
        now=read_at,
        public_title=life.story.title,
        public_text=life.story.text,
        are_photos_public=life.has_photo,
        handler=life.desk.handler,
    )
    works_at = life.came_at + life.works_after
    answers_at = max(life.came_at + life.answers_after, works_at + timedelta(hours=2))
    if turns.ends_early(life.turn, petition, life.desk, at=min(works_at, answers_at), now=now):
        return
    if works_at > now:
        return
    petition = petitions.progress(
        petition=petition, text=life.story.step, by=life.desk.handler, now=works_at
    )
    if not turns.goes_on(life, petition, staff, works_at, answers_at, now):
        return
    if answers_at <= now:
        _answer(life, petition, answers_at, now)


def _place(life: Life) -> tuple[float | None, float | None]:
    """Two of three phones say where they stand: somewhere within the commune."""
    unit, seed = life.desk.unit, life.key.int
    if life.channel != "web" or seed % 3 == 0 or unit.latitude is None or unit.longitude is None:
        return None, None
    return (
        unit.latitude + (seed // 7 % 101 - 50) * SPREAD,
        unit.longitude + (seed // 11 % 101 - 50) * SPREAD,
    )


def _arrive(life: Life) -> Petition:
    latitude, longitude = _place(life)
    letter = petitions.Letter(
        text=life.story.text,
        title=life.story.title,
        kind=life.story.kind,
        topic=life.story.topic,
        unit=life.desk.unit,
        latitude=latitude,
        longitude=longitude,
    )
    photos = []
    if life.has_photo:
        photos = [
            documents.store(
                pictures.scene(life.story.title, seed=life.key.int % 1000),
                holder=petitions.DRAFTS,
                subject=petitions.draft_of(life.key),
                by=None,
                now=life.came_at,
            )
        ]
    if life.channel == "web":
        return petitions.receive(
            letter=letter, submission_key=life.key, now=life.came_at, photos=photos, is_demo=True
        )
    return petitions.register(
        letter=letter,
        submission_key=life.key,
        channel=Petition.Channel(life.channel),
        received_at=life.came_at,
        by=life.desk.clerk,
        now=life.came_at + timedelta(minutes=5),
        photos=photos,
        is_demo=True,
    )


def _answer(life: Life, petition: Petition, at: datetime, now: datetime) -> None:
    proof = []
    if life.has_photo:
        proof = [
            documents.store(
                pictures.scene(_("Sau khi làm"), seed=life.key.int % 997, done=True),
                holder=petitions.PROOF,
                subject=petition.subject,
                by=life.desk.handler,
                now=at,
            )
        ]
    petition = petitions.answer(
        petition=petition,
        text=life.story.answer,
        by=life.desk.handler,
        now=at,
        proof=proof,
        no_proof_reason="" if proof else _("Biên bản có chữ ký của trưởng bản lưu tại xã."),
        absorbed=life.story.absorbed,
        **turns.ending(life.turn),
    )
    for file in proof:
        documents.publish_copy(file=file, by=life.desk.handler, now=at)
    rated_at = at + timedelta(hours=20)
    if rated_at > now:
        return
    secret = petitions.secret_of(petition)
    if life.is_reopened and petition.reopened_at is None:
        _reopen(life, petition, secret, rated_at, now)
    elif life.is_rated:
        petitions.rate(petition=petition, rating=life.stars, secret=secret, now=rated_at)


def _reopen(life: Life, petition: Petition, secret: str, at: datetime, now: datetime) -> None:
    petition = petitions.reopen(
        petition=petition,
        reason=_("Mới làm được một nửa, mưa xuống lại như cũ."),
        secret=secret,
        now=at,
    )
    again_at = at + timedelta(days=6)
    if again_at <= now:
        _answer(life, petition, again_at, now)
