"""Writes a rule back as its reader would: the one spelling of each rule, or with its numbers."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from kheo.foundation.vietnamese import numbers
from kheo.insight.checks.rules.tree import (
    MINUS,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Expression,
    Number,
    Product,
    Reference,
    Rule,
    Share,
    Sum,
)

Leaf = Callable[[Reference], str]


def _key(reference: Reference) -> str:
    return reference.key


def write(rule: Rule) -> str:
    """Write a rule so that `parse` reads the same one."""
    if rule.given is None:
        return _condition(rule.then)
    return f"nếu {_condition(rule.given)} thì {_condition(rule.then)}"


def expression(node: Expression, leaf: Leaf = _key) -> str:
    """Write what is reckoned; `leaf` says how a number of a form is shown."""
    match node:
        case Number():
            return (
                numbers.write_percent(node.value) if node.is_percent else numbers.write(node.value)
            )
        case Sum():
            return _sum(node, leaf)
        case Product():
            return _product(node, leaf)
        case Share():
            return f"{numbers.write_percent(node.percent)} của {_atom(node.of, leaf)}"
        case _:
            return leaf(node)


def shown(value: int | Fraction | Decimal, decimals: int) -> tuple[str, bool]:
    """Write a value, rounded where it has no end; say whether that changed it."""
    exact = Fraction(value)
    whole = Decimal(exact.numerator) / Decimal(exact.denominator)
    if Fraction(whole) == exact and -_exponent(whole) <= max(decimals, 6):
        return numbers.write(whole.normalize()), False
    return numbers.write(whole, decimals), True


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _condition(condition: Condition) -> str:
    match condition:
        case Comparison():
            words = expression(condition.terms[0])
            for _left, sign, right in condition.pairs():
                words += f" {sign} {expression(right)}"
            return words
        case AllOf():
            return " và ".join(map(_condition, condition.conditions))
        case AnyOf():
            return " hoặc ".join(map(_condition, condition.conditions))


def _sum(node: Sum, leaf: Leaf) -> str:
    words = ""
    for sign, term in node.terms:
        said = _term(term, leaf, is_first=not words)
        if words:
            words += f" {sign} {said}"
        else:
            words = f"{MINUS}{said}" if sign == MINUS else said
    return words


def _term(node: Expression, leaf: Leaf, *, is_first: bool) -> str:
    said = expression(node, leaf)
    is_negative = said.startswith(("-", MINUS))
    return f"({said})" if isinstance(node, Sum) or (is_negative and not is_first) else said


def _product(node: Product, leaf: Leaf) -> str:
    words = ""
    for sign, factor in node.factors:
        said = _atom(factor, leaf)
        words = f"{words} {sign} {said}" if words else said
    return words


def _atom(node: Expression, leaf: Leaf) -> str:
    said = expression(node, leaf)
    is_inner = isinstance(node, Sum | Product) or said.startswith("-")
    return f"({said})" if is_inner else said
