"""Reads the number that somebody typed into a cell, in the grid or in Excel, and never guesses.

A dot groups thousands and a comma begins decimals; what may mean two numbers is asked.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kheo.foundation.figures import indicators
from kheo.foundation.vietnamese import numbers
from kheo.foundation.vietnamese.numbers import Flag, Malformed
from kheo.insight.returns.definition import Place, Row

# What the column of the database holds: twenty digits, four of them decimals.
_TOO_LARGE: Final = Decimal(10) ** 16
# In tables they may say nothing happened, or nothing is known yet.
_DASHES: Final = frozenset("-–—")
_ZERO: Final = (Decimal(0),)


class Unclear(ValueError):
    """No number that fits the cell; `readings` are the numbers it may mean."""

    def __init__(self, words: str, readings: tuple[Decimal, ...] = ()) -> None:
        super().__init__(words)
        self.readings = readings

    def __str__(self) -> str:
        said = super().__str__()
        if not self.readings:
            return said
        return f"{said} {_('Có phải là %(readings)s?') % {'readings': self.choices}}"

    @property
    def choices(self) -> str:
        """The readings as they would be typed: 1.190 hoặc 1,19."""
        return f" {_('hoặc')} ".join(numbers.write(one) for one in self.readings)


@dataclass(frozen=True)
class Expected:
    """What a cell takes."""

    decimals: int = 0
    is_percent: bool = False
    may_be_negative: bool = False

    @classmethod
    def of(cls, place: Place) -> Self:
        """Say what a cell of a form takes."""
        counted = unit_of_count(place)
        minimum = place.row.minimum
        return cls(place.row.decimals, counted == "%", minimum is not None and minimum < 0)

    def check(self, value: Decimal, written: str) -> Decimal:
        """Return the value when it fits; raise Unclear."""
        if value < 0 and not self.may_be_negative:
            raise Unclear(_("“%(written)s” là số âm; ô này không nhận số âm.") % _said(written))
        if abs(value) >= _TOO_LARGE:
            raise Unclear(_("“%(written)s” lớn quá, không thể là số của ô này.") % _said(written))
        if places_of(value) > self.decimals:
            raise Unclear(self._too_fine(written), self._thousands(value))
        return value

    def _too_fine(self, written: str) -> str:
        if not self.decimals:
            return _("“%(written)s” có phần lẻ; ô này chỉ nhận số nguyên.") % _said(written)
        return ngettext(
            "“%(written)s” có nhiều chữ số sau dấu phẩy; ô này nhận nhiều nhất %(most)d.",
            "“%(written)s” có nhiều chữ số sau dấu phẩy; ô này nhận nhiều nhất %(most)d.",
            self.decimals,
        ) % {**_said(written), "most": self.decimals}

    def _thousands(self, value: Decimal) -> tuple[Decimal, ...]:
        """Say what the number is when its comma, or Excel's dot, was to group thousands."""
        meant = value * 1000
        if self.is_percent or places_of(value) > 3 or not 0 < abs(value) < 1000:
            return ()
        return (Decimal(int(meant)),) if meant == int(meant) else ()


def unit_of_count(place: Place) -> str:
    """Say what is counted in a cell: by the form, else by the indicator."""
    return place.unit_of_count or unit_of_row(place.row)


def unit_of_row(row: Row) -> str:
    """Say what a row counts where no column says otherwise."""
    return row.unit_of_count or str(indicators.get(row.indicator).unit_of_count)


def read(text: str, expected: Expected) -> Decimal | None:
    """Read a typed number, None where nothing was typed; raise Unclear."""
    written = text.strip()
    if not written:
        return None
    if written in _DASHES:
        raise Unclear(_("“%(written)s” có thể là 0, hoặc là chưa có số.") % _said(written), _ZERO)
    try:
        number = numbers.parse(written)
    except Malformed as malformed:
        raise Unclear(str(malformed), _fitting(malformed.readings, expected)) from malformed
    if number.is_percent and not expected.is_percent:
        raise Unclear(
            _("“%(written)s” là số phần trăm; ô này không tính theo %%.") % _said(written)
        )
    if Flag.THREE_DECIMALS in number.flags:
        _ask_for_thousands(number.value, written, expected)
    return expected.check(number.value, written)


def _ask_for_thousands(value: Decimal, written: str, expected: Expected) -> None:
    """1,190 is 1,19 to the letter, and 1.190 to whoever writes as Excel does."""
    if expected.is_percent:
        return
    readings = _fitting((value * 1000, value), expected)
    raise Unclear(_("“%(written)s” có thể đọc hai cách.") % _said(written), readings)


def _fitting(readings: tuple[Decimal, ...], expected: Expected) -> tuple[Decimal, ...]:
    whole = (Decimal(int(one)) if one == int(one) else one.normalize() for one in readings)
    return tuple(one for one in whole if places_of(one) <= expected.decimals)


def places_of(value: Decimal) -> int:
    """Count the digits after the comma, without zeros at the end."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def write(value: Decimal) -> str:
    """Write a value as it would be typed: 1.190; 96,4."""
    whole = value.to_integral_value()
    return numbers.write(whole if whole == value else value.normalize())


def _said(written: str) -> dict[str, str]:
    return {"written": written if len(written) <= 30 else written[:29] + "…"}
