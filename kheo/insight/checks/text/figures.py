"""The value of one number token: 1.190; 96,4; 3574.303; 41, 75."""

from decimal import Decimal
from typing import NamedTuple


class Figure(NamedTuple):
    """What digits and separators say."""

    value: Decimal
    decimals: int
    is_malformed: bool = False


def read(token: str) -> Figure | None:
    """Read one token; None when it is a list such as 34,36,42 and no number."""
    if token.isdecimal():
        return Figure(Decimal(token), 0)
    if token.count(",") > 1:
        return None
    whole, _, decimals = token.partition(",")
    if "." in decimals:
        return None
    if "." not in whole:
        return Figure(Decimal(f"{whole}.{decimals}"), len(decimals))
    groups = whole.split(".")
    if all(len(group) == 3 for group in groups[1:]):
        value = Decimal("".join(groups) + ("." + decimals if decimals else ""))
        is_malformed = len(groups[0]) > 3 or groups[0].startswith("0")
        return Figure(value, len(decimals), is_malformed)
    if len(groups) == 2 and len(groups[1]) < 3 and not decimals:
        return Figure(Decimal(f"{groups[0]}.{groups[1]}"), len(groups[1]), True)
    return None
