"""Whether parts make a total, and how far a share may be from its figures."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from kheo.insight.checks.text.quantity import Quantity


def balance(total: Quantity, parts: Sequence[Decimal], members: Sequence[Quantity]) -> int:
    """Say whether the parts fall short (-1), fit (0) or go beyond (1) what the total may mean."""
    value = part_sum(parts)
    if value == whole_of(total):
        return 0
    low = value - sum((m.value - m.low for m in members), Decimal(0))
    high = value + sum((m.high - m.value for m in members), Decimal(0))
    if high < total.low:
        return -1
    return 1 if low > total.high else 0


def part_sum(parts: Sequence[Decimal]) -> Decimal:
    return sum(parts, Decimal(0))


def whole_of(total: Quantity) -> Decimal:
    return total.value


def share_fits(numerator: Quantity, denominator: Decimal, half: Decimal, percent: Quantity) -> bool:
    """Tell whether a stated percentage may be the share, truncated or rounded."""
    if denominator == 0:
        return False
    unit = percent.half * 2
    is_bound = numerator.hedge is not None and numerator.hedge.name in ("at_most", "at_least")
    least = numerator.value if is_bound else max(numerator.low, Decimal(0))
    most = numerator.value if is_bound else numerator.high
    low = least * 100 / (denominator + half)
    high = most * 100 / max(denominator - half, denominator / 2)
    if percent.hedge:
        return (
            low <= percent.value * percent.hedge.high + unit
            and high >= percent.value * percent.hedge.low - unit
        )
    exact = Fraction(numerator.value) * 100 / Fraction(denominator)
    if abs(exact - Fraction(percent.value)) < Fraction(unit):
        return True
    return low - unit / 2 <= percent.value <= high + unit / 2


def share_is_shown(
    numerator: Quantity, denominator: Decimal, half: Decimal, percent: Quantity
) -> bool:
    """Tell whether a percentage is the share as one would write it, rounded or cut off.

    Tighter than share_fits: this one looks for a base, where chance must not find one.
    """
    if not share_fits(numerator, denominator, half, percent):
        return False
    if percent.hedge or numerator.hedge or numerator.is_rounded or half:
        return True
    over = numerator.value * 100 / denominator - percent.value
    return -percent.half <= over < 2 * percent.half
