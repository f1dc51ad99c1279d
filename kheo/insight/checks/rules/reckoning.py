"""Reckons rules exactly over given numbers and shows the arithmetic; a gap is never an error."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext as _

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
from kheo.insight.checks.rules.writing import expression, shown

Exact = int | Fraction
Values = Mapping[str, Decimal | int | Fraction | None]
Decimals = Mapping[str, int]
NOBODY_SAID: Decimals = {}
MOST_DIGITS = 8


class Verdict(StrEnum):
    """What the arithmetic says."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class Outcome:
    """What came of a rule over some numbers: the pair that decides, and the words for a reader."""

    verdict: Verdict
    left: Exact | None
    right: Exact | None
    arithmetic: str


class _Unknown(Exception):
    """A number is missing or cannot be reckoned; the words say which."""


def verdict(rule: Rule, values: Values, decimals: Decimals = NOBODY_SAID) -> Verdict:
    """Judge a rule without words; quick, for many cells."""
    if rule.given is not None:
        given = _holds(rule.given, values, decimals)
        if given is not True:
            return Verdict.CANNOT_TELL if given is None else Verdict.CONSISTENT
    return _verdict(_holds(rule.then, values, decimals))


def evaluate(rule: Rule, values: Values, decimals: Decimals = NOBODY_SAID) -> Outcome:
    """Judge a rule over values by the names of its references (`Rule.names`).

    `decimals` says how many a printed number has, where its value does not show them. A printed
    number stands for all that round to it when it is compared with what a division gives.
    """
    if rule.given is None:
        return _outcome(rule.then, values, decimals)
    given = _outcome(rule.given, values, decimals)
    if given.verdict is Verdict.CANNOT_TELL:
        return given
    if given.verdict is Verdict.INCONSISTENT:
        words = _("%(arithmetic)s: không phải xét") % {"arithmetic": given.arithmetic}
        return Outcome(Verdict.CONSISTENT, given.left, given.right, words)
    then = _outcome(rule.then, values, decimals)
    if then.verdict is Verdict.CANNOT_TELL:
        return then
    joined = (
        _("%(given)s và %(then)s")
        if then.verdict is Verdict.CONSISTENT
        else _("%(given)s nhưng %(then)s")
    )
    words = joined % {"given": given.arithmetic, "then": then.arithmetic}
    return Outcome(then.verdict, then.left, then.right, words)


# --- Whether it holds -------------------------------------------------------------------------


def _holds(condition: Condition, values: Values, decimals: Decimals) -> bool | None:
    """None where nobody can tell; one part that decides makes the others needless."""
    if isinstance(condition, Comparison):
        parts = [_pair_holds(*pair, values, decimals) for pair in condition.pairs()]
        return _every(parts)
    parts = [_holds(part, values, decimals) for part in condition.conditions]
    if isinstance(condition, AllOf):
        return _every(parts)
    return True if True in parts else None if None in parts else False


def _every(parts: list[bool | None]) -> bool | None:
    return False if False in parts else None if None in parts else True


def _pair_holds(
    left: Expression, sign: Sign, right: Expression, values: Values, decimals: Decimals
) -> bool | None:
    try:
        one, other = _value(left, values), _value(right, values)
    except _Unknown:
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
    stated = _stated(left, right)
    return 0 if stated is None else Fraction(1, 2 * 10 ** _decimals(stated, values, decimals))


def _stated(left: Expression, right: Expression) -> Cell | None:
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


def _decimals(cell: Cell, values: Values, decimals: Decimals) -> int:
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


def _value(node: Expression, values: Values) -> Exact:
    match node:
        case Cell() | SectionSum() | ColumnsSum():
            return _known(node, values)
        case Number():
            return exact(node.value)
        case Sum():
            return _added(node, values)
        case Product():
            return _multiplied(node, values)
        case Share():
            return _value(node.of, values) * Fraction(node.percent) / 100


def _known(reference: Reference, values: Values) -> Exact:
    found = values.get(reference.key)
    if found is None:
        raise _Unknown
    return exact(found)


