"""What a rule says, as a tree: comparisons of reckoned numbers, joined by if, and, or."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from kheo.insight.checks.rules.quoting import name, quoted


class Sign(StrEnum):
    """How two numbers must stand to each other."""

    EQUAL = "="
    DIFFERENT = "≠"
    AT_MOST = "≤"
    AT_LEAST = "≥"
    LESS = "<"
    MORE = ">"

    @property
    def opposite(self) -> "Sign":
        return _OPPOSITES[self]


_OPPOSITES = {
    Sign.EQUAL: Sign.DIFFERENT,
    Sign.DIFFERENT: Sign.EQUAL,
    Sign.AT_MOST: Sign.MORE,
    Sign.MORE: Sign.AT_MOST,
    Sign.AT_LEAST: Sign.LESS,
    Sign.LESS: Sign.AT_LEAST,
}

PLUS, MINUS, TIMES, OVER = "+", "−", "×", "/"


@dataclass(frozen=True)
class Number:
    """A number as written; a percentage stands alone as a side: tỷ lệ ≥ 95%."""

    value: Decimal
    is_percent: bool = False


@dataclass(frozen=True)
class Cell:
    """A number of a form by its name: of this form or another, of this period or the last."""

    name: str
    column: str = ""
    form: str = ""
    is_last: bool = False
    # Where the name begins in what was typed, from 1.
    at: int = field(default=0, compare=False)

    @cached_property
    def key(self) -> str:
        """How rules call it: also its key among the values."""
        column = f"[{name(self.column)}]" if self.column else ""
        form = f"biểu {quoted(self.form)}!" if self.form else ""
        return _of_period(f"{form}{name(self.name)}{column}", self.is_last)


@dataclass(frozen=True)
class SectionSum:
    """All rows of a section, added."""

    section: str
    is_last: bool = False
    at: int = field(default=0, compare=False)

    @cached_property
    def key(self) -> str:
        return _of_period(f"tổng mục({name(self.section)})", self.is_last)


@dataclass(frozen=True)
class ColumnsSum:
    """All columns of a row, added."""

    row: str
    is_last: bool = False
    at: int = field(default=0, compare=False)

    @cached_property
    def key(self) -> str:
        return _of_period(f"tổng các cột({name(self.row)})", self.is_last)


def _of_period(said: str, is_last: bool) -> str:
    return f"kỳ trước({said})" if is_last else said


Reference = Cell | SectionSum | ColumnsSum


@dataclass(frozen=True)
class Sum:
    """Numbers added and taken away, each with its sign."""

    terms: tuple[tuple[str, "Expression"], ...]


@dataclass(frozen=True)
class Product:
    """Numbers multiplied and divided from left to right; the first sign is ×."""

    factors: tuple[tuple[str, "Expression"], ...]


@dataclass(frozen=True)
class Share:
    """So many hundredths of a number: 95% của đã nhận."""

    percent: Decimal
    of: "Expression"


Expression = Number | Reference | Sum | Product | Share


@dataclass(frozen=True)
class Comparison:
    """Two or more numbers, each beside the next: 0 ≤ x ≤ 100."""

    terms: tuple[Expression, ...]
    signs: tuple[Sign, ...]

    def pairs(self) -> Iterator[tuple[Expression, Sign, Expression]]:
        yield from zip(self.terms, self.signs, self.terms[1:], strict=False)


@dataclass(frozen=True)
class AllOf:
    """Every one must hold."""

    conditions: tuple[Comparison, ...]


@dataclass(frozen=True)
class AnyOf:
    """One of them must hold."""

    conditions: tuple["Comparison | AllOf", ...]


Condition = Comparison | AllOf | AnyOf


@dataclass(frozen=True)
class Rule:
    """What must hold; always, or only when something is given."""

    then: Condition
    given: Condition | None = None

    @property
    def references(self) -> tuple[Reference, ...]:
        """The numbers it speaks of, each once, in the order of reading."""
        parts = (self.then,) if self.given is None else (self.given, self.then)
        return tuple(dict.fromkeys(found for part in parts for found in _references(part)))

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of the values that it wants."""
        return tuple(reference.key for reference in self.references)


Node = Expression | Condition


def _references(node: Node) -> Iterator[Reference]:
    match node:
        case Cell() | SectionSum() | ColumnsSum():
            yield node
        case Number():
            return
        case _:
            for inner in inside(node):
                yield from _references(inner)


def inside(node: Node) -> tuple[Node, ...]:
    """Give the parts that a node is made of."""
    match node:
        case Sum():
            return tuple(term for _sign, term in node.terms)
        case Product():
            return tuple(factor for _sign, factor in node.factors)
        case Share():
            return (node.of,)
        case Comparison():
            return node.terms
        case AllOf() | AnyOf():
            return node.conditions
        case _:
            return ()


def replaced(rule: Rule, swap: Callable[[Reference], Expression]) -> Rule:
    """Put other numbers in the places of those that a rule names."""
    given = None if rule.given is None else _swapped_condition(rule.given, swap)
    return Rule(_swapped_condition(rule.then, swap), given)


def _swapped_condition(condition: Condition, swap: Callable[[Reference], Expression]) -> Condition:
    if isinstance(condition, AnyOf):
        return AnyOf(tuple(_swapped_every(one, swap) for one in condition.conditions))
    return _swapped_every(condition, swap)


def _swapped_every(
    condition: Comparison | AllOf, swap: Callable[[Reference], Expression]
) -> Comparison | AllOf:
    if isinstance(condition, AllOf):
        return AllOf(tuple(_swapped_comparison(one, swap) for one in condition.conditions))
    return _swapped_comparison(condition, swap)


def _swapped_comparison(one: Comparison, swap: Callable[[Reference], Expression]) -> Comparison:
    return Comparison(tuple(_swapped(term, swap) for term in one.terms), one.signs)


def _swapped(node: Expression, swap: Callable[[Reference], Expression]) -> Expression:
    match node:
        case Number():
            return node
        case Sum():
            return Sum(tuple((sign, _swapped(term, swap)) for sign, term in node.terms))
        case Product():
            return Product(tuple((sign, _swapped(one, swap)) for sign, one in node.factors))
        case Share():
            return Share(node.percent, _swapped(node.of, swap))
        case _:
            return swap(node)
