"""Petitions in every state, made by the services as people would."""

import uuid
from datetime import datetime, timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kheo.foundation.documents import services as documents
from kheo.oversee.petitions import services
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.factories import MONDAY

ROAD = "Đường nội bản Nà Tâu bị sạt, xe máy không qua được. Trẻ con phải đi vòng 3 km."
LATER = MONDAY + timedelta(days=1)


def commune(name: str = "Ngọc Chiến", **fields):
    """A commune with a body and a head, so that somebody answers for it."""
    unit = factories.unit(name, **fields)
    factories.head(factories.body(unit))
    return unit


def received(
    unit=None, *, now: datetime = MONDAY, key: uuid.UUID | None = None, photos=(), **said
) -> Petition:
    if unit is None and "latitude" not in said:
        unit = commune()
    letter = services.Letter(**{"text": ROAD, "unit": unit, **said})
    return services.receive(
        letter=letter, submission_key=key or uuid.uuid4(), now=now, photos=photos
    )


def published(unit=None, *, title="Đường Nà Tâu sạt", text=ROAD, **said) -> Petition:
    petition = received(unit, text=text, **said)
    return services.triage(
        petition=petition,
        is_public=True,
        public_title=title,
        public_text=text,
        by=factories.officer(petition.unit, "clerk"),
        now=MONDAY,
    )


def answered(unit=None, *, text="Đã san đất đá, đường thông.", now=LATER, **said) -> Petition:
    petition = published(unit, **said)
    return services.answer(
        petition=petition,
        text=text,
        no_proof_reason="Đường đã thông, ai đi cũng thấy.",
        by=factories.officer(petition.unit, "handler"),
        now=now,
    )


def reopened(unit=None) -> Petition:
    petition = answered(unit)
    return services.reopen(
        petition=petition, reason="Mưa lại sạt.", secret=secret(petition), now=LATER
    )


def secret(petition: Petition) -> str:
    return services.secret_of(petition)


def picture(name: str = "anh.jpg", size=(60, 40)) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def proof_of(petition: Petition, by):
    return documents.store(
        picture("sau.jpg"), holder=services.PROOF, subject=petition.subject, by=by, now=LATER
    )
