"""Small makers for the tests of disclosure; everything else goes through the services."""

import uuid
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from kheo.foundation.accounts.models import User
from kheo.foundation.units.models import Body, Unit
from kheo.know.disclosure import services
from kheo.know.disclosure.models import Act, Publication
from tests import factories
from tests.factories import MONDAY

TODAY = MONDAY.date()
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def paper(name: str = "bien-ban.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def commune(name: str = "Ngọc Chiến", **fields: Any) -> tuple[Unit, Body, User]:
    """A commune with its People's Committee, its head and a clerk."""
    unit = factories.unit(name, **fields)
    body = factories.body(unit)
    factories.head(body)
    return unit, body, factories.officer(of=unit, role="clerk")


def content(item: str = "du_an_dat_dai_quy_hoach", **fields: Any) -> services.Content:
    given: dict[str, Any] = {
        "list_key": "commune_2022",
        "item_key": item,
        "title": "Dự án đường bản",
        "decided_on": TODAY,
        "numbered": "15/QĐ-UBND",
    }
    return services.Content(**(given | fields))


def record(body: Body, by: User, *, now: datetime = MONDAY, **fields: Any) -> Publication:
    return services.record(
        body=body, content=content(**fields), submission_key=uuid.uuid4(), by=by, now=now
    )


def showing(channel: str = "niem_yet", **fields: Any) -> services.Showing:
    given: dict[str, Any] = {
        "channel": channel,
        "place": "Bảng tin trụ sở UBND xã",
        "since": TODAY,
        "done_by": "Lò Văn Cư",
        "proof": [paper()],
    }
    return services.Showing(**(given | fields))


def show(publication: Publication, by: User, *, now: datetime = MONDAY, **fields: Any) -> Act:
    return services.show(
        publication=publication,
        showing=showing(**fields),
        submission_key=uuid.uuid4(),
        by=by,
        now=now,
    )


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)
