"""The arithmetic of succession on made-up histories."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kheo.foundation.units import queries, shares
from tests import factories

pytestmark = pytest.mark.django_db

START = date(2000, 1, 1)
TODAY = date(2026, 11, 22)
split_rows = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=4)


def generation(number: int, width: int = 3) -> list:
    since = START + timedelta(days=1000 * number) if number else None
    return [factories.unit(f"Xã {number}-{place}", valid_from=since) for place in range(width)]


def follow(older: list, newer: list, rows: list[list[int]], on: date) -> None:
    """End a generation; row `place` weighs what each newer unit gets of the older one."""
    for place, unit in enumerate(older):
        weights = rows[place % len(rows)]
        weights = weights if any(weights) else [1, 0, 0]
        heirs = [(newer[i], weight) for i, weight in enumerate(weights) if weight]
        for (heir, _weight), share in zip(
            heirs, shares.exact([weight for _heir, weight in heirs]), strict=True
        ):
            factories.succession(unit, heir, on, str(share))
        unit.valid_to = on - timedelta(days=1)
        unit.save()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(split_rows, min_size=1, max_size=3))
def test_nothing_is_lost_or_made_on_the_way(history: list[list[list[int]]]) -> None:
    first = older = generation(0)
    for number, rows in enumerate(history, start=1):
        newer = generation(number)
        follow(older, newer, rows, START + timedelta(days=1000 * number))
        older = newer

    forward = queries.became(first, on=TODAY)
    backward = {unit.pk: queries.predecessors(unit, on=START) for unit in older}

    assert [sum(part.share for part in forward[unit.pk]) for unit in first] == [1, 1, 1]
    there = {(old.pk, part.unit.pk): part.share for old in first for part in forward[old.pk]}
    back = {(part.unit.pk, new): part.share for new, parts in backward.items() for part in parts}
    assert there == back


def test_two_ways_to_the_same_heir_add_up() -> None:
    old, left, right, heir = generation(0, 1) + generation(1, 2) + generation(2, 1)
    day, later = START + timedelta(days=1000), START + timedelta(days=2000)
    follow([old], [left, right, heir], [[1, 3, 0]], day)
    follow([left, right], [heir], [[1]], later)

    [part] = queries.successors(old, on=TODAY)
    [origin] = queries.predecessors(heir, on=START)

    assert (part.unit, part.share) == (heir, 1)
    assert (origin.unit, origin.share) == (old, 1)


def test_before_the_change_a_unit_is_its_own_heir() -> None:
    old, new = generation(0, 1)[0], generation(1, 1)[0]
    follow([old], [new], [[1]], START + timedelta(days=1000))

    assert [part.unit for part in queries.successors(old, on=START)] == [old]


def test_a_unit_that_ended_without_heirs_became_nothing() -> None:
    old = factories.unit(valid_to=START)

    assert queries.successors(old, on=TODAY) == []
    assert queries.predecessors(factories.unit(valid_from=TODAY), on=START) == []


def test_an_estimate_stays_an_estimate_down_the_chain() -> None:
    old, middle, heir = generation(0, 1) + generation(1, 1) + generation(2, 1)
    factories.succession(old, middle, START + timedelta(days=1000), "0.4")
    old.successions.update(is_estimate=True)
    factories.succession(middle, heir, START + timedelta(days=2000), "0.5")

    [part] = queries.successors(old, on=TODAY)

    assert (part.share, part.is_estimate) == (Decimal("0.2"), True)


def test_what_became_of_many_units_costs_as_many_queries_as_of_one(
    django_assert_num_queries,
) -> None:
    older, newer = generation(0), generation(1)
    follow(older, newer, [[1, 1, 1]], START + timedelta(days=1000))

    with django_assert_num_queries(3):
        queries.became(older, on=TODAY)
    with django_assert_num_queries(3):
        queries.became(older[:1], on=TODAY)
