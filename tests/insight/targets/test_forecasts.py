"""A forecast is exact arithmetic with its range, and silence below three numbers."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kheo.insight.targets import forecasts
from kheo.insight.targets.forecasts import Forecast, Method

numbers = st.decimals(min_value=0, max_value=10**6, places=2)


def places(*values):
    return [(Fraction(at), Decimal(value)) for at, value in enumerate(values)]


def test_a_straight_row_goes_on_straight_without_a_range():
    found = forecasts.by_trend(places(60, 70, 80), Fraction(4), least=Decimal(0), most=None)

    assert found == Forecast(Decimal(100), Decimal(100), Decimal(100), Method.TREND, 3)


def test_a_crooked_row_has_a_range_as_wide_as_its_worst_number():
    found = forecasts.by_trend(places(60, 72, 78), Fraction(3), least=Decimal(0), most=None)

    assert (found.value, found.low, found.high) == (Decimal(88), Decimal(86), Decimal(90))


def test_a_share_is_never_more_than_all():
    found = forecasts.by_trend(
        places(80, 90, 100), Fraction(9), least=Decimal(0), most=Decimal(100)
    )

    assert (found.low, found.value, found.high) == (Decimal(100), Decimal(100), Decimal(100))


def test_two_numbers_say_nothing():
    assert forecasts.by_trend(places(1, 2), Fraction(3), least=None, most=None) is None
    assert forecasts.by_pace([Decimal(1), Decimal(2)], Fraction(10)) is None


def test_three_numbers_of_one_moment_say_nothing():
    same = [(Fraction(1), Decimal(value)) for value in (1, 2, 3)]

    assert forecasts.by_trend(same, Fraction(3), least=None, most=None) is None


def test_the_pace_of_what_is_over_fills_what_is_left():
    found = forecasts.by_pace([Decimal(8), Decimal(10), Decimal(12)], Fraction(9))

    assert found == Forecast(Decimal(120), Decimal(102), Decimal(138), Method.PACE, 3)


@given(st.lists(numbers, min_size=3, max_size=12), st.integers(0, 12))
def test_a_forecast_lies_within_its_range_and_is_never_less_than_there_is(pieces, left):
    found = forecasts.by_pace(pieces, Fraction(left))

    assert found.low <= found.value <= found.high
    assert found.low >= sum(pieces)


@given(st.lists(numbers, min_size=3, max_size=12), st.integers(1, 20))
def test_the_trend_lies_within_its_range_and_above_nothing(values, ahead):
    at = Fraction(len(values) + ahead)
    found = forecasts.by_trend(places(*values), at, least=Decimal(0), most=None)

    assert Decimal(0) <= found.low <= found.value <= found.high
