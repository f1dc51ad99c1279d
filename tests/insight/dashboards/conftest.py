"""A province with communes on the map, answers, ratings and duties to be read by boards."""

from datetime import date

import pytest

from kheo.foundation.duties import services as duties
from kheo.foundation.figures import services as figures
from kheo.insight.dashboards import queries
from tests import factories
from tests.factories import MONDAY

TODAY = MONDAY.date()
NAMES = ("Bó Mười", "Chiềng La", "Mường Giôn")


def count(code, unit, number, month=2, year=2026, **breakdown):
    figures.count(
        indicator=f"petitions.{code}",
        unit=unit,
        on=date(year, month, 15),
        breakdown={"channel": "web", **breakdown},
        by=number,
    )


def answered(unit, in_time, late=0, **when):
    count("answered", unit, in_time, timely="in_time", **when)
    count("answered", unit, late, timely="late", **when)


def owed_late(unit, number=1):
    """Duties that were due long before today."""
    body = factories.body(unit)
    factories.head(body)
    long_ago = MONDAY.replace(year=2025)
    return [
        duties.owe(
            kind="petition.answer", subject=f"petition:{unit.pk}{n}", work=f"Việc {n}", unit=unit,
            body=body, by=None, now=long_ago,
        )
        for n in range(number)
    ]  # fmt: skip


def asked(unit, reader, *, is_public=False, **more):
    return queries.asked(unit, reader=reader, today=TODAY, is_public=is_public, **more)


@pytest.fixture
def home(db):
    return factories.province()


@pytest.fixture
def communes(home):
    return [
        factories.unit(name, parent=home, latitude=21.5 + at / 4, longitude=103.5 + at / 4)
        for at, name in enumerate(NAMES)
    ]


@pytest.fixture
def chair(home):
    return factories.officer(of=home, role="head")
