"""Estimated shares: positive, whole, and larger where more of the old commune lies."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.units import shares

weights = st.lists(st.integers(1, 10_000), min_size=1, max_size=8)
places = st.builds(shares.Place, st.floats(8, 24), st.floats(102, 110), st.floats(0, 500))


@given(weights)
def test_exact_shares_are_positive_and_make_one(given_weights: list[int]) -> None:
    split = shares.exact(given_weights)

    assert sum(split) == 1
    assert all(0 < share <= 1 for share in split)
    assert all(share == share.quantize(shares.EXACT) for share in split)


@given(st.lists(places, min_size=1, max_size=5), st.floats(8, 24), st.floats(102, 109))
def test_an_estimate_makes_one_wherever_the_parts_lie(
    parts: list[shares.Place], south: float, west: float
) -> None:
    box = f"{south},{west} – {south + 0.1},{west + 0.1}"

    split = shares.estimate(box, parts)

    assert sum(split) == 1
    assert min(split) > 0


def test_a_part_in_the_box_gets_more_than_one_beside_it() -> None:
    inside, beside = shares.Place(21.05, 105.05, 30), shares.Place(21.05, 105.2, 30)

    split = shares.estimate("21.0,105.0 – 21.1,105.1", [beside, inside])

    assert split[1] > Decimal("0.9")


def test_without_a_box_the_parts_are_equal() -> None:
    twice = [shares.Place(21, 105, 1)] * 2

    assert shares.estimate(None, twice) == [Decimal("0.5"), Decimal("0.5")]


@given(st.floats(8, 24), st.floats(102, 110), st.floats(8, 24), st.floats(102, 110))
def test_distance_is_the_same_both_ways(a: float, b: float, c: float, d: float) -> None:
    assert shares.distance(a, b, c, d) == shares.distance(c, d, a, b)
    assert shares.distance(a, b, a, b) == 0
