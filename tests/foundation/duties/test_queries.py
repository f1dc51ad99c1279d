"""The lists show each officer what is theirs, page by page, at a constant price."""

from datetime import date, timedelta

import pytest

from kheo.foundation.duties import queries, services
from kheo.foundation.duties.models import Duty
from kheo.foundation.paging import page
from tests import factories
from tests.factories import MONDAY
from tests.foundation.duties.making import SECRET, owe

TODAY = MONDAY.date()
pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return factories.unit()


@pytest.fixture
def handler(unit):
    return factories.officer(unit)


def owed(number, *, unit, days=0, **fields):
    """A duty owed some days before the Monday, due that much earlier."""
    return owe(f"test:{number}", unit=unit, now=MONDAY - timedelta(days=days), **fields)


def subjects(duties):
    return [duty.subject for duty in duties]


def test_mine_is_what_was_given_to_me_by_date(unit, handler):
    head = factories.officer(unit, "head")
    for number, days in ((1, 0), (2, 14), (3, 7)):
        services.assign(owed(number, unit=unit, days=days), to=handler, by=head, now=MONDAY)
    owed(4, unit=unit)

    assert subjects(queries.mine(handler, TODAY)) == ["test:2", "test:3", "test:1"]


def test_my_units_hold_all_below_them_and_nothing_beside(unit):
    owed(1, unit=unit)
    owed(2, unit=factories.unit("Mường Bú"))
    province_head = factories.officer(unit.parent, "head")
    commune_head = factories.officer(unit, "head")

    assert subjects(queries.of_unit(commune_head, TODAY)) == ["test:1"]
    assert sorted(subjects(queries.of_unit(province_head, TODAY))) == ["test:1", "test:2"]
    assert subjects(queries.of_unit(factories.citizen(), TODAY)) == []


def test_late_is_what_passed_its_date(unit, handler):
    late, due_today = owed(1, unit=unit, days=40), owed(2, unit=unit)
    Duty.objects.filter(pk=due_today.pk).update(due_on=TODAY)

    assert list(queries.late(handler, TODAY)) == [late]


def test_this_week_ends_on_sunday(unit, handler):
    days = [TODAY - timedelta(days=1), TODAY, date(2026, 3, 8), date(2026, 3, 9)]
    for number, day in enumerate(days):
        owed(number, unit=unit)
        Duty.objects.filter(subject=f"test:{number}").update(due_on=day)

    assert subjects(queries.due_this_week(handler, TODAY)) == ["test:1", "test:2"]


def test_done_shows_the_newest_first(unit, handler):
    for number in (1, 2, 3):
        services.close(
            owed(number, unit=unit),
            result="Xong",
            by=handler,
            now=MONDAY + timedelta(hours=number),
        )

    assert subjects(queries.done(handler, TODAY)) == ["test:3", "test:2", "test:1"]


def test_the_tabs_are_counted_in_one_query(unit, handler, django_assert_num_queries):
    for number, days in ((1, 40), (2, 0), (3, 0), (4, 0)):
        owed(number, unit=unit, days=days)
    services.progress(Duty.objects.get(subject="test:2"), text="x", by=handler, now=MONDAY)
    services.close(Duty.objects.get(subject="test:3"), result="x", by=handler, now=MONDAY)
    Duty.objects.filter(subject="test:4").update(due_on=TODAY)
    queries.counts(handler, TODAY)

    with django_assert_num_queries(2):
        found = queries.counts(handler, TODAY)

    assert found == queries.Counts(mine=1, of_unit=3, for_head=0, late=1, due_this_week=1, done=1)


@pytest.mark.parametrize("tab", ["mine", "of_unit", "late", "due_this_week"])
def test_a_list_costs_the_same_for_one_and_for_three(tab, unit, handler, django_assert_num_queries):
    listing = getattr(queries, tab)
    queries.counts(handler, TODAY)
    for numbers in ([1], [2, 3]):
        for number in numbers:
            services.progress(owed(number, unit=unit), text="x", by=handler, now=MONDAY)
        Duty.objects.update(due_on=TODAY - timedelta(days=tab == "late"))

        with django_assert_num_queries(1 if tab == "mine" else 2):
            rows = page(listing(handler, TODAY)).items
            for duty in rows:
                assert "" not in (duty.unit.name, duty.body.name, duty.head.title, str(duty.person))
    assert len(rows) == 3


def test_a_subject_leads_to_its_duty(unit):
    duty = owed(1, unit=unit)
    later = owed(1, unit=unit, days=-1, kind=SECRET)

    assert queries.about("test:1") == later
    assert queries.about("test:1", kind="test.answer") == duty
    with pytest.raises(Duty.DoesNotExist):
        queries.about("test:99")


def test_the_explanation_stands_in_both_languages(unit):
    duty = queries.about(owed(1, unit=unit).subject)

    assert queries.explanation(duty)[0].startswith("15 ngày làm việc")
    assert queries.explanation(duty, "en")[0].startswith("15 working days")
    assert len(queries.cautions(duty)) == 2
    assert queries.remaining(duty, TODAY).n == 15
