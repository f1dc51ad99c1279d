"""What the database refuses about duties, whoever asks."""

import pytest
from django.db import IntegrityError

from kheo.foundation.duties.models import Duty
from tests import factories
from tests.factories import MONDAY
from tests.foundation.duties.making import owe

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"progress": "closed", "closed_at": MONDAY}, "closed_duty_shows_its_result"),
        ({"progress": "closed", "result": "Xong"}, "closed_duty_shows_its_result"),
        ({"closed_at": MONDAY, "result": "Xong"}, "closed_duty_shows_its_result"),
        ({"progress": "assigned"}, "assigned_duty_names_its_person"),
        ({"progress": "underway"}, "assigned_duty_names_its_person"),
        ({"head": None}, "head_id"),
    ],
)
def test_a_duty_that_hides_something_is_refused(change, constraint):
    duty = owe()

    with pytest.raises(IntegrityError, match=constraint):
        Duty.objects.filter(pk=duty.pk).update(**change)


def test_a_subject_is_owed_one_duty_of_a_kind():
    unit = factories.unit()
    owe(unit=unit)

    with pytest.raises(IntegrityError, match="one_duty_per_subject"):
        owe(unit=unit)


def test_the_stored_date_is_the_date_that_was_counted():
    duty = owe()
    stored = Duty.objects.get()

    assert stored.due == duty.due
    assert (stored.due_on, stored.warn_on) == (stored.due.on, stored.due.warn_on)
