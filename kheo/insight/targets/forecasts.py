"""Says where a number will be if it goes on as it did: exact arithmetic, with its range.

A straight line through what was measured, or the pace of the pieces of time that are over. Nothing
is said from fewer than three numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LEAST = 3
_STEP = Decimal("0.0001")
Place = tuple[Fraction, Decimal]


class Method(StrEnum):
    """How a forecast was made, told beside it."""

    TREND = "trend"
    PACE = "pace"

    @property
    def label(self) -> Promise:
        return LABELS[self]


LABELS: dict[Method, Promise] = {
    Method.TREND: _(
        "đường thẳng gần các số đã có nhất; khoảng rộng bằng độ lệch lớn nhất của các số ấy"
    ),
    Method.PACE: _(
        "mức trung bình của các kỳ đã qua nhân với số kỳ còn lại; khoảng tính theo kỳ thấp nhất "
        "và kỳ cao nhất"
    ),
}


@dataclass(frozen=True)
class Forecast:
    """A number that nobody has counted yet, the range around it and what it rests on."""

    value: Decimal
    low: Decimal
    high: Decimal
    method: Method
    points: int


def by_trend(
    places: Sequence[Place], at: Fraction, *, least: Decimal | None, most: Decimal | None
) -> Forecast | None:
    """Follow the line of least squares through (when, how much); None with fewer than three.

    The range is as wide as the farthest number lies from the line. `least` and `most` bound what
    is possible at all.
    """
    if len({when for when, _value in places}) < LEAST:
        return None
    slope, start = _line([(when, Fraction(value)) for when, value in places])
    spread = max(abs(Fraction(value) - start - slope * when) for when, value in places)
    value = start + slope * at
    low, middle, high = (
        _within(one, least, most) for one in (value - spread, value, value + spread)
    )
    return Forecast(middle, low, high, Method.TREND, len(places))


def by_pace(pieces: Sequence[Decimal], left: Fraction) -> Forecast | None:
    """Add what is left of the period at the pace of the pieces that are over; None below three."""
    if len(pieces) < LEAST:
        return None
    known = sum((Fraction(piece) for piece in pieces), Fraction(0))
    value, low, high = (
        _written(known + Fraction(pace) * left)
        for pace in (known / len(pieces), min(pieces), max(pieces))
    )
    return Forecast(value, low, high, Method.PACE, len(pieces))


def _line(places: Sequence[tuple[Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    """Return slope and start of the line of least squares."""
    n = len(places)
    middle = sum((when for when, _value in places), Fraction(0)) / n
    level = sum((value for _when, value in places), Fraction(0)) / n
    across = sum(((when - middle) ** 2 for when, _value in places), Fraction(0))
    up = sum(((when - middle) * (value - level) for when, value in places), Fraction(0))
    slope = up / across
    return slope, level - slope * middle


def _within(value: Fraction, least: Decimal | None, most: Decimal | None) -> Decimal:
    if least is not None:
        value = max(value, Fraction(least))
    if most is not None:
        value = min(value, Fraction(most))
    return _written(value)


def _written(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_STEP).normalize()
