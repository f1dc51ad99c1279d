"""Pages of a list follow each other, whatever it is ordered by."""

from datetime import date, timedelta

import pytest

from kheo.foundation.duties import services
from kheo.foundation.duties.models import Duty
from kheo.foundation.paging import Page, links, page
from kheo.foundation.units.models import Unit
from tests import factories
from tests.factories import MONDAY
from tests.foundation.duties.making import owe

pytestmark = pytest.mark.django_db
NEAREST = Duty.objects.order_by("due_on", "id")


@pytest.fixture
def unit():
    return factories.unit()


def owed(number, unit, days=0):
    return owe(f"test:{number}", unit=unit, now=MONDAY - timedelta(days=days))


def all_pages(listed, size):
    cut = page(listed, size=size)
    cuts = [cut.items]
    while cut.next:
        cut = page(listed, after=cut.next, size=size)
        cuts.append(cut.items)
    return cuts


def test_pages_follow_each_other_without_gap_or_repetition(unit):
    for number in range(7):
        owed(number, unit, days=number // 3)

    cuts = all_pages(NEAREST, 3)

    assert [len(cut) for cut in cuts] == [3, 3, 1]
    assert sum(cuts, []) == list(NEAREST)


def test_a_list_of_the_newest_first_goes_backwards(unit):
    handler = factories.officer(unit)
    for number in range(5):
        now = MONDAY + timedelta(minutes=number // 2)
        services.close(owed(number, unit), result="x", by=handler, now=now)
    newest = Duty.objects.order_by("-closed_at", "-id")

    assert sum(all_pages(newest, 2), []) == list(newest)


def test_a_list_may_be_ordered_by_a_day_of_something_else():
    for number in range(5):
        since = date(2026, 1, 1 + number // 2)
        district = factories.unit(level=Unit.Level.DISTRICT, valid_from=since)
        factories.unit(parent=district)
    listed = (
        Unit.objects.filter(level=Unit.Level.COMMUNE)
        .select_related("parent")
        .order_by("parent__valid_from", "id")
    )

    cuts = all_pages(listed, 2)

    assert [len(cut) for cut in cuts] == [2, 2, 1]
    assert sum(cuts, []) == list(listed)


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "~",
        "2026-13-45~1",
        "2026-03-02~x",
        "2026-03-02T99:00~1",
        "2026-03-02T08:00~1",
        "2027-03-02~" + "9" * 19,
    ],
)
def test_a_cursor_that_makes_no_sense_is_the_first_page(unit, cursor):
    duty = owed(1, unit)

    assert page(NEAREST, after=cursor).items == [duty]


def test_what_was_asked_for_stays_on_the_next_page(rf):
    asked = rf.get("/tin/", {"loai": "a&b", "sau": "2026-03-02~7"})

    found = links(asked, Page([], "2026-03-01~5"))

    assert found["newer_url"] == "?loai=a%26b"
    assert found["older_url"] == "?loai=a%26b&sau=2026-03-01~5"


def test_the_first_page_leads_to_no_newer_one_and_the_last_to_no_older_one(rf):
    assert links(rf.get("/tin/?sau="), Page([], "")) == {"newer_url": "", "older_url": ""}


def test_from_a_list_that_nobody_narrowed_the_way_back_is_its_own_address(rf):
    assert links(rf.get("/tin/?sau=2026-03-02~7"), Page([], ""))["newer_url"] == "/tin/"