def _added(node: Sum, values: Values) -> Exact:
    total: Exact = 0
    for sign, term in node.terms:
        value = _value(term, values)
        total = total - value if sign == MINUS else total + value
    return total


def _multiplied(node: Product, values: Values) -> Exact:
    product: Exact = 1
    for sign, factor in node.factors:
        value = _value(factor, values)
        if sign != OVER:
            product = product * value
        elif value == 0:
            raise _Unknown
        else:
            product = Fraction(product) / value
    return product


# --- Words ------------------------------------------------------------------------------------


def _outcome(condition: Condition, values: Values, decimals: Decimals) -> Outcome:
    pairs = list(_pairs(condition))
    told = {pair: _pair_holds(*pair, values, decimals) for pair in pairs}
    holds = _holds(condition, values, decimals)
    if holds is None:
        words = _why_unknown([pair for pair in pairs if told[pair] is None], values)
        return Outcome(Verdict.CANNOT_TELL, None, None, words)
    # What decides: the parts that hold, or those that do not.
    deciding = [pair for pair in pairs if told[pair] is holds]
    left, _sign, right = deciding[0]
    words = ", ".join(_arithmetic(*pair, values, decimals, is_held=holds) for pair in deciding)
    return Outcome(_verdict(holds), _value(left, values), _value(right, values), words)


def _verdict(holds: bool | None) -> Verdict:
    if holds is None:
        return Verdict.CANNOT_TELL
    return Verdict.CONSISTENT if holds else Verdict.INCONSISTENT


def _pairs(condition: Condition) -> "list[tuple[Expression, Sign, Expression]]":
    if isinstance(condition, Comparison):
        return list(condition.pairs())
    return [pair for part in condition.conditions for pair in _pairs(part)]


def _arithmetic(
    left: Expression,
    sign: Sign,
    right: Expression,
    values: Values,
    decimals: Decimals,
    *,
    is_held: bool,
) -> str:
    """Write it with its numbers: 1.191 ≠ 8 + 156 + 947 = 1.111."""
    stated = _stated(left, right)
    digits = max(1, _decimals(stated, values, decimals)) if stated else 2
    true_sign = sign if is_held else sign.opposite
    needs_results = not (is_held and sign is Sign.EQUAL)
    sides = []
    for side, other in ((left, right), (right, left)):
        words = _with_numbers(side, values)
        if needs_results and not isinstance(side, Number | Cell | SectionSum | ColumnsSum):
            words += _result(_value(side, values), _value(other, values), digits)
        sides.append(words)
    return f" {true_sign} ".join(sides)


def _with_numbers(side: Expression, values: Values) -> str:
    return expression(side, lambda reference: _number(reference, values))


def _number(reference: Reference, values: Values) -> str:
    words = shown(_known(reference, values), 2)[0]
    return f"{words}%" if isinstance(reference, Cell) and "%" in reference.name else words


def _result(value: Exact, beside: Exact, digits: int) -> str:
    """Write the result, with as many digits as tell it from the number beside it."""
    while (
        digits < MOST_DIGITS and value != beside and shown(value, digits) == shown(beside, digits)
    ):
        digits += 1
    words, is_rounded = shown(value, digits)
    return f" {'≈' if is_rounded else '='} {words}"


def _why_unknown(pairs: list[tuple[Expression, Sign, Expression]], values: Values) -> str:
    asked = dict.fromkeys(one for pair in pairs for one in _references_of(pair))
    missing = [one.key for one in asked if values.get(one.key) is None]
    if missing:
        return _("chưa đủ số liệu: thiếu %(names)s") % {"names": ", ".join(missing)}
    sides = (side for left, _sign, right in pairs for side in (left, right))
    broken = next(side for side in sides if not _is_reckonable(side, values))
    return _("%(ratio)s: mẫu số bằng 0") % {"ratio": _with_numbers(broken, values)}


def _references_of(pair: tuple[Expression, Sign, Expression]) -> tuple[Reference, ...]:
    return Rule(Comparison((pair[0], pair[2]), (pair[1],))).references


def _is_reckonable(side: Expression, values: Values) -> bool:
    try:
        _value(side, values)
    except _Unknown:
        return False
    return True
