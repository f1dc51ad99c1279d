"""Counts for the inspectorate that tell of nobody."""

from datetime import date, timedelta

import pytest

from kheo.foundation.units.models import Unit
from kheo.oversee.denunciations import queries
from tests.factories import MONDAY
from tests.oversee.denunciations import making

pytestmark = pytest.mark.django_db
WINDOW = {"since": date(2026, 1, 1), "until": date(2027, 1, 1)}


def test_cells_below_the_smallest_count_are_hidden():
    assert [queries.Count(n).shown for n in (0, 1, 4, 5, 12)] == [
        "0",
        "dưới 5",
        "dưới 5",
        "5",
        "12",
    ]


def test_they_are_counted_by_what_became_of_them():
    home = making.house()
    making.concluded(home)
    making.enter(home)

    found = queries.numbers(Unit.objects.filter(pk=home.unit.pk), **WINDOW)

    assert (found.received.exact, found.accepted.exact, found.concluded.exact) == (2, 1, 1)
    assert found.by_stage["concluded"].exact == 1
    assert found.by_ruling["right"].exact == 1
    assert (found.on_time.exact, found.late.exact) == (1, 0)
    assert str(found.received) == "dưới 5"
    assert found.sums["state_money"] is None


def test_what_came_before_and_is_open_is_carried_over():
    home = making.house()
    making.enter(home)

    found = queries.numbers(Unit.objects.all(), since=date(2026, 4, 1), until=date(2026, 7, 1))

    assert (found.carried_over.exact, found.received.exact) == (1, 0)


def test_another_units_cases_are_not_counted():
    making.enter(making.house())

    found = queries.numbers(Unit.objects.filter(name="Mường Bú"), **WINDOW)

    assert found.received.exact == 0


def test_late_cases_are_counted_once_each():
    home = making.house()
    making.enter(home, wants_protection=True)
    all_units = Unit.objects.all()

    assert queries.open_late(all_units, today=MONDAY.date()).exact == 0
    assert queries.open_late(all_units, today=MONDAY.date() + timedelta(days=60)).exact == 1


def test_what_is_posted_leaves_the_page_after_its_time():
    assert list(queries.conclusions(today=MONDAY.date())) == []
