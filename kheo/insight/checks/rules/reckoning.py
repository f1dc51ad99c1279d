"""Reckons rules exactly over given numbers; a gap is never an error."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kheo.insight.checks.rules.tree import (
    MINUS,
    OVER,
    AllOf,
    Cell,
    ColumnsSum,
    Comparison,
    Condition,
    Expression,
    Node,
    Number,
    Product,
    Reference,
    Rule,
    SectionSum,
    Share,
    Sign,
    Sum,
    inside,
)

Exact = int | Fraction
Values = Mapping[str, Decimal | int | Fraction | None]
Decimals = Mapping[str, int]
NOBODY_SAID: Decimals = {}


class Verdict(StrEnum):
    """What the arithmetic says."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    CANNOT_TELL = "cannot_tell"


class Unknown(Exception):
    """A number is missing or cannot be reckoned; the words say which."""


def verdict(rule: Rule, values: Values, decimals: Decimals = NOBODY_SAID) -> Verdict:
    """Judge a rule without words; quick, for many cells."""
    if rule.given is not None:
        given = holds(rule.given, values, decimals)
        if given is not True:
            return Verdict.CANNOT_TELL if given is None else Verdict.CONSISTENT
    return verdict_of(holds(rule.then, values, decimals))


def verdict_of(is_held: bool | None) -> Verdict:
    if is_held is None:
        return Verdict.CANNOT_TELL
    return Verdict.CONSISTENT if is_held else Verdict.INCONSISTENT


# --- Whether it holds -------------------------------------------------------------------------


def holds(condition: Condition, values: Values, decimals: Decimals) -> bool | None:
    """None where nobody can tell; one part that decides makes the others needless."""
    if isinstance(condition, Comparison):
        parts = [pair_holds(*pair, values, decimals) for pair in condition.pairs()]
        return _every(parts)
    parts = [holds(part, values, decimals) for part in condition.conditions]
    if isinstance(condition, AllOf):
        return _every(parts)
    return True if True in parts else None if None in parts else False


def _every(parts: list[bool | None]) -> bool | None:
    return False if False in parts else None if None in parts else True


def pair_holds(
    left: Expression, sign: Sign, right: Expression, values: Values, decimals: Decimals
) -> bool | None:
    try:
        one, other = value_of(left, values), value_of(right, values)
    except Unknown:
        return None
    return _compare(one, sign, other, _width(left, right, values, decimals, sign))


def _compare(left: Exact, sign: Sign, right: Exact, width: Fraction | int) -> bool:
    apart: Exact = left - right
    is_equal = apart == 0 or abs(Fraction(apart)) <= width
    match sign:
        case Sign.EQUAL:
            return is_equal
        case Sign.DIFFERENT:
            return not is_equal
        case Sign.AT_MOST:
            return is_equal or apart < 0
        case Sign.AT_LEAST:
            return is_equal or apart > 0
        case Sign.LESS:
            return apart < 0
        case Sign.MORE:
            return apart > 0


def _width(
    left: Expression, right: Expression, values: Values, decimals: Decimals, sign: Sign
) -> Fraction | int:
    """How far a printed number may lie from what a division gives: half of its last digit."""
    if sign in (Sign.LESS, Sign.MORE):
        return 0
    stated = stated_beside(left, right)
    return 0 if stated is None else Fraction(1, 2 * 10 ** decimals_of(stated, values, decimals))


def stated_beside(left: Expression, right: Expression) -> Cell | None:
    """Find the printed number that stands beside a division."""
    for stated, reckoned in ((left, right), (right, left)):
        if isinstance(stated, Cell) and _divides(reckoned):
            return stated
    return None


def _divides(node: Node) -> bool:
    if isinstance(node, Share):
        return True
    if isinstance(node, Product) and any(sign == OVER for sign, _factor in node.factors):
        return True
    return any(map(_divides, inside(node)))


def decimals_of(cell: Cell, values: Values, decimals: Decimals) -> int:
    name = cell.key
    if name in decimals:
        return decimals[name]
    rest, count = Fraction(values[name] or 0), 0
    while rest.denominator != 1 and count < 12:
        rest, count = rest * 10, count + 1
    return count


# --- Numbers ----------------------------------------------------------------------------------


def exact(value: Decimal | int | Fraction) -> Exact:
    """Take a number as it is, the whole ones as the quicker kind."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else Fraction(value)
    return value


def value_of(node: Expression, values: Values) -> Exact:
    match node:
        case Cell() | SectionSum() | ColumnsSum():
            return known(node, values)
        case Number():
            return exact(node.value)
        case Sum():
            return _added(node, values)
        case Product():
            return _multiplied(node, values)
        case Share():
            return value_of(node.of, values) * Fraction(node.percent) / 100


def known(reference: Reference, values: Values) -> Exact:
    found = values.get(reference.key)
    if found is None:
        raise Unknown
    return exact(found)


def _added(node: Sum, values: Values) -> Exact:
    total: Exact = 0
    for sign, term in node.terms:
        value = value_of(term, values)
        total = total - value if sign == MINUS else total + value
    return total


def _multiplied(node: Product, values: Values) -> Exact:
    product: Exact = 1
    for sign, factor in node.factors:
        value = value_of(factor, values)
        if sign != OVER:
            product = product * value
        elif value == 0:
            raise Unknown
        else:
            product = Fraction(product) / value
    return product
