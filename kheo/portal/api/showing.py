"""A petition as any program may know it: what the public page shows, in fields."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from kheo.foundation.addresses import absolute
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties.models import Duty
from kheo.oversee.petitions import access, queries
from kheo.oversee.petitions.models import Petition

PHOTO = "petition.photo.public"


@dataclass(frozen=True)
class Shown:
    """The public fields; words are empty and places unknown until the clerk has published them."""

    code: str
    kind: str
    state: str
    unit_code: str
    unit_name: str
    received_at: datetime
    due_on: date
    is_late: bool
    is_public: bool
    title: str
    text: str
    topic: str
    latitude: float | None
    longitude: float | None
    answer: str
    answered_at: datetime | None
    is_answered_late: bool
    rating: int | None
    url: str


def shown(petition: Petition, *, today: date) -> Shown:
    """Cut a petition to what everybody may read."""
    is_public = petition.is_public
    place = queries.public_position(petition) if is_public and _has_place(petition) else None
    return Shown(
        code=petition.code,
        kind=petition.kind,
        state=petition.state,
        unit_code=petition.unit.code,
        unit_name=petition.unit.full_name,
        received_at=timezone.localtime(petition.received_at),
        due_on=petition.due_on,
        is_late=is_late(petition, today=today),
        is_public=is_public,
        title=petition.public_title if is_public else "",
        text=petition.public_text if is_public else "",
        topic=petition.topic if is_public else "",
        latitude=place[0] if place else None,
        longitude=place[1] if place else None,
        answer=access.public_answer(petition),
        answered_at=petition.answered_at and timezone.localtime(petition.answered_at),
        is_answered_late=petition.is_answered_late,
        rating=petition.rating,
        url=absolute(petition.get_absolute_url()),
    )


def _has_place(petition: Petition) -> bool:
    return petition.latitude is not None and petition.longitude is not None


def is_late(petition: Petition, *, today: date) -> bool:
    """Say whether an open petition has passed its date; a stopped clock is never late."""
    is_stopped = petition.duty.progress == Duty.Progress.SUSPENDED
    return petition.is_open and not is_stopped and petition.due_on < today


def photos(petitions: Iterable[Petition]) -> dict[str, str]:
    """Find the first public photo of many petitions in one query, by record."""
    subjects = [one.subject for one in petitions if one.is_public and one.are_photos_public]
    if not subjects:
        return {}
    files = StoredFile.objects.filter(subject__in=subjects, holder=PHOTO).order_by("-pk")
    return {file.subject: absolute(file.url) for file in files}
