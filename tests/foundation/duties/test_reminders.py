"""Heads are reminded before and after a date, once per occasion."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kheo.foundation.clock.book import default_calendar
from kheo.foundation.clock.errors import BrokenRuleFile
from kheo.foundation.duties import services
from kheo.foundation.duties.deadlines import Reminders, default_reminders
from kheo.foundation.duties.models import Duty
from tests import factories
from tests.factories import MONDAY
from tests.foundation.duties.making import owe

# Owed on Monday 2 March: warned on the 16th, due on Monday the 23rd.
RULES = Reminders(before=(2,), on_the_day=True, after=(1, 3, 5), then_every=5)


def at(day, hour=8):
    return MONDAY.replace(day=1, hour=hour) + timedelta(days=day - 1)


def latest(day, rules=RULES):
    return rules.latest(
        date(2026, 3, 23), date(2026, 3, 16), today=at(day).date(), calendar=default_calendar()
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (15, None),
        (16, 16),
        (18, 16),
        (19, 19),
        (22, 19),
        (23, 23),
        (24, 24),
        (25, 24),
        (26, 26),
        (30, 30),
        (31, 30),
    ],
)
def test_the_days_of_reminding_around_a_date(day, expected):
    assert latest(day) == (expected and date(2026, 3, expected))


def test_reminding_goes_on_every_fifth_working_day():
    # 6 April is ten working days after 23 March, 13 April fifteen.
    days = {latest(day) for day in range(31, 31 + 14)}

    assert days == {date(2026, 3, 30), date(2026, 4, 6), date(2026, 4, 13)}


def test_the_day_itself_may_be_left_out():
    assert latest(23, replace(RULES, on_the_day=False)) == date(2026, 3, 19)


def test_the_file_of_the_installation_can_be_read():
    assert default_reminders().then_every > 0


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "escalation.yaml").write_text("before: [zwei]\nafter: []\nthen_every: 5\n")

    with pytest.raises(BrokenRuleFile, match="escalation.yaml"):
        Reminders.load(tmp_path)


@pytest.mark.django_db
def test_nobody_is_reminded_before_the_first_day():
    owe()

    assert services.escalate(now=at(13)) == []


@pytest.mark.django_db
def test_each_occasion_reminds_once_however_often_the_job_runs():
    owe()

    texts = [step.text for day in range(13, 26) for hour in (8, 15) for step in escalate(day, hour)]

    assert texts == [
        "Sắp đến hạn 23/03/2026",
        "Sắp đến hạn 23/03/2026",
        "Sắp đến hạn 23/03/2026",
        "Quá hạn từ 23/03/2026",
    ]


def escalate(day, hour=8):
    return services.escalate(now=at(day, hour))


@pytest.mark.django_db
def test_days_without_a_running_job_are_made_up_for_by_one_reminder():
    owe()

    assert [len(escalate(31)), len(escalate(31))] == [1, 0]


@pytest.mark.django_db
def test_a_reminder_is_written_down_inside_and_names_the_head():
    duty = owe()
    step = escalate(24)[0]

    duty.refresh_from_db()
    assert (step.duty_id, step.is_public, step.by) == (duty.pk, False, None)
    assert step.duty.head == duty.head
    assert duty.escalated_on == date(2026, 3, 24)


@pytest.mark.django_db
def test_closed_and_suspended_duties_remind_nobody():
    unit = factories.unit()
    head = factories.officer(unit, "head")
    services.close(owe(unit=unit), result="Xong", by=head, now=MONDAY)
    services.suspend(owe("test:2", unit=unit), reason="x", decision="x", by=head, now=MONDAY)

    assert escalate(31) == []


@pytest.mark.django_db
def test_a_reopened_duty_reminds_anew():
    unit = factories.unit()
    head = factories.officer(unit, "head")
    duty = owe(unit=unit)
    escalate(24)
    services.close(duty, result="Xong", by=head, now=at(24))
    services.reopen(duty, reason="Chưa xong", by=None, now=at(24))

    assert Duty.objects.get().due_on == date(2026, 4, 14)
    assert escalate(25) == []
    assert len(escalate(39)) == 1


@pytest.mark.django_db
def test_reminding_takes_as_many_at_a_time_as_it_is_told():
    unit = factories.unit()
    for number in range(5):
        owe(f"test:{number}", unit=unit)

    assert [len(services.escalate(now=at(24), size=2)) for _ in range(4)] == [2, 2, 1, 0]


@pytest.mark.django_db
def test_finding_whom_to_remind_is_two_queries_for_one_duty_and_for_three(
    django_assert_num_queries,
):
    unit = factories.unit()
    for numbers in ([1], [2, 3, 4]):
        for number in numbers:
            owe(f"test:{number}", unit=unit)
        # Two to find and lock, two of the transaction; each reminder itself is three more.
        with django_assert_num_queries(2 + 2 + 3 * len(numbers)):
            escalate(24 if numbers == [1] else 24)
