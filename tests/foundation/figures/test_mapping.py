"""Numbers are carried to the units that followed, and none is lost."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.figures.mapping import Edge, UnitsInACircle, carry


def edge(predecessor, successor, share="1", is_estimate=False):
    return Edge(predecessor, successor, Decimal(share), is_estimate)


def test_a_merged_unit_takes_both_numbers_exactly():
    carried = carry({1: Decimal(3), 2: Decimal(4)}, [edge(1, 9), edge(2, 9)])

    assert carried == {9: (Decimal(7), False)}


def test_a_split_number_is_shared_out_and_marked():
    carried = carry({1: Decimal(10)}, [edge(1, 8, "0.7"), edge(1, 9, "0.3")])

    assert carried == {8: (Decimal(7), True), 9: (Decimal(3), True)}


def test_thirds_still_sum_to_the_whole():
    thirds = [edge(1, successor, "0.333333") for successor in (7, 8, 9)]

    carried = carry({1: Decimal(1)}, thirds)

    assert sorted(value for value, _estimate in carried.values()) == [
        Decimal("0.3333"),
        Decimal("0.3333"),
        Decimal("0.3334"),
    ]


def test_an_estimate_stays_one_through_the_chain():
    carried = carry({1: Decimal(2), 3: Decimal(1)}, [edge(1, 2, is_estimate=True), edge(2, 3)])

    assert carried == {3: (Decimal(3), True)}


def test_what_has_no_successor_stays():
    assert carry({1: Decimal(5)}, []) == {1: (Decimal(5), False)}


def test_units_in_a_circle_are_reported():
    with pytest.raises(UnitsInACircle):
        carry({1: Decimal(1)}, [edge(1, 2), edge(2, 1)])


shares = st.decimals("0.000001", "1", places=6)
# A unit is followed only by units of a higher number, so no circle arises.
edges = st.lists(
    st.builds(
        lambda start, step, share: Edge(start, start + step, share),
        st.integers(0, 20),
        st.integers(1, 5),
        shares,
    ),
    max_size=40,
)
values = st.dictionaries(
    st.integers(0, 25), st.decimals("-1000000", "1000000", places=4), max_size=12
)


@given(values, edges)
def test_carrying_conserves_the_total(values, edges):
    carried = carry(values, edges)

    assert sum(value for value, _estimate in carried.values()) == sum(values.values())


@given(values, edges)
def test_nothing_rests_on_a_unit_that_was_followed(values, edges):
    carried = carry(values, edges)

    assert not carried.keys() & {edge.predecessor for edge in edges}
