"""The likely slip of the pen: one digit, two swapped digits or one separator that mends a sum."""

from collections.abc import Sequence
from decimal import Decimal

from kheo.insight.checks.text.sayings import plain


def in_sum(total: Decimal, parts: Sequence[Decimal]) -> str:
    """Say which figure is probably mistyped, if exactly one change repairs the sum."""
    computed = sum(parts, Decimal(0))
    wanted = [(total, computed), *((part, part + total - computed) for part in parts)]
    for is_slip in (_swapped, _shifted, _one_digit):
        mended = [(was, right) for was, right in wanted if right > 0 and is_slip(was, right)]
        if len(mended) == 1:
            was, right = mended[0]
            return f"; có thể {plain(was)} là {plain(right)} ghi nhầm"
    return ""


def between(was: Decimal, right: Decimal) -> str:
    """Say so when one figure is another with a slip."""
    if any(is_slip(was, right) for is_slip in (_swapped, _shifted, _one_digit)):
        return f"; có thể {plain(was)} là {plain(right)} ghi nhầm"
    return ""


def is_slip(was: Decimal, right: Decimal) -> bool:
    """Tell whether a figure of three digits or more is another one with a slip."""
    is_long = len(_digits(was).replace(".", "")) >= 3
    return is_long and (_swapped(was, right) or _one_digit(was, right))


def is_swap(total: Decimal, parts: Sequence[Decimal]) -> bool:
    """Tell whether swapping two neighbouring digits of one figure repairs the sum."""
    computed = sum(parts, Decimal(0))
    wanted = [(total, computed), *((part, part + total - computed) for part in parts)]
    return any(right > 0 and _swapped(was, right) for was, right in wanted)


def is_one(total: Decimal, parts: Sequence[Decimal]) -> bool:
    """Tell whether one digit, one swap or one separator of one figure repairs the sum."""
    computed = sum(parts, Decimal(0))
    wanted = [(total, computed), *((part, part + total - computed) for part in parts)]
    return any(
        right > 0 and mends(was, right)
        for was, right in wanted
        for mends in (_swapped, _shifted, _one_digit)
    )


def _digits(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _swapped(was: Decimal, right: Decimal) -> bool:
    """10,95 for 10,59."""
    one, other = _digits(was), _digits(right)
    if len(one) != len(other) or len(one) < 3:
        return False
    differing = [place for place in range(len(one)) if one[place] != other[place]]
    if len(differing) != 2:
        return False
    first, second = differing
    return one[first] == other[second] and one[second] == other[first]


def _shifted(was: Decimal, right: Decimal) -> bool:
    """825.705 for 825,705."""
    return was == right * 1000 or right == was * 1000


def _one_digit(was: Decimal, right: Decimal) -> bool:
    """1.191 for 1.111: one digit wrong, or one too many or too few."""
    one, other = _digits(was), _digits(right)
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    longer, shorter = sorted((one, other), key=len, reverse=True)
    if len(longer) != len(shorter) + 1 or len(shorter) < 3:
        return False
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
