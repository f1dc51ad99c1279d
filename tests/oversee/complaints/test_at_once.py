"""Two officers press at the same moment, each in a transaction of its own: one of them decides."""

from functools import partial

import pytest

from kheo.foundation.duties.models import Duty
from kheo.oversee.complaints import errors, services
from tests.at_once import at_once
from tests.oversee.complaints import cases
from tests.oversee.complaints.cases import MONDAY


@pytest.mark.django_db(transaction=True)
def test_two_officers_accept_in_the_same_moment_and_one_period_begins():
    place = cases.Place()
    complaint = cases.lodged(place)
    accept = partial(services.accept, complaint=complaint, now=MONDAY)

    heard = at_once(partial(accept, by=place.handler), partial(accept, by=place.head))

    assert len([one for one in heard if type(one) is errors.AlreadyAccepted]) == 1
    assert len([one for one in heard if not isinstance(one, Exception)]) == 1
    assert Duty.objects.filter(kind="complaint.resolve").count() == 1
