"""Two officers press at the same moment, each in a transaction of its own: one of them decides."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from kheo.foundation.duties.models import Duty
from kheo.oversee.complaints import errors, services
from tests.oversee.complaints import cases
from tests.oversee.complaints.cases import MONDAY


@pytest.mark.django_db(transaction=True)
def test_two_officers_accept_in_the_same_moment_and_one_period_begins():
    place = cases.Place()
    complaint, heard, ready = cases.lodged(place), [], Barrier(2)

    def press(person) -> None:
        ready.wait()
        try:
            services.accept(complaint=complaint, by=person, now=MONDAY)
            heard.append("accepted")
        except errors.AlreadyAccepted:
            heard.append("learnt")
        finally:
            connection.close()

    pressing = [Thread(target=press, args=(person,)) for person in (place.handler, place.head)]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join()

    assert sorted(heard) == ["accepted", "learnt"]
    assert Duty.objects.filter(kind="complaint.resolve").count() == 1
