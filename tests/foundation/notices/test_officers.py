"""Officers behind a duty are written to once for each event."""

import pytest

from kheo.foundation.notices import services
from kheo.foundation.notices.models import Message
from tests import factories
from tests.factories import MONDAY
from tests.foundation.duties.making import owe

pytestmark = pytest.mark.django_db


def tell(duty, **fields):
    return services.tell_officers(
        duty, event="test:1", subject="Việc", text="Có việc.", now=MONDAY, **fields
    )


def test_the_head_reads_it_with_the_way_to_the_page():
    duty = owe(url="/phan-anh/1/")
    head = factories.officer(duty.unit, "head")

    assert tell(duty) == 1

    letter = Message.objects.get()
    assert (letter.recipient, letter.body.split("\n")[0]) == (head.email, "Có việc.")
    assert letter.body.endswith("/phan-anh/1/")


def test_the_same_event_is_written_once():
    duty = owe()
    factories.officer(duty.unit, "head")
    tell(duty)
    tell(duty)

    assert Message.objects.count() == 1


def test_a_head_who_works_on_it_reads_it_once():
    duty = owe()
    head = factories.officer(duty.unit, "head")
    duty.person = head

    assert tell(duty, to_person=True) == 1


def test_who_has_no_address_of_their_own_is_not_written_to():
    duty = owe()
    head = factories.officer(duty.unit, "head")
    head.is_demo = True
    head.save()

    assert tell(duty) == 0
