"""Heads and officers are told in time, once, and only at addresses that are theirs."""

from datetime import timedelta

import pytest

from kheo.foundation.duties import services as duties
from kheo.foundation.notices import services
from kheo.foundation.notices.models import Message
from kheo.foundation.units.models import Post
from tests import factories
from tests.factories import MONDAY
from tests.foundation.duties.making import owe

# The duty falls due on Monday 23 March.
DAY_AFTER = MONDAY + timedelta(days=22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return factories.unit()


@pytest.fixture
def head(unit):
    return factories.officer(unit, "head")


def letters():
    return dict(Message.objects.values_list("recipient", "body"))


def test_the_head_and_the_person_read_what_is_late(unit, head):
    handler = factories.officer(unit)
    duty = owe(unit=unit, url="/phan-anh/SL-26-00412/")
    duties.progress(duty, text="x", by=handler, now=MONDAY)

    assert services.remind(now=DAY_AFTER) == 1

    assert set(letters()) == {head.email, handler.email}
    assert letters()[head.email] == (
        "Quá hạn từ 23/03/2026: Trả lời test:1\nUBND xã Ngọc Chiến\n"
        "http://127.0.0.1:8000/phan-anh/SL-26-00412/"
    )


def test_one_letter_holds_all_that_came_due(unit, head):
    for number in (1, 2, 3):
        owe(f"test:{number}", unit=unit)

    services.remind(now=DAY_AFTER)

    assert Message.objects.get().subject == "3 việc sắp đến hạn hoặc quá hạn"


def test_reminding_again_says_nothing_new(unit, head):
    owe(unit=unit)

    assert [services.remind(now=DAY_AFTER) for _ in range(3)] == [1, 0, 0]
    assert Message.objects.count() == 1


def test_a_former_head_is_not_written_to(unit, head):
    owe(unit=unit)
    head.appointments.update(until=MONDAY.date())

    services.remind(now=DAY_AFTER)

    assert letters() == {}


def test_when_the_post_has_ended_its_successor_answers(unit, head):
    duty = owe(unit=unit)
    Post.objects.filter(pk=duty.head_id).update(until=MONDAY.date())
    successor = factories.officer(unit, "head")

    services.remind(now=DAY_AFTER)

    duty.refresh_from_db()
    assert duty.head == factories.head(duty.body)
    assert set(letters()) == {successor.email}


@pytest.mark.parametrize("change", [{"email": ""}, {"is_demo": True}, {"is_active": False}])
def test_who_has_no_address_of_their_own_is_not_written_to(unit, head, change):
    owe(unit=unit)
    type(head).objects.filter(pk=head.pk).update(**change)

    assert services.remind(now=DAY_AFTER) == 1
    assert letters() == {}


def test_the_letter_of_the_week_counts_what_is_late_and_what_falls_due(unit, head):
    handler = factories.officer(unit)
    owe("test:1", unit=unit)
    late = owe("test:2", unit=unit, now=MONDAY - timedelta(days=14))
    duties.progress(late, text="x", by=handler, now=MONDAY)
    this_monday = MONDAY + timedelta(days=21)

    assert services.digest(now=this_monday) == 2
    assert services.digest(now=this_monday + timedelta(hours=1)) == 2

    subjects = dict(Message.objects.values_list("recipient", "subject"))
    assert subjects == {
        head.email: "Tuần này: 1 việc đến hạn, 1 việc quá hạn",
        handler.email: "Tuần này: 0 việc đến hạn, 1 việc quá hạn",
    }


def test_a_week_without_work_brings_no_letter(unit, head):
    owe(unit=unit)

    assert services.digest(now=MONDAY) == 0


def test_reminding_costs_the_same_beside_each_duty(unit, head, django_assert_num_queries):
    owe(unit=unit)
    # Find and lock, who sits where, the letter (three with its savepoint), two of the transaction,
    # two of the one inside; each duty adds its own row, step and entry.
    with django_assert_num_queries(9 + 3):
        services.remind(now=DAY_AFTER)
    for number in (2, 3, 4):
        owe(f"test:{number}", unit=unit)
    with django_assert_num_queries(9 + 3 * 3):
        services.remind(now=DAY_AFTER)
