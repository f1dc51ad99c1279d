"""A province with three communes, who sets targets there, and answers to count."""

from datetime import date
from decimal import Decimal

import pytest

from kheo.foundation.figures import services as figures
from kheo.foundation.figures.addresses import Address
from kheo.insight.targets import services
from kheo.insight.targets.models import Target
from kheo.insight.targets.services import Plan
from tests import factories
from tests.factories import MONDAY

TODAY = MONDAY.date()
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def plan(code="petitions.answered@all", period=YEAR, **fields):
    fields.setdefault("basis", "16-CTr/TU")
    return Plan(address=Address.parse(code), period_start=period[0], period_end=period[1], **fields)


def set_target(unit, by, planned="100", **fields):
    return services.set_target(
        unit=unit, plan=plan(**fields), planned=Decimal(planned), by=by, now=MONDAY
    )


def answered(unit, month, number, timely="in_time"):
    figures.count(
        indicator="petitions.answered",
        unit=unit,
        on=date(2026, month, 15),
        breakdown={"channel": "web", "timely": timely},
        by=number,
    )


@pytest.fixture
def home(db):
    return factories.province()


@pytest.fixture
def communes(home):
    return [factories.unit(name, parent=home) for name in ("Bó Mười", "Chiềng La", "Mường Giôn")]


@pytest.fixture
def chair(home):
    return factories.officer(of=home, role="head")


@pytest.fixture
def target(home, chair) -> Target:
    return set_target(home, chair)
