"""Fills in what else people know by: disclosure of every commune, one thread, the document tree."""

import os
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from django.conf import settings
from django.utils import timezone

from bench import data, letters
from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import DocumentRelation, OfficialDocument
from kheo.foundation.units.models import Unit
from kheo.know.comments.models import Comment, Thread
from kheo.know.disclosure import rules
from kheo.know.disclosure.models import Act, Publication
from kheo.know.news.models import NewsPage

ACTS = int(os.environ.get("KHEO_BENCH_ACTS", "20000"))
COMMENTS = int(os.environ.get("KHEO_BENCH_COMMENTS", "10000"))
OF_PROVINCE, OF_COMMUNES = 351, 6_495
BATCH = 2_000
DAYS = 3 * 365
NEVER_ENDS, STILL_OWED = 0.25, 0.12


def disclose(*, by: User, today: date) -> None:
    """Give each commune publications of every item, two acts each, over three years."""
    listing = rules.book().main(level=Unit.Level.COMMUNE, on=today)
    assert listing is not None
    random, places = Random(21), data.commune_places()
    rows = []
    for number in range(ACTS // 2):
        place = places[int(len(places) * random.random() ** 1.3)]
        item = listing.items[random.randrange(len(listing.items))]
        rows.append(_publication(number, place, listing.key, item.key, random, today))
    made = Publication.objects.bulk_create(rows, BATCH)
    channels = [key for key, one in rules.book().channels.items() if not one.is_page]
    page = rules.book().page.key
    acts = [act for one in made for act in _acts(one, page, channels, by, random)]
    Act.objects.bulk_create(acts, BATCH)


def _publication(
    number: int,
    place: tuple[int, int, int, int, str],
    list_key: str,
    item_key: str,
    random: Random,
    today: date,
) -> Publication:
    decided = today - timedelta(days=random.randrange(2, DAYS))
    is_owed = random.random() < STILL_OWED and (today - decided).days < 90
    stays = random.random() < NEVER_ENDS
    shown = decided + timedelta(days=random.randrange(1, 5))
    _n, unit, body, _head, name = place
    moment = timezone.now()
    return Publication(
        submission_key=uuid.UUID(int=number + 1),
        unit_id=unit,
        body_id=body,
        list_key=list_key,
        item_key=item_key,
        title=f"{letters.letter(number + 1, name).heading} ({number})",
        summary=letters.letter(number + 2, name).text,
        year=decided.year,
        numbered=f"{number % 900 + 1}/TB-UBND",
        decided_on=decided,
        due_on=decided + timedelta(days=5),
        rule_code="DCCS-PUB-01",
        shown_since=shown,
        shown_until=None if stays or is_owed else shown + timedelta(days=30 + number % 300),
        completed_on=None if is_owed else shown,
        published_at=moment,
        recorded_at=moment,
        changed_at=moment,
    )


def _acts(
    publication: Publication, page: str, channels: list[str], by: User, random: Random
) -> Iterator[Act]:
    for place, channel in enumerate((page, random.choice(channels))):
        yield Act(
            submission_key=uuid.UUID(int=publication.pk * 2 + place + 1),
            publication=publication,
            channel=channel,
            place="Nhà văn hóa bản" if place else "Trang này",
            since=publication.shown_since or publication.due_on,
            until=publication.shown_until,
            done_by="Công chức Văn hóa - Xã hội",
            is_proven=not place or publication.completed_on is not None,
            is_complete=publication.completed_on is not None,
            is_ours=not place,
            recorded_at=publication.recorded_at,
            recorded_by=by,
        )


def comment(article: NewsPage, *, unit: Unit) -> None:
    """Let many people write below one article."""
    thread = Thread.objects.create(article=article, title=article.title, unit=unit, shown=COMMENTS)
    now = timezone.now()
    Comment.objects.bulk_create((_comment(thread, n, now) for n in range(COMMENTS)), BATCH)


def _comment(thread: Thread, number: int, now: Any) -> Comment:
    told = letters.letter(number + 1, "xã nhà")
    at = now - timedelta(minutes=number + 60)
    return Comment(
        thread=thread,
        unit=thread.unit,
        code=f"BL-{number:08d}",
        submission_key=uuid.UUID(int=number + 1),
        secret_hash=f"{number:064x}",
        text=told.text[:500],
        name=told.name,
        sent_at=at,
        state=Comment.State.PUBLISHED,
        public_text=told.text[:500],
        public_name=told.name,
        published_at=at,
    )


def register(*, home: Unit, by: User, today: date) -> OfficialDocument:
    """Let a province and its communes carry out one document of the centre."""
    random, places = Random(31), data.commune_places()
    top = _document(0, "directive", "central", None, home.pk, by, today - timedelta(days=3_650))
    top.save()
    province = [
        _document(n, "plan", "province", home, home.pk, by, _day(random, today))
        for n in range(1, OF_PROVINCE + 1)
    ]
    province = OfficialDocument.objects.bulk_create(province, BATCH)
    units = Unit.objects.in_bulk([place[1] for place in places])
    below = []
    for n in range(OF_PROVINCE + 1, OF_PROVINCE + OF_COMMUNES + 1):
        unit = units[random.choice(places)[1]]
        below.append(_document(n, "plan", "commune", unit, unit.pk, by, _day(random, today)))
    below = OfficialDocument.objects.bulk_create(below, BATCH)
    pairs = [(one, top) for one in province]
    pairs += [(one, province[int(OF_PROVINCE * random.random() ** 2)]) for one in below]
    now = timezone.now()
    DocumentRelation.objects.bulk_create(
        [
            DocumentRelation(
                source=one, target=other, kind="implements", since=one.issued_on,
                related_at=now, related_by=by,
            )
            for one, other in pairs
        ],
        BATCH,
    )  # fmt: skip
    return top


def _day(random: Random, today: date) -> date:
    return today - timedelta(days=random.randrange(1, 3_600))


def _document(
    number: int, kind: str, level: str, unit: Unit | None, kept_by: int, by: User, day: date
) -> OfficialDocument:
    issuer = unit.full_name if unit else "Bộ Chính trị"
    sign = "KH-UBND" if unit else "CT/TW"
    told = [letters.letter(20_000 + number * 4 + part, issuer) for part in range(4)]
    title = f"{told[0].heading} ({number})"
    now = timezone.now()
    return OfficialDocument(
        submission_key=uuid.UUID(int=number + 1),
        kind=kind,
        number=number + 1,
        sign=sign,
        numbered=f"{number + 1}/{sign}",
        number_key=f"{number + 1}/{sign.lower()}",
        year=day.year,
        issuer_name=issuer,
        issuer_key=" ".join(letters.folded(issuer)),
        level=level,
        unit=unit,
        kept_by_id=kept_by,
        title=title,
        issued_on=day,
        in_force_from=day,
        folded_title=" ".join(letters.folded(title)),
        folded=" ".join(word for one in told for word in one.folded),
        registered_at=now,
        registered_by=by,
        changed_at=now,
    )


def top() -> OfficialDocument:
    """Give the document that all others carry out."""
    return OfficialDocument.objects.get(level=OfficialDocument.Level.CENTRAL)


def busiest() -> Unit:
    """Give the commune with most publications."""
    return Unit.objects.get(pk=data.commune_places()[0][1])


def province() -> Unit:
    """Give the province whose communes these are."""
    return Unit.objects.get(code=settings.KHEO_PROVINCE, level="province", valid_to=None)
