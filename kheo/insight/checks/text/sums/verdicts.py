"""What is said of a total and its parts.

A list is called wrong only when it surely says all there is, or says more than the total.
"""

from decimal import Decimal
from typing import Final

from kheo.insight.checks.text import sayings, slips
from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.judging import part_sum
from kheo.insight.checks.text.lists import Scope, may_overlap
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.relations import Verdict
from kheo.insight.checks.text.sums import complete
from kheo.insight.checks.text.sums.cases import Case

HALF: Final = Decimal("0.5")
BOUNDS: Final = ("at_most", "at_least")


def judged(
    passage: Passage,
    total: Quantity,
    parts: list[Quantity],
    scope: Scope,
    kind: str,
    are_kinds: bool = False,
) -> Finding:
    """Say whether the parts make the total, fall short, or go beyond."""
    if kind != "pair":
        passage.listed |= {id(part): total for part in parts}
    case = Case(passage, total, parts, scope, kind, are_kinds)
    if case.way and len(parts) > 2:
        case = Case(passage, total, _fitting_start(case), scope, kind, are_kinds)
    if _fits(case):
        return _consistent(case)
    reason = _proof(case)
    if reason:
        why = sayings.sum_differs(*case.shown, f" ({reason})", slips.in_sum(*case.shown))
        return case.found(Verdict.INCONSISTENT, why)
    if case.way > 0:
        doubt = ", nhưng các phần có thể trùng nhau hoặc không cùng loại"
        return case.found(Verdict.CANNOT_TELL, sayings.sum_differs(*case.shown, doubt, ""))
    why = sayings.sum_open(*case.shown, "danh sách có thể chưa kể hết")
    return case.found(Verdict.CANNOT_TELL, why)


def _fitting_start(case: Case) -> list[Quantity]:
    """Take the first parts when they make the total exactly and what follows is beside it."""
    for size in range(2, len(case.parts)):
        if part_sum([p.value for p in case.parts[:size]]) == case.total.value:
            return case.parts[:size]
    return case.parts


def _fits(case: Case) -> bool:
    """A bound such as “không quá” fits anything below it and so proves nothing."""
    is_bound = any(q.hedge and q.hedge.name in BOUNDS for q in case.members)
    is_exact = case.sum == case.total.value
    return case.way == 0 and len(case.parts) > 1 and (is_exact or not is_bound)


def _consistent(case: Case) -> Finding:
    case.passage.owners |= {id(part): case.total for part in case.parts}
    is_exact = case.sum == case.total.value
    say = sayings.sum_fits if is_exact else sayings.sum_fits_about
    return case.found(Verdict.CONSISTENT, say(*case.shown))


def _proof(case: Case) -> str:
    """Say why a difference is surely an error, or nothing when it may be none."""
    if case.way > 0 and _is_overfull(case):
        return "các phần vượt quá tổng"
    if not _can_be_judged(case):
        return ""
    if case.are_kinds:
        return complete.by_slip(case)
    if case.way > 0 and _has_wrong_separator(case):
        return "một phần vượt quá tổng cả nghìn lần"
    if len(case.parts) > 1 and not case.is_near:
        return complete.by_slip(case)
    return _proof_of_excess(case) if case.way > 0 else _proof_of_shortfall(case)


def _can_be_judged(case: Case) -> bool:
    """A list of net changes or of bare figures never proves anything."""
    is_change = any(q.delta for q in case.members)
    is_bare = any(part.counter == "" for part in case.parts)
    return case.way != 0 and case.kind != "pick" and not (is_change or is_bare)


# --- more than the total ---------------------------------------------------------------------


def _is_overfull(case: Case) -> bool:
    """Tell whether a long list of kinds, item by item, says a little more than its total."""
    is_long = len(case.parts) >= 4 and all(p.counter != "" for p in case.parts)
    is_plain = not any(q.hedge or q.delta or q.is_rounded for q in case.members)
    is_close = case.sum * 20 <= case.total.value * 23
    is_closed = not case.scope.is_open and not may_overlap(case.scope, case.parts)
    return is_long and is_plain and is_close and is_closed


def _proof_of_excess(case: Case) -> str:
    total, first = case.total, case.parts[0]
    is_floor = total.hedge is not None and total.hedge.name in ("above", *BOUNDS)
    is_no_whole = is_floor or total.is_rank or total.is_percent or _is_mean(total)
    if is_no_whole or total.is_rate != first.is_rate or may_overlap(case.scope, case.parts):
        return ""
    if len(case.parts) == 1:
        return "một phần vượt quá tổng" if _is_surely_above(case) else ""
    if case.kind == "bracket" and _is_of_other_time(case.scope):
        return complete.by_slip(case)
    return "các phần vượt quá tổng"


def _is_mean(total: Quantity) -> bool:
    """1,74 người is a mean, which has no parts."""
    return total.half != HALF and not total.scale and isinstance(total.counter, int)


def _is_surely_above(case: Case) -> bool:
    """Tell whether one part beyond its total is an error: told in one breath with it."""
    total, part = case.total, case.parts[0]
    is_beside = part.sentence is total.sentence and part.order == total.order + 1
    is_meant = case.is_near or part.value <= total.value * 1000
    return case.kind == "part" and total.counter != "" and is_beside and is_meant


def _is_of_other_time(scope: Scope) -> bool:
    """Tell whether a bracket speaks of another year or period: «(6 tháng đầu năm 2019 có …)»."""
    return any(token.text in ("năm", "tháng", "kỳ", "quý") for token in scope.tokens[:6])


def _has_wrong_separator(case: Case) -> bool:
    """Tell whether one part is above its total only because 825,705 was written 825.705."""
    if case.kind != "part" or len(case.parts) < 2 or not case.total.scale:
        return False
    above = [value for value in case.values if value > case.total.value]
    rest = part_sum([value for value in case.values if value <= case.total.value])
    return len(above) == 1 and rest + above[0] / 1000 <= case.total.value


# --- less than the total ----------------------------------------------------------------------


def _proof_of_shortfall(case: Case) -> str:
    if any(value < 0 for value in case.values):
        return "lỗ trừ lãi"
    if case.scope.is_open or len(case.parts) < 2:
        return ""
    return complete.by_form(case) or complete.by_slip(case)
