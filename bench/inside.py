"""What is measured within this process: queries of each page, and what facts cost a write."""

import time
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.figures import services as figures
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit

SENDINGS = 100
READER = {"accept-language": "vi"}
CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
WORDS = (
    "Sau trận mưa đêm qua, taluy dương đầu bản sạt xuống gần hết mặt đường. Xe máy không qua được, "
    "các cháu đi học phải đi vòng qua ruộng. Đề nghị xã cho máy xúc đến dọn."
)


@dataclass(frozen=True)
class Queries:
    """How many statements a request sends: those that ask or write, and those around them."""

    work: int
    around: int

    def __str__(self) -> str:
        return f"{self.work}+{self.around}" if self.around else str(self.work)


@dataclass(frozen=True)
class Share:
    """What one count of a fact costs beside one received petition; times in milliseconds."""

    counting: float
    folding: float
    receiving: float

    @property
    def of_write(self) -> float:
        return (self.counting + self.folding) / self.receiving


def letter(commune: str) -> dict[str, str]:
    """Fill in the form as a person would."""
    return {
        "submission_key": str(uuid.uuid4()),
        "kind": "feedback",
        "text": WORDS,
        "commune": commune,
        "place": "đầu bản, gần cầu",
        "latitude": "",
        "longitude": "",
        "phone": "",
        "email": "",
        "name": "",
        "website": "",
        "wants_public": "on",
    }


def of_page(path: str) -> Queries:
    """Count the queries of a page that is made anew, once everything lasting is in memory."""
    client = Client(headers=READER)
    client.get(path, {"n": "0"})
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path, {"n": uuid.uuid4().hex})
    assert response.status_code == 200, (path, response.status_code)
    return _counted(captured)


def of_receiving(commune: str) -> Queries:
    """Count the queries from the sent form to the committed petition."""
    client = Client(headers=READER)
    _send(client, commune)
    with CaptureQueriesContext(connection) as captured:
        _send(client, commune)
    return _counted(captured)


def _counted(captured: CaptureQueriesContext) -> Queries:
    around = sum(row["sql"].startswith(CONTROL) for row in captured.captured_queries)
    return Queries(len(captured) - around, around)


def _send(client: Client, commune: str) -> None:
    response = client.post(reverse("petitions:new"), letter(commune))
    assert response.status_code == 302, response.content[:2000]


def share_of_facts(commune: Unit) -> Share:
    """Time receiving as a whole, counting alone, and folding what was counted."""
    figures.fold()
    client = Client(headers=READER)
    _send(client, commune.full_name)
    began = time.perf_counter()
    for _ in range(SENDINGS):
        _send(client, commune.full_name)
    receiving = time.perf_counter() - began
    began = time.perf_counter()
    with transaction.atomic():
        for _ in range(SENDINGS):
            _count(commune, timezone.now())
        counting = time.perf_counter() - began
        transaction.set_rollback(True)
    began = time.perf_counter()
    folded = figures.fold()
    folding = (time.perf_counter() - began) / max(folded, 1)
    return Share(counting / SENDINGS * 1000, folding * 1000, receiving / SENDINGS * 1000)


def _count(commune: Unit, now: datetime) -> None:
    figures.count(
        indicator="petitions.received",
        unit=commune,
        on=timezone.localdate(now),
        breakdown={"channel": "web"},
    )


def some_commune(now: datetime) -> Unit:
    """Pick the commune that everything is sent to: the worst case of one busy place."""
    on = timezone.localdate(now)
    home = units.here(on=on)
    assert home is not None
    return units.communes(home, on=on)[0]


def nearest_ms(now: datetime, places: int = 1000) -> float:
    """Return milliseconds to find the commune nearest to a coordinate, once its map is drawn."""
    today = timezone.localdate(now)
    units.nearest_commune(21.0, 105.0, on=today)
    began = time.perf_counter()
    for step in range(places):
        units.nearest_commune(9 + step / 80, 105 + step / 500, on=today)
    return (time.perf_counter() - began) / places * 1000
