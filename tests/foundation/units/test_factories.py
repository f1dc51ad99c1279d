"""The factories make what tests of every app stand on."""

import pytest

from kheo.foundation.units.models import Unit
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_officer_sits_in_a_body_of_the_commune_in_the_province() -> None:
    commune = factories.unit()

    officer = factories.officer(of=commune, role="head")

    appointment = officer.appointments.get()
    assert appointment.post == factories.head(factories.body(commune))
    assert list(Unit.objects.within(factories.province())) == [factories.province(), commune]
