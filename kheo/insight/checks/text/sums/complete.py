"""How a list shows by its form, not by its sum, that it says all there is.

By form: a closed set, words for the rest, “gồm”, a bracket that only lists. By a slip: one digit,
one swap or one separator mends the sum, and the figures are long enough that this is no chance.
"""

from typing import Final

from kheo.insight.checks.text import slips
from kheo.insight.checks.text.lists import closed_set, ends_with_rest, may_overlap
from kheo.insight.checks.text.sums.cases import Case

LONG: Final = 4  # digits at which a sum that one slip mends is no chance, whatever the list
SHORT: Final = 3  # the same, for a list that ends with “và” or is cut by semicolons

MANY: Final = 5  # parts of a list of kinds


def by_form(case: Case) -> str:
    """Name the form that leaves nothing out: «08 cấp tỉnh; 12 cấp huyện; 30 cấp xã»."""
    known = closed_set(case.scope, case.parts, case.passage)
    if known:
        return f"đã kể đủ: {known.name}"
    if ends_with_rest(case.scope, case.parts):
        return "phần cuối là phần còn lại"
    if case.kind == "list" and _is_all_counted(case):
        return "danh sách “gồm” phải kể đủ"
    if case.kind == "bracket" and _only_lists(case):
        return "trong ngoặc chỉ liệt kê các phần"
    if case.kind in ("part", "list") and _is_almost_all(case):
        return "thiếu rất ít, nhiều khả năng ghi nhầm"
    return ""


def by_slip(case: Case) -> str:
    """Say so when one slip mends the sum: «2.670 (227; 2.443)» written 2.760."""
    is_sure = case.is_plain and len(case.parts) > 1 and not any(q.is_rate for q in case.members)
    if not is_sure or case.scope.is_open or may_overlap(case.scope, case.parts):
        return ""
    if not slips.is_one(*case.shown):
        return ""
    digits, is_listed = _digits(case), case.is_near and _is_enumerated(case)
    if not case.is_of_one_kind:
        is_long = case.is_near and digits >= (SHORT if len(case.parts) >= MANY else LONG)
    else:
        is_long = digits >= LONG or (digits >= SHORT and is_listed)
    return "chỉ cần sửa một chỗ là khớp" if is_long else ""


def _digits(case: Case) -> int:
    """Count the digits of the total that say something: 316.300 beside 172.300 has four."""
    total, parts = case.shown
    figures = [f"{value:f}".partition(".") for value in (total, *parts)]
    places = max(len(rest.rstrip("0")) for _, _, rest in figures)
    whole = [int(value.scaleb(places)) for value in (total, *parts)]
    while whole[0] and all(value % 10 == 0 for value in whole):
        whole = [value // 10 for value in whole]
    return len(str(abs(whole[0])))


def _is_enumerated(case: Case) -> bool:
    """Tell whether “và” or a semicolon stands before the last part: that ends a list."""
    before, last = case.parts[-2:]
    between = case.scope.sentence.tokens[before.first : last.first]
    return any(token.text in ("và", ";", "còn") for token in between)


def _only_lists(case: Case) -> bool:
    """Tell whether a bracket holds nothing but counts of the total's kind."""
    others = [q for q in case.scope.quantities if q not in case.parts]
    is_plain = case.is_plain and case.is_of_one_kind and not others
    return is_plain and not may_overlap(case.scope, case.parts) and _is_enumerated(case)


def _is_almost_all(case: Case) -> bool:
    """Tell whether a small shortfall is rather a slip of the pen than something left out."""
    if not case.is_plain:
        return False
    missing = case.total.value - case.sum
    if missing * 5 <= case.total.value and slips.is_swap(*case.shown):
        return True
    is_long = len(case.parts) >= 3 and case.is_of_one_kind and not case.total.scale
    is_little = missing * 100 <= case.total.value
    is_ended = missing * 10 <= case.total.value and _is_enumerated(case)
    return is_long and (is_little or (is_ended and not may_overlap(case.scope, case.parts)))


def _is_all_counted(case: Case) -> bool:
    """Tell whether every item of the list has its figure."""
    first, last = case.parts[0], case.parts[-1]
    tokens = case.scope.sentence.tokens[first.first : last.past]
    return sum(token.text == ";" for token in tokens) < len(case.parts)
