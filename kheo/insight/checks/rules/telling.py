"""Says what came of a rule in words: the arithmetic as its reader would write it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kheo.insight.checks.rules.reckoning import (
    NOBODY_SAID,
    Decimals,
    Exact,
    Unknown,
    Values,
    Verdict,
    decimals_of,
    holds,
    known,
    pair_holds,
    stated_beside,
    value_of,
    verdict_of,
)
from kheo.insight.checks.rules.tree import (
    Cell,
    ColumnsSum,
    Comparison,
    Condition,
    Expression,
    Number,
    Reference,
    Rule,
    SectionSum,
    Sign,
)
from kheo.insight.checks.rules.writing import expression, shown

MOST_DIGITS = 8


@dataclass(frozen=True)
class Outcome:
    """What came of a rule over some numbers: the pair that decides, and the words for a reader."""

    verdict: Verdict
    left: Exact | None
    right: Exact | None
    arithmetic: str


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


def _outcome(condition: Condition, values: Values, decimals: Decimals) -> Outcome:
    pairs = list(_pairs(condition))
    told = {pair: pair_holds(*pair, values, decimals) for pair in pairs}
    is_held = holds(condition, values, decimals)
    if is_held is None:
        words = _why_unknown([pair for pair in pairs if told[pair] is None], values)
        return Outcome(Verdict.CANNOT_TELL, None, None, words)
    # What decides: the parts that hold, or those that do not.
    deciding = [pair for pair in pairs if told[pair] is is_held]
    left, _sign, right = deciding[0]
    words = ", ".join(_arithmetic(*pair, values, decimals, is_held=is_held) for pair in deciding)
    return Outcome(verdict_of(is_held), value_of(left, values), value_of(right, values), words)


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
    stated = stated_beside(left, right)
    digits = max(1, decimals_of(stated, values, decimals)) if stated else 2
    true_sign = sign if is_held else sign.opposite
    needs_results = not (is_held and sign is Sign.EQUAL)
    sides = []
    for side, other in ((left, right), (right, left)):
        words = _with_numbers(side, values)
        if needs_results and not isinstance(side, Number | Cell | SectionSum | ColumnsSum):
            words += _result(value_of(side, values), value_of(other, values), digits)
        sides.append(words)
    return f" {true_sign} ".join(sides)


def _with_numbers(side: Expression, values: Values) -> str:
    return expression(side, lambda reference: _number(reference, values))


def _number(reference: Reference, values: Values) -> str:
    words = shown(known(reference, values), 2)[0]
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
        value_of(side, values)
    except Unknown:
        return False
    return True
