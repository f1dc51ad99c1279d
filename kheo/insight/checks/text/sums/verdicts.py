"""What is said of a total and its parts.

A list is called wrong only when it surely says all there is, or says more than the total.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kheo.insight.checks.text import sayings, slips
from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.judging import balance, part_sum
from kheo.insight.checks.text.lists import (
    Scope,
    closed_set,
    ends_with_rest,
    may_overlap,
    signed_values,
)
from kheo.insight.checks.text.quantities import Quantity
from kheo.insight.checks.text.relations import Verdict
from kheo.insight.checks.text.sums.shaping import finding, scaled

HALF: Final = Decimal("0.5")


def judged(
    passage: Passage,
    total: Quantity,
    parts: list[Quantity],
    scope: Scope,
    kind: str,
    are_kinds: bool = False,
) -> Finding:
    if kind != "pair":
        passage.listed |= {id(part): total for part in parts}
    values = signed_values(total, parts)
    way = balance(total, values, parts)
    if way and len(parts) > 2:
        shorter = _fitting_start(total, parts)
        if shorter:
            parts, values, way = shorter, signed_values(total, shorter), 0
    naive = Verdict.CONSISTENT if way == 0 else Verdict.INCONSISTENT
    shown = scaled(total, parts, values)
    is_bound = any(q.hedge and q.hedge.name in ("at_most", "at_least") for q in (total, *parts))
    exact = part_sum(values) == total.value
    if way == 0 and len(parts) > 1 and (exact or not is_bound):
        why = (sayings.sum_fits if exact else sayings.sum_fits_about)(*shown)
        passage.owners |= {id(part): total for part in parts}
        return finding(total, parts, values, Verdict.CONSISTENT, Verdict.CONSISTENT, why)
    reason = _proof(passage, total, parts, values, scope, kind, way, are_kinds)
    if reason:
        why = sayings.sum_differs(*shown, reason, slips.in_sum(*shown))
        return finding(total, parts, values, Verdict.INCONSISTENT, Verdict.INCONSISTENT, why)
    if way > 0:
        why = sayings.sum_differs(
            *shown, ", nhưng các phần có thể trùng nhau hoặc không cùng loại", ""
        )
    else:
        why = sayings.sum_open(*shown, "danh sách có thể chưa kể hết")
    return finding(total, parts, values, Verdict.CANNOT_TELL, naive, why)


def _fitting_start(total: Quantity, parts: list[Quantity]) -> list[Quantity]:
    """Take the first parts when they make the total exactly and what follows is beside it."""
    for size in range(2, len(parts)):
        if part_sum([p.value for p in parts[:size]]) == total.value:
            return parts[:size]
    return []


def _proof(
    passage: Passage,
    total: Quantity,
    parts: list[Quantity],
    values: Sequence[Decimal],
    scope: Scope,
    kind: str,
    way: int,
    are_kinds: bool,
) -> str:
    """Say why a difference is surely an error, or nothing when it may be none."""
    if way > 0 and _is_overfull(total, parts, scope):
        return " (các phần vượt quá tổng)"
    if way == 0 or are_kinds or total.delta or any(p.delta for p in parts):
        return ""
    if any(p.counter == "" for p in parts):
        return ""
    if way > 0 and kind == "part" and len(parts) > 1 and _has_wrong_separator(total, values):
        return " (một phần vượt quá tổng cả nghìn lần)"
    if len(parts) > 1 and not _is_near(total.value, part_sum(values)):
        return ""
    if way > 0:
        return _proof_of_excess(total, parts, scope, kind)
    if any(value < 0 for value in values):
        return " (lỗ trừ lãi)"
    if kind == "pick":
        return ""
    known = closed_set(scope, parts, passage)
    if known and not scope.is_open and kind != "bracket_one":
        return f" (đã kể đủ: {known.name})"
    if scope.is_open or len(parts) < 2:
        return ""
    if ends_with_rest(scope, parts):
        return " (phần cuối là phần còn lại)"
    if kind == "list" and total.value < part_sum(values) * 2 and _is_all_counted(scope, parts):
        return " (danh sách “gồm” phải kể đủ)"
    if kind in ("part", "list") and _is_almost_all(total, parts, values):
        return " (thiếu rất ít, nhiều khả năng ghi nhầm)"
    return ""


def _is_overfull(total: Quantity, parts: list[Quantity], scope: Scope) -> bool:
    """Tell whether a long list of kinds, item by item, says a little more than its total."""
    is_long = len(parts) >= 4 and all(p.counter != "" for p in parts)
    is_plain = not scope.is_open and not any(
        q.hedge or q.delta or q.is_rounded for q in (total, *parts)
    )
    is_close = part_sum([p.value for p in parts]) * 20 <= total.value * 23
    return is_long and is_plain and is_close and not may_overlap(scope, parts)


def _proof_of_excess(total: Quantity, parts: list[Quantity], scope: Scope, kind: str) -> str:
    if may_overlap(scope, parts) or total.is_rank or total.is_percent or kind == "pick":
        return ""
    if total.hedge and total.hedge.name in ("above", "at_least", "at_most"):
        return ""
    if total.is_rate != parts[0].is_rate or _is_mean(total):
        return ""
    if len(parts) == 1:
        return " (một phần vượt quá tổng)" if _is_surely_above(total, parts[0], kind) else ""
    if kind == "bracket" and _is_of_other_time(scope):
        return ""
    return " (các phần vượt quá tổng)"


def _is_mean(total: Quantity) -> bool:
    """1,74 người is a mean, which has no parts."""
    return total.half != HALF and not total.scale and isinstance(total.counter, int)


def _is_surely_above(total: Quantity, part: Quantity, kind: str) -> bool:
    """Tell whether one part beyond its total is an error: told in one breath, or a wrong separator."""
    is_beside = kind == "part" and part.sentence is total.sentence and part.order == total.order + 1
    return (
        total.counter != ""
        and is_beside
        and (_is_near(total.value, part.value) or part.value <= total.value * 1000)
    )


def _is_of_other_time(scope: Scope) -> bool:
    """Tell whether a bracket speaks of another year or period: «(6 tháng đầu năm 2019 có …)»."""
    return any(token.text in ("năm", "tháng", "kỳ", "quý") for token in scope.tokens[:6])


def _has_wrong_separator(total: Quantity, values: Sequence[Decimal]) -> bool:
    """Tell whether one part is above its total only because 825,705 was written 825.705."""
    above = [value for value in values if value > total.value]
    rest = part_sum([value for value in values if value <= total.value])
    return len(above) == 1 and total.scale > 0 and rest + above[0] / 1000 <= total.value


def _is_near(total: Decimal, reckoned: Decimal) -> bool:
    """Tell whether two figures are near enough to be meant as one."""
    return total * 6 <= reckoned * 10 <= total * 14


def _is_almost_all(total: Quantity, parts: list[Quantity], values: Sequence[Decimal]) -> bool:
    """Tell whether a small shortfall is rather a slip of the pen than something left out."""
    if any(q.hedge for q in (total, *parts)) or total.is_percent:
        return False
    missing = total.value - part_sum(values)
    if missing * 5 <= total.value and slips.is_swap(*scaled(total, parts, values)):
        return True
    is_one_kind = all(p.counter == total.counter for p in parts)
    return len(parts) >= 3 and missing * 100 <= total.value and is_one_kind and not total.scale


def _is_all_counted(scope: Scope, parts: list[Quantity]) -> bool:
    """Tell whether every item of the list has its figure."""
    tokens = scope.sentence.tokens[parts[0].first : parts[-1].past]
    separators = sum(token.text in (";",) for token in tokens)
    return separators <= len(parts) - 1
