"""What falls due again is opened by itself, once."""

from datetime import datetime

import pytest

from kheo.foundation.duties.models import Duty
from kheo.know.disclosure import services
from kheo.know.disclosure.models import Publication
from tests import factories
from tests.factories import HANOI
from tests.know.disclosure.cases import commune, content, day, record, show

pytestmark = pytest.mark.django_db


def morning(month, number, year=2026):
    return datetime(year, month, number, 0, 20, tzinfo=HANOI)


def periods():
    return list(
        Publication.objects.order_by("item_key", "period").values_list("item_key", "period")
    )


def test_a_new_year_opens_what_is_due_in_it():
    _unit, body, _clerk = commune()

    opened = services.open_due(now=morning(1, 2))

    assert opened == services.Opened(duties=5, headless=0)
    assert periods() == [
        ("ke_hoach_ktxh", "2026"),
        ("ngan_sach", "2025-H2"),
        ("ngan_sach", "2025-Q4"),
        ("ngan_sach", "2026"),
        ("quy_dong_gop", "2025-KQ"),
    ]
    plan = Publication.objects.get(item_key="ke_hoach_ktxh")
    duty = Duty.objects.get(subject=plan.subject)
    assert (plan.title, plan.due_on, duty.due_on, duty.body) == (
        "Kế hoạch năm 2026",
        day(2, 2),
        day(2, 2),
        body,
    )
    assert plan.next_due_on == day(2, 1, 2027)


def test_the_task_opens_each_period_once():
    commune()
    services.open_due(now=morning(1, 2))

    again = services.open_due(now=morning(1, 3))

    assert (again.duties, Publication.objects.count(), Duty.objects.count()) == (0, 5, 5)


def test_nobody_is_made_late_by_an_installation():
    commune()

    services.open_due(now=morning(11, 22))

    assert periods() == []


def test_what_an_officer_recorded_for_the_period_is_not_owed_again():
    _unit, body, clerk = commune()
    made = record(
        body, clerk, item="ke_hoach_ktxh", period="2026", decided_on=day(1, 2), now=morning(1, 2)
    )

    services.open_due(now=morning(1, 3))

    assert list(Publication.objects.filter(item_key="ke_hoach_ktxh")) == [made]


def test_a_body_without_a_head_holds_up_no_other():
    factories.body(factories.unit("Mường La"))
    commune()

    opened = services.open_due(now=morning(1, 2))

    assert opened == services.Opened(duties=5, headless=1)
    assert Publication.objects.count() == 5


def test_units_that_ended_owe_nothing_new():
    unit, _body, _clerk = commune()
    unit.valid_to = day(6, 30, 2025)
    unit.save(update_fields=["valid_to"])

    assert services.open_due(now=morning(1, 2)).duties == 0


def test_a_quarter_opens_on_its_last_day():
    commune()

    services.open_due(now=morning(3, 30))
    before = periods()
    services.open_due(now=morning(3, 31))

    assert ("ngan_sach", "2026-Q1") not in before
    assert ("ngan_sach", "2026-Q1") in periods()


def test_opening_asks_no_more_for_more_communes(django_assert_num_queries):
    commune()
    services.open_due(now=morning(1, 2))

    with django_assert_num_queries(3):
        services.open_due(now=morning(1, 3))
    commune("Mường La")
    commune("Mường Bú")
    services.open_due(now=morning(1, 4))
    with django_assert_num_queries(3):
        services.open_due(now=morning(1, 5))


def test_the_document_of_a_period_is_written_into_what_waits_for_it():
    _unit, _body, clerk = commune()
    services.open_due(now=morning(1, 2))
    plan = Publication.objects.get(item_key="ke_hoach_ktxh")

    services.describe(
        publication=plan,
        content=content(
            item="ke_hoach_ktxh", title="Kế hoạch năm 2026 của xã", decided_on=day(1, 5)
        ),
        seen=plan.changed_at,
        by=clerk,
        now=morning(1, 6),
    )
    services.publish_here(publication=plan, by=clerk, now=morning(1, 6))
    show(plan, clerk, since=day(1, 6), now=morning(1, 6))

    plan.refresh_from_db()
    assert (plan.period, plan.completed_on) == ("2026", day(1, 6))
    assert Duty.objects.get(subject=plan.subject).closed_at == morning(1, 6)
