"""Dated records counted by unit and found again, asked of the book of receptions."""

from datetime import date, datetime

import pytest

from kheo.foundation.figures.ledgers import UnknownTally
from kheo.oversee.receptions.queries import VISITS
from tests import factories
from tests.factories import HANOI
from tests.oversee.receptions import cases

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2026, 10, 15), date(2026, 11, 15)


def visit(of, day: int, people: int = 1):
    return cases.visit(
        of, received_at=datetime(2026, 10, day, 9, tzinfo=HANOI), people=people,
        now=datetime(2026, 10, day, 10, tzinfo=HANOI),
    )  # fmt: skip


def test_one_statement_counts_all_by_unit(django_assert_num_queries):
    one, other = cases.body(), cases.body("Mường Bú")
    visit(one, 15), visit(one, 16, people=6), visit(other, 20, people=2), visit(other, 14)

    with django_assert_num_queries(1):
        found = VISITS.by_unit(SINCE, UNTIL, ["all.turns", "all.people", "all.groups"])

    assert found == {
        one.unit_id: {"all.turns": 2, "all.people": 7, "all.groups": 1},
        other.unit_id: {"all.turns": 1, "all.people": 2, "all.groups": 0},
    }
    assert VISITS.units(SINCE, UNTIL) == {one.unit_id, other.unit_id}


def test_the_same_names_find_the_records_newest_first():
    of = cases.body()
    alone, group = visit(of, 15), visit(of, 16, people=6)

    def behind(*names):
        return list(VISITS.behind(names, SINCE, UNTIL, [of.unit_id]))

    assert behind("all.turns") == [group, alone]
    assert behind("all.group_people") == [group]
    assert behind("all.groups", "all.turns") == [group, alone]
    assert list(VISITS.behind(["all.turns"], SINCE, UNTIL, [factories.unit().pk])) == []


def test_what_is_not_counted_is_refused():
    with pytest.raises(UnknownTally):
        VISITS.by_unit(SINCE, UNTIL, ["all.horses"])
