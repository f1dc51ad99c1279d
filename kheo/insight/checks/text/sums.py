"""Totals and their parts: each way of tying them is a rule of its own.

A list of parts is called wrong only when it surely says all there is, or says more than the total.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from kheo.insight.checks.text import sayings, slips
from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.judging import balance, part_sum
from kheo.insight.checks.text.lists import (
    Scope,
    closed_set,
    ends_with_rest,
    kinds_of,
    may_overlap,
    parts_of,
    same_kind,
    signed_values,
    without_picked,
)
from kheo.insight.checks.text.quantities import Quantity
from kheo.insight.checks.text.reading import Sentence
from kheo.insight.checks.text.relations import Kind, Verdict

MOST_TOTALS = 4
REACH = 4  # sentences in which a second breakdown may follow


def find(passage: Passage) -> Iterator[Finding]:
    """Find every total with its parts."""
    before: Sentence | None = None
    for sentence in passage.sentences:
        yield from _connected(passage, sentence, before)
        yield from _bracketed(passage, sentence)
        yield from _measures(passage, sentence)
        yield from _fractions(sentence)
        yield from _shares(sentence)
        before = sentence
    yield from _rests(passage)
    yield from _totals_after(passage)
    yield from _unspoken(passage)


# --- “trong đó”, “gồm”, “cụ thể” ----------------------------------------------------------------


def _connected(passage: Passage, sentence: Sentence, before: Sentence | None) -> Iterator[Finding]:
    """«40 hộ, trong đó 25 hộ nghèo, 15 hộ cận nghèo», also over a full stop."""
    yield from _after_colon(passage, sentence)
    places = [
        (place, kind, past) for place, (kind, past) in sentence.marks.items()
        if kind in ("part", "list", "among") and _is_said_so(sentence, place, past)
    ]  # fmt: skip
    for place, kind, past in places:
        bracket = _bracket_around(sentence, place)
        if kind == "among":
            yield from _among(passage, sentence, place, past)
            continue
        scope = Scope(sentence, past, _scope_end(sentence, past, bracket), bracket)
        if not scope.quantities:
            continue
        totals = _totals(passage, sentence, place, bracket, before)
        yield from _from_totals(passage, totals, scope, kind)


def _after_colon(passage: Passage, sentence: Sentence) -> Iterator[Finding]:
    """«bớt được 6 đầu mối: bớt 2 phòng và 4 trung tâm»: told only when the parts fit."""
    for place, token in enumerate(sentence.tokens):
        if token.text != ":":
            continue
        total = next((q for q in reversed(sentence.quantities) if q.first < place), None)
        if total is None or place - total.past > 12 or total.is_period or total.is_percent:
            continue
        bracket = _bracket_around(sentence, place)
        scope = Scope(sentence, place + 1, _scope_end(sentence, place + 1, bracket), bracket)
        for parts in (parts_of(total, scope, passage), kinds_of(total, scope, passage)):
            if len(parts) > 1 and part_sum([p.value for p in parts]) == total.value:
                yield _judged(passage, total, parts, scope, "list")
                break


def _is_said_so(sentence: Sentence, place: int, past: int) -> bool:
    """“Cụ thể” is also an adjective: as a connector it has a sign on one side."""
    tokens = sentence.tokens
    if tokens[place].text != "cụ":
        return True
    after = tokens[past].text if past < len(tokens) else ""
    return place == 0 or tokens[place - 1].text in "(,;:-" or after in (":", ",", "là", "như")


def _bracket_around(sentence: Sentence, place: int) -> int:
    opened: list[int] = []
    for at in range(place):
        text = sentence.tokens[at].text
        if text == "(":
            opened.append(at)
        elif text == ")" and opened:
            opened.pop()
    return opened[-1] if opened else -1


def _scope_end(sentence: Sentence, start: int, bracket: int) -> int:
    """End the list at its bracket, at the next connector, or with the sentence."""
    depth = 0
    for place in range(start, len(sentence.tokens)):
        text = sentence.tokens[place].text
        if text == "(":
            depth += 1
        elif text == ")":
            if depth == 0 and bracket >= 0:
                return place
            depth = max(depth - 1, 0)
        mark = sentence.marks.get(place)
        if mark and depth == 0 and mark[0] in ("part", "list") and place > start + 1:
            return place
    return len(sentence.tokens)


def _totals(
    passage: Passage, sentence: Sentence, place: int, bracket: int, before: Sentence | None
) -> list[Quantity]:
    """List the figures that a connector may divide, nearest first."""
    if bracket >= 0 and any(q.bracket == bracket and q.first < place for q in sentence.quantities):
        found = [q for q in sentence.quantities if q.first < place and q.bracket == bracket]
    else:
        limit = bracket if bracket >= 0 else place
        depth = 0 if bracket < 0 else _outer_depth(sentence, bracket)
        found = [q for q in sentence.quantities if q.first < limit and q.depth <= depth]
    if not found and before is not None and before.index >= sentence.index - 1 and place <= 8:
        found = [q for q in before.quantities if q.depth == 0] or before.quantities
        return _owners(passage, found)
    return list(reversed(found))[:12]


def _owners(passage: Passage, found: list[Quantity]) -> list[Quantity]:
    """Go back from parts of a list that fits to its total: that is what a next sentence divides."""
    owners: list[Quantity] = []
    for quantity in reversed(found):
        owner = passage.owners.get(id(quantity), quantity)
        if not any(owner is other for other in owners):
            owners.append(owner)
    return owners


def _outer_depth(sentence: Sentence, bracket: int) -> int:
    depth = 0
    for at in range(bracket):
        text = sentence.tokens[at].text
        depth += (text == "(") - (text == ")")
    return max(depth, 0)


def _from_totals(
    passage: Passage, totals: list[Quantity], scope: Scope, kind: str
) -> Iterator[Finding]:
    """Give each kind of total the parts of its kind; else take the list as kinds of the nearest."""
    seen: list[Quantity] = []
    found = has_pairs = False
    for total in totals:
        if any(same_kind(total, other) for other in seen) or len(seen) >= MOST_TOTALS:
            continue
        if total.is_period or total.is_rank:
            continue
        seen.append(total)
        parts = without_picked(parts_of(total, scope, passage), scope)
        if total.counter == "" and parts and parts[0].is_percent:
            continue
        if parts and total is totals[0]:
            parts = _better_kinds(passage, total, parts, scope)
        if parts:
            found = True
            crowd = [
                t for t in totals if t.counter == total.counter and t.sentence is total.sentence
            ]
            is_paired = len(crowd) == len(parts) >= (2 if has_pairs else 3) and not total.is_percent
            if is_paired:
                has_pairs = True
                for one, part in zip(reversed(crowd), parts, strict=True):
                    yield _judged(passage, one, [part], scope, "pair")
                continue
            yield _judged(passage, total, parts, scope, kind)
            yield from _joined(crowd, total, parts, kind)
    nearest = next(
        (t for t in totals if not t.is_period and not t.is_percent and not t.is_rank), None
    )
    if not found and nearest is not None:
        parts = without_picked(kinds_of(nearest, scope, passage), scope)
        if parts:
            yield _judged(passage, nearest, parts, scope, kind, are_kinds=True)


def _better_kinds(
    passage: Passage, total: Quantity, parts: list[Quantity], scope: Scope
) -> list[Quantity]:
    """Take all kinds named when together they fit and the parts of one name do not."""
    kinds = without_picked(kinds_of(total, scope, passage), scope)
    if len(kinds) > len(parts) and balance(total, [p.value for p in parts], parts):
        if part_sum([k.value for k in kinds]) == total.value:
            return kinds
    return parts


def _joined(
    crowd: list[Quantity], total: Quantity, parts: list[Quantity], kind: str
) -> Iterator[Finding]:
    """Join two totals that share one list: «… 20 cuộc, … 30 cuộc đối thoại, trong đó …»."""
    if len(crowd) == 2 and len(parts) >= 2 and total.depth == crowd[1].depth and kind == "part":
        joined = replace(
            crowd[1], value=crowd[0].value + crowd[1].value, end=total.end, half=total.half * 2
        )
        values = signed_values(joined, parts)
        if part_sum(values) <= joined.value:
            yield _finding(joined, parts, values, Verdict.CANNOT_TELL, Verdict.CANNOT_TELL,
                           sayings.sum_open(*_scaled(joined, parts, values), "hai tổng chung một danh sách"))  # fmt: skip


def _among(passage: Passage, sentence: Sentence, place: int, past: int) -> Iterator[Finding]:
    """«Trong số 50 hộ, 20 hộ …, 30 hộ …»."""
    total = next((q for q in sentence.quantities if 0 <= q.first - past <= 3), None)
    if total is None:
        return
    scope = Scope(
        sentence, total.past, _scope_end(sentence, total.past, total.bracket), total.bracket
    )
    parts = parts_of(total, scope, passage)
    if len(parts) >= 2 and all(p.counter == total.counter for p in parts):
        yield _judged(passage, total, parts, scope, "part")


# --- verdict ----------------------------------------------------------------------------------------


def _judged(
    passage: Passage,
    total: Quantity,
    parts: list[Quantity],
    scope: Scope,
    kind: str,
    are_kinds: bool = False,
) -> Finding:
    values = signed_values(total, parts)
    way = balance(total, values, parts)
    if way and len(parts) > 2:
        shorter = _fitting_start(total, parts)
        if shorter:
            parts, values, way = shorter, signed_values(total, shorter), 0
    naive = Verdict.CONSISTENT if way == 0 else Verdict.INCONSISTENT
    shown = _scaled(total, parts, values)
    is_bound = any(q.hedge and q.hedge.name in ("at_most", "at_least") for q in (total, *parts))
    exact = part_sum(values) == total.value
    if way == 0 and len(parts) > 1 and (exact or not is_bound):
        why = (sayings.sum_fits if exact else sayings.sum_fits_about)(*shown)
        passage.owners |= {id(part): total for part in parts}
        return _finding(total, parts, values, Verdict.CONSISTENT, Verdict.CONSISTENT, why)
    reason = _proof(passage, total, parts, values, scope, kind, way, are_kinds)
    if reason:
        why = sayings.sum_differs(*shown, reason, slips.in_sum(*shown))
        return _finding(total, parts, values, Verdict.INCONSISTENT, Verdict.INCONSISTENT, why)
    if way > 0:
        why = sayings.sum_differs(
            *shown, ", nhưng các phần có thể trùng nhau hoặc không cùng loại", ""
        )
    else:
        why = sayings.sum_open(*shown, "danh sách có thể chưa kể hết")
    return _finding(total, parts, values, Verdict.CANNOT_TELL, naive, why)


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
    if way == 0 or are_kinds or total.delta or any(p.delta for p in parts):
        return ""
    if any(p.counter == "" for p in parts):
        return ""
    if way > 0:
        return _proof_of_excess(total, parts, scope)
    if any(value < 0 for value in values):
        return " (lỗ trừ lãi)"
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


def _proof_of_excess(total: Quantity, parts: list[Quantity], scope: Scope) -> str:
    if may_overlap(scope, parts) or total.is_rank:
        return ""
    if total.hedge and total.hedge.name in ("above", "at_least", "at_most"):
        return ""
    if len(parts) == 1 and (total.is_percent or total.counter == ""):
        return ""
    if total.is_rate != parts[0].is_rate:
        return ""
    return " (các phần vượt quá tổng)" if len(parts) > 1 else " (một phần vượt quá tổng)"


def _is_almost_all(total: Quantity, parts: list[Quantity], values: Sequence[Decimal]) -> bool:
    """Tell whether a small shortfall is rather a slip of the pen than something left out."""
    if any(q.hedge for q in (total, *parts)) or total.is_percent:
        return False
    missing = total.value - part_sum(values)
    if missing * 5 <= total.value and slips.is_swap(*_scaled(total, parts, values)):
        return True
    is_one_kind = all(p.counter == total.counter for p in parts)
    return len(parts) >= 3 and missing * 100 <= total.value and is_one_kind and not total.scale


def _is_all_counted(scope: Scope, parts: list[Quantity]) -> bool:
    """Tell whether every item of the list has its figure."""
    tokens = scope.sentence.tokens[parts[0].first : parts[-1].past]
    separators = sum(token.text in (";",) for token in tokens)
    return separators <= len(parts) - 1


# --- brackets without a word ------------------------------------------------------------------------


def _bracketed(passage: Passage, sentence: Sentence) -> Iterator[Finding]:
    """«90 cuộc (40 cuộc cấp huyện; 50 cuộc cấp xã)»."""
    for place, token in enumerate(sentence.tokens):
        if token.text != "(":
            continue
        past = _scope_end(sentence, place + 1, place)
        scope = Scope(sentence, place + 1, past, place)
        if not scope.quantities or any(
            place < at < past and k[0] in ("part", "list") for at, k in sentence.marks.items()
        ):
            continue
        total = next((q for q in reversed(sentence.quantities) if q.first < place), None)
        if total is None or place - total.past > 14 or total.is_percent or total.is_period:
            continue
        parts = [
            p for p in parts_of(total, scope, passage) if p.counter == total.counter and not p.delta
        ]
        if passage_says_change(sentence, place, past):
            continue
        if parts and part_sum([p.value for p in parts]) != total.value or len(parts) > 1:
            if len(parts) > 1 or (parts and parts[0].value < total.value):
                yield _judged(passage, total, parts, scope, "bracket")
        elif not parts:
            kinds = kinds_of(total, scope, passage)
            if len(kinds) > 1 and part_sum([k.value for k in kinds]) == total.value:
                yield _judged(passage, total, kinds, scope, "bracket", are_kinds=True)


def passage_says_change(sentence: Sentence, place: int, past: int) -> bool:
    """Tell whether a bracket speaks of another time: so với, tăng, gấp."""
    return any(
        place < at < past and kind in ("than", "up", "down", "times", "share", "to")
        for at, (kind, _) in sentence.marks.items()
    )


# --- two measures in one list --------------------------------------------------------------------------


def _measures(passage: Passage, sentence: Sentence) -> Iterator[Finding]:
    """«90 tỷ đồng, 40 ha; thu hồi 60 tỷ đồng, 30 ha; …»: two totals, then both measures mixed."""
    row = [q for q in sentence.quantities if q.depth == 0 and not q.is_percent and not q.is_period]
    for one, other in pairwise(row):
        if (
            one.counter == other.counter
            or other.first - one.past > 2
            or ";" not in _texts(sentence, other.past, other.past + 4)
        ):
            continue
        for total in (one, other):
            parts = [
                q
                for q in row
                if q.first > other.first and q.counter == total.counter and not q.delta
            ]
            if len(parts) > 1:
                yield _measure(total, parts)
        return


def _measure(total: Quantity, parts: list[Quantity]) -> Finding:
    """Such lists name what was done, one thing perhaps twice: never wrong on their own."""
    if part_sum([p.value for p in parts]) > total.high:
        nearest = min(
            parts, key=lambda p: abs(part_sum([q.value for q in parts if q is not p]) - total.value)
        )
        parts = [p for p in parts if p is not nearest]
    values = [p.value for p in parts]
    exact = part_sum(values) == total.value
    shown = _scaled(total, parts, values)
    verdict = Verdict.CONSISTENT if exact else Verdict.CANNOT_TELL
    reason = "các khoản có thể chưa kể hết hoặc trùng nhau"
    why = sayings.sum_fits(*shown) if exact else sayings.sum_open(*shown, reason)
    return _finding(total, parts, values, verdict, verdict, why)


def _texts(sentence: Sentence, first: int, past: int) -> list[str]:
    return [token.text for token in sentence.tokens[first:past]]


# --- numerators of one whole; shares of one hundred ---------------------------------------------------


def _fractions(sentence: Sentence) -> Iterator[Finding]:
    """«7/10 đơn vị có lãi, 3/10 đơn vị lỗ»: the numerators make the whole."""
    fractions = [q for q in sentence.quantities if q.whole is not None and not q.is_rank]
    for size in (2, 3, 4):
        for start in range(len(fractions) - size + 1):
            group = fractions[start : start + size]
            whole = group[0].whole or Decimal(0)
            if all(q.whole == whole for q in group) and part_sum([q.value for q in group]) == whole:
                total = replace(group[0], value=whole)
                values = [q.value for q in group]
                why = sayings.sum_fits(*_scaled(total, group, values))
                yield _finding(total, group, values, Verdict.CONSISTENT, Verdict.CONSISTENT, why)


def _shares(sentence: Sentence) -> Iterator[Finding]:
    """«60% vốn nhà nước, còn 40% do dân góp»: shares in a row that make one hundred."""
    shares = [q for q in sentence.quantities if q.is_percent and not q.delta and q.hedge is None]
    for start in range(len(shares)):
        for size in range(2, len(shares) - start + 1):
            group = shares[start : start + size]
            values = [q.value for q in group]
            if part_sum(values) == 100:
                total = replace(group[0], value=Decimal(100))
                why = sayings.sum_fits(Decimal(100), values)
                yield _finding(total, group, values, Verdict.CONSISTENT, Verdict.CONSISTENT, why)
                break


# --- còn lại ------------------------------------------------------------------------------------------


def _rests(passage: Passage) -> Iterator[Finding]:
    """«30/50 thôn có nhà văn hóa, số còn lại 20 thôn»; «… Còn lại, chi hơn 6 tỷ đồng»."""
    for sentence in passage.sentences:
        for place, (kind, past) in sentence.marks.items():
            if kind != "rest":
                continue
            rest = _rest_figure(sentence, place, past)
            if rest is None:
                continue
            yield from _rest_of_fraction(passage, rest)
            if place <= 1:
                yield from _rest_of_list(passage, rest)


def _rest_figure(sentence: Sentence, place: int, past: int) -> Quantity | None:
    near = [
        q for q in sentence.quantities
        if past <= q.first <= past + 24 and not q.is_percent or 0 <= place - q.past <= 3
    ]  # fmt: skip
    return near[0] if near else None


def _rest_of_fraction(passage: Passage, rest: Quantity) -> Iterator[Finding]:
    place = passage.quantities.index(rest)
    best = None
    for other in passage.quantities[max(place - 12, 0) : place]:
        if other.whole is None or other.counter != rest.counter:
            continue
        if rest.whole in (None, other.whole) and other.value + rest.value == other.whole:
            best = other
            break
    if best is not None:
        total = replace(best, value=best.whole or Decimal(0))
        values = [best.value, rest.value]
        why = sayings.sum_fits(*_scaled(total, [best, rest], values))
        yield _finding(total, [best, rest], values, Verdict.CONSISTENT, Verdict.CONSISTENT, why)


def _rest_of_list(passage: Passage, rest: Quantity) -> Iterator[Finding]:
    """Reckon the figures since the last larger one of the kind, up to two sentences back."""
    place = passage.quantities.index(rest)
    since = rest.sentence.index - 2
    row = [
        q for q in passage.quantities[max(place - 10, 0) : place]
        if q.sentence.index >= since and q.counter == rest.counter and not q.is_percent
        and not q.delta and q.depth == 0 and q.whole is None
    ]  # fmt: skip
    if len(row) < 2 or rest.is_place:
        return
    top = max(range(len(row)), key=lambda at: row[at].value)
    total, parts = row[top], [*row[top + 1 :], rest]
    if len(parts) < 2:
        return
    values = [p.value for p in parts]
    way = balance(total, values, parts)
    shown = _scaled(total, parts, values)
    if way == 0:
        yield _finding(
            total,
            parts,
            values,
            Verdict.CONSISTENT,
            Verdict.CONSISTENT,
            sayings.sum_fits_about(*shown),
        )
        return
    why = sayings.sum_differs(*shown, " (phần cuối là phần còn lại)", slips.in_sum(*shown))
    yield _finding(total, parts, values, Verdict.INCONSISTENT, Verdict.INCONSISTENT, why)


# --- the total after its parts ------------------------------------------------------------------------


def _totals_after(passage: Passage) -> Iterator[Finding]:
    """«… 2 tỷ đồng; … 3 tỷ đồng. Tổng cộng 5 tỷ đồng»."""
    row = passage.quantities
    for place, total in enumerate(row):
        if not _is_called_total(total) or total.is_percent:
            continue
        parts: list[Quantity] = []
        for other in reversed(row[max(place - 16, 0) : place]):
            if other.sentence.index < total.sentence.index - 3:
                break
            if not same_kind(total, other) or other.counter != total.counter or other.delta:
                continue
            parts.insert(0, other)
            values = [p.value for p in parts]
            if len(parts) > 1 and part_sum(values) == total.value:
                why = sayings.sum_fits(*_scaled(total, parts, values))
                yield _finding(total, parts, values, Verdict.CONSISTENT, Verdict.CONSISTENT, why)
                break
            if part_sum(values) > total.value:
                break


def _is_called_total(quantity: Quantity) -> bool:
    return any(
        kind == "total" and 0 <= quantity.first - past <= 12
        for kind, past in quantity.sentence.marks.values()
    )


# --- no word at all -----------------------------------------------------------------------------------


def _unspoken(passage: Passage) -> Iterator[Finding]:
    """Two or more figures of one kind after a total that happen to be all there is."""
    row = passage.quantities
    kinds: dict[object, list[Quantity]] = {}
    for quantity in row:
        if quantity.is_period or quantity.is_rank or quantity.is_percent or quantity.is_rate:
            continue
        kinds.setdefault((quantity.counter, quantity.delta), []).append(quantity)
    for group in kinds.values():
        for place, total in enumerate(group):
            yield from _unspoken_parts(total, group[place + 1 : place + 9])


def _unspoken_parts(total: Quantity, following: list[Quantity]) -> Iterator[Finding]:
    """Look for figures in a row that make the total exactly; a small number proves little."""
    reach = REACH if total.value >= 20 else 0
    near = [
        q for q in following
        if q.sentence.index <= total.sentence.index + reach and 0 < q.value < total.value
    ]  # fmt: skip
    found = 0
    for start in range(min(len(near), 5)):
        reckoned = Decimal(0)
        for past in range(start, min(start + 6, len(near))):
            reckoned += near[past].value
            if reckoned > total.value:
                break
            if reckoned == total.value and past > start:
                parts = near[start : past + 1]
                values = [p.value for p in parts]
                why = sayings.sum_fits(*_scaled(total, parts, values))
                yield _finding(total, parts, values, Verdict.CONSISTENT, Verdict.CONSISTENT, why)
                found += 1
                break
        if found == 2:
            return


# --- shaping ------------------------------------------------------------------------------------------


def _scaled(
    total: Quantity, parts: Sequence[Quantity], values: Sequence[Decimal]
) -> tuple[Decimal, list[Decimal]]:
    """Show money in the smallest scale that one of the figures is written in."""
    scale = min(total.scale, *(p.scale for p in parts))
    return total.value.scaleb(-scale), [value.scaleb(-scale) for value in values]


def _finding(
    total: Quantity,
    parts: Sequence[Quantity],
    values: Sequence[Decimal],
    verdict: Verdict,
    naive: Verdict,
    why: str,
) -> Finding:
    shown, shown_parts = _scaled(total, parts, values)
    start = min(total.start, *(p.start for p in parts))
    end = max(total.end, *(p.end for p in parts))
    figures = {"total": shown, "parts": shown_parts}
    return Finding(Kind.SUM, start, end, verdict, why, naive, figures, part_sum(shown_parts))
