"""A house with a little of everything, and no way out to any other site."""

import socket
from datetime import date

import pytest

from kheo.foundation.figures.models import Statement
from kheo.foundation.figures.services import count
from tests import factories


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    settings.PRIVATE_FILES = tmp_path / "private"


@pytest.fixture
def no_network(monkeypatch):
    """Let nobody fetch a context or a vocabulary; the database is reached by a file."""
    connect = socket.socket.connect

    def refuse(self, address):
        if self.family == socket.AF_UNIX:
            return connect(self, address)
        raise AssertionError(f"went out to {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **_more: refuse(None, asked))


@pytest.fixture
def communes():
    factories.province()
    return [factories.unit(name) for name in ("Ngọc Chiến", "Mường La", "Chiềng Lao")]


@pytest.fixture
def figures(communes):
    for unit, value in zip(communes, (3, 7, 20), strict=True):
        Statement.objects.create(
            source=f"return:{unit.pk}",
            indicator="pledges.signed",
            unit=unit,
            level="all",
            since=date(2025, 1, 1),
            until=date(2026, 1, 1),
            value=value,
        )
        count(
            indicator="dissemination_conferences.held",
            unit=unit,
            on=date(2026, 1, 9),
            breakdown={"kind": "study"},
            by=value,
        )


@pytest.fixture
def documents(communes):
    for number, title in enumerate(
        ["=1+1", "'-5 độ", "Về “dân vận”,\nphần 2", "- gạch đầu dòng", "#1 của năm"]
    ):
        made = factories.official_document(communes[0], f"{number}-QĐ/UBND")
        made.title = title
        made.save(update_fields=["title"])
