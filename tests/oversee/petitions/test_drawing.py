"""The drawing keeps its distances, hides whose house it was, and lays no mark on another."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.oversee.petitions import drawing
from kheo.oversee.petitions.drawing import SIDE, Box

SON_LA = (21.33, 103.92)
latitudes, longitudes = st.floats(20.5, 22.0), st.floats(103.0, 105.0)


def test_the_middle_lies_in_the_middle_and_north_is_up():
    box = Box(*SON_LA, 5)

    assert box.point(*SON_LA) == (SIDE / 2, SIDE / 2)
    x, y = box.point(SON_LA[0] + 0.01, SON_LA[1] + 0.01)
    assert x > SIDE / 2 > y


def test_a_kilometre_is_as_long_to_the_east_as_to_the_north():
    box = Box(*SON_LA, 5)
    degree = 1 / 111.2

    _x, north = box.point(SON_LA[0] + degree, SON_LA[1])
    east, _y = box.point(SON_LA[0], SON_LA[1] + degree / math.cos(math.radians(SON_LA[0])))

    assert SIDE / 2 - north == pytest.approx(SIDE / 10, abs=0.2)
    assert east - SIDE / 2 == pytest.approx(SIDE / 10, abs=0.2)


def test_what_lies_outside_the_box_is_not_drawn():
    assert Box(*SON_LA, 5).point(SON_LA[0] + 0.2, SON_LA[1]) is None


@given(latitudes, longitudes)
def test_a_public_place_is_never_exact_and_never_far(latitude, longitude):
    public = drawing.rounded(latitude, longitude)

    assert public == tuple(round(one, 3) for one in public)
    assert abs(public[0] - latitude) <= drawing.GRID * 0.501
    assert abs(public[1] - longitude) <= drawing.GRID * 0.501


@given(latitudes, longitudes, st.floats(0, 0.0004))
def test_neighbours_within_a_square_share_one_public_place(latitude, longitude, aside):
    middle = drawing.rounded(latitude, longitude)

    assert drawing.rounded(middle[0] + aside, middle[1] - aside) == middle


@given(st.lists(st.tuples(st.floats(0, SIDE), st.floats(0, SIDE)), max_size=60))
def test_marks_lie_apart_and_none_is_lost(points):
    marks = drawing.gathered([(x, y, number) for number, (x, y) in enumerate(points)])

    assert sorted(item for mark in marks for item in mark.items) == list(range(len(points)))
    for one, other in combinations(marks, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= drawing.APART


def test_the_scale_is_a_round_number_that_fits():
    for half in (1.5, 3, 7.3, 12, 80):
        box = Box(*SON_LA, half)

        assert box.bar_km in drawing.STEPS_KM
        assert 0 < box.bar <= SIDE * drawing.BAR
        assert SIDE / 2 in box.lines
        assert all(0 <= line <= SIDE for line in box.lines)


def test_the_box_of_a_commune_reaches_to_its_nearest_neighbours():
    middles = [(SON_LA[0] + step, SON_LA[1]) for step in (0.1, 0.2, 0.3, 2)]

    box = drawing.around(SON_LA, middles, neighbours=3)

    assert box.half_km == pytest.approx(0.3 * 111.2)
    assert drawing.around(SON_LA, [], neighbours=3).half_km == drawing.SMALLEST_KM


def test_the_drawing_comes_nearer_until_the_farthest_place_would_be_lost():
    box = Box(*SON_LA, 20)
    near, far = (SON_LA[0] + 0.05, SON_LA[1]), (SON_LA[0] + 1, SON_LA[1])

    closer = drawing.closer(box, [SON_LA, near, far])

    assert 5.56 < closer.half_km < 7
    assert closer.point(*near)
    assert closer.point(*far) is None
    assert drawing.closer(box, [far]) == box
    assert drawing.closer(box, [SON_LA]).half_km == drawing.SMALLEST_KM


def test_the_box_over_all_holds_all():
    places = [(21.0, 103.1), (21.9, 104.9), (20.6, 104.0)]

    box = drawing.over(places)

    assert all(box.point(*place) for place in places)
