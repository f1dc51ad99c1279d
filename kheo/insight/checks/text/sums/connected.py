"""Parts tied to a total by “trong đó”, “gồm”, “cụ thể” or a colon, also over a full stop."""

from collections.abc import Iterator
from dataclasses import replace

from kheo.insight.checks.text import sayings
from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.judging import balance, part_sum
from kheo.insight.checks.text.lists import (
    Scope,
    kinds_of,
    parts_of,
    same_kind,
    signed_values,
    without_picked,
)
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.reading import Sentence
from kheo.insight.checks.text.relations import Verdict
from kheo.insight.checks.text.sums.scopes import bracket_around, outer_depth, scope_end
from kheo.insight.checks.text.sums.shaping import finding, scaled
from kheo.insight.checks.text.sums.verdicts import judged

MOST_TOTALS = 4


def connected(passage: Passage, sentence: Sentence, before: Sentence | None) -> Iterator[Finding]:
    """«40 hộ, trong đó 25 hộ nghèo, 15 hộ cận nghèo», also over a full stop."""
    yield from _after_colon(passage, sentence)
    places = [
        (place, kind, past) for place, (kind, past) in sentence.marks.items()
        if kind in ("part", "list", "among") and _is_said_so(sentence, place, past)
        or kind == "pick" and not _has_list_before(sentence, place)
    ]  # fmt: skip
    for place, kind, past in places:
        bracket = bracket_around(sentence, place)
        if kind == "among":
            yield from _among(passage, sentence, place, past)
            continue
        scope = Scope(sentence, past, scope_end(sentence, past, bracket), bracket)
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
        bracket = bracket_around(sentence, place)
        scope = Scope(sentence, place + 1, scope_end(sentence, place + 1, bracket), bracket)
        for parts in (parts_of(total, scope, passage), kinds_of(total, scope, passage)):
            if len(parts) > 1 and part_sum([p.value for p in parts]) == total.value:
                yield judged(passage, total, parts, scope, "list")
                break


def _has_list_before(sentence: Sentence, place: int) -> bool:
    """Tell whether a list has begun: what is picked then belongs to it."""
    return any(at < place and kind in ("part", "list") for at, (kind, _) in sentence.marks.items())


def _is_said_so(sentence: Sentence, place: int, past: int) -> bool:
    """“Cụ thể” is also an adjective: as a connector it has a sign on one side."""
    tokens = sentence.tokens
    if tokens[place].text != "cụ":
        return True
    after = tokens[past].text if past < len(tokens) else ""
    return place == 0 or tokens[place - 1].text in "(,;:-" or after in (":", ",", "là", "như")


def _totals(
    passage: Passage, sentence: Sentence, place: int, bracket: int, before: Sentence | None
) -> list[Quantity]:
    """List the figures that a connector may divide, nearest first."""
    if bracket >= 0 and any(q.bracket == bracket and q.first < place for q in sentence.quantities):
        found = [q for q in sentence.quantities if q.first < place and q.bracket == bracket]
    else:
        limit = bracket if bracket >= 0 else place
        depth = 0 if bracket < 0 else outer_depth(sentence, bracket)
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


def _from_totals(
    passage: Passage, totals: list[Quantity], scope: Scope, kind: str
) -> Iterator[Finding]:
    """Give each kind of total the parts of its kind; else take the list as kinds of the nearest."""
    totals = [t for t in totals if not t.delta or not any(_stands_for(t, o) for o in totals)]
    found = has_pairs = False
    for total in _one_of_each(totals):
        parts = _parts(passage, total, scope, is_nearest=total is totals[0])
        if not parts:
            continue
        found = True
        if _is_wild(total, parts):
            continue
        crowd = [t for t in totals if t.counter == total.counter and t.sentence is total.sentence]
        if len(crowd) == len(parts) >= (2 if has_pairs else 3) and not total.is_percent:
            has_pairs = True
            for one, part in zip(reversed(crowd), parts, strict=True):
                yield judged(passage, one, [part], scope, "pair")
            continue
        yield judged(passage, total, parts, scope, kind)
        yield from _joined(crowd, total, parts, kind)
    if not found:
        yield from _of_kinds(passage, totals, scope, kind)


def _is_wild(total: Quantity, parts: list[Quantity]) -> bool:
    """Tell whether parts are so far beyond a total that they must be of another one."""
    above = [p for p in parts if p.value > total.value]
    if len(parts) > 1 and len(above) == 1 and total.scale:
        return False  # perhaps a wrong separator
    return part_sum([p.value for p in parts]) > total.value * 3


def _one_of_each(totals: list[Quantity]) -> list[Quantity]:
    """Take the nearest total of each kind, a few at most."""
    seen: list[Quantity] = []
    for total in totals:
        is_total = not total.is_period and not total.is_rank
        if is_total and not any(same_kind(total, other) for other in seen):
            seen.append(total)
    return seen[:MOST_TOTALS]


def _parts(passage: Passage, total: Quantity, scope: Scope, *, is_nearest: bool) -> list[Quantity]:
    parts = without_picked(parts_of(total, scope, passage), scope)
    if total.counter == "" and parts and parts[0].is_percent:
        return []
    if parts and is_nearest:
        parts = _better_kinds(passage, total, parts, scope)
    return _with_brackets(total, parts, scope)


def _of_kinds(
    passage: Passage, totals: list[Quantity], scope: Scope, kind: str
) -> Iterator[Finding]:
    """Take a list that names only kinds as parts of the nearest total."""
    plain = [t for t in totals if not (t.is_period or t.is_percent or t.is_rank)]
    if plain:
        parts = without_picked(kinds_of(plain[0], scope, passage), scope)
        if parts and part_sum([p.value for p in parts]) <= plain[0].value * 2:
            yield judged(passage, plain[0], parts, scope, kind, are_kinds=True)


def _stands_for(delta: Quantity, other: Quantity) -> bool:
    """Tell whether a change has its own figure beside it: the list then divides that."""
    return not other.delta and other.counter == delta.counter and other.value > delta.value


def _with_brackets(total: Quantity, parts: list[Quantity], scope: Scope) -> list[Quantity]:
    """Take figures that stand alone in brackets when they make the list fit: «quỹ A (30 tỷ)»."""
    if parts and not balance(total, [p.value for p in parts], parts):
        return parts
    depth = parts[0].depth if parts else (1 if scope.bracket >= 0 else 0)
    inside = [
        q
        for q in scope.sentence.quantities
        if scope.first <= q.first < scope.past and q.depth == depth + 1
    ]
    alone = [
        q
        for q in inside
        if q.counter == total.counter and sum(o.bracket == q.bracket for o in inside) == 1
    ]
    both = sorted([*parts, *alone], key=lambda q: q.first)
    fits = len(alone) > (not parts) and not balance(total, [p.value for p in both], both)
    return both if fits else parts


def _better_kinds(
    passage: Passage, total: Quantity, parts: list[Quantity], scope: Scope
) -> list[Quantity]:
    """Take all kinds named when together they fit and the parts of one name do not."""
    kinds = without_picked(kinds_of(total, scope, passage), scope)
    if len(kinds) >= max(4, 3 * len(parts)) and _is_close(total, kinds):
        return kinds
    is_better = part_sum([k.value for k in kinds]) == total.value and len(kinds) > len(parts)
    if is_better and balance(total, [p.value for p in parts], parts):
        return kinds
    return parts


def _is_close(total: Quantity, kinds: list[Quantity]) -> bool:
    reckoned = part_sum([k.value for k in kinds])
    return total.value * 9 <= reckoned * 10 <= total.value * 11


def _joined(
    crowd: list[Quantity], total: Quantity, parts: list[Quantity], kind: str
) -> Iterator[Finding]:
    """Join two totals that share one list: «… 20 cuộc, … 30 cuộc đối thoại, trong đó …»."""
    if len(crowd) != 2 or len(parts) < 2 or total.depth != crowd[1].depth or kind != "part":
        return
    value = crowd[0].value + crowd[1].value
    joined = replace(crowd[1], value=value, end=total.end, half=total.half * 2)
    values = signed_values(joined, parts)
    if part_sum(values) <= joined.value:
        why = sayings.sum_open(*scaled(joined, parts, values), "hai tổng chung một danh sách")
        yield finding(joined, parts, values, Verdict.CANNOT_TELL, Verdict.CANNOT_TELL, why)


def _among(passage: Passage, sentence: Sentence, place: int, past: int) -> Iterator[Finding]:
    """«Trong số 50 hộ, 20 hộ …, 30 hộ …»."""
    total = next((q for q in sentence.quantities if 0 <= q.first - past <= 3), None)
    if total is None:
        return
    scope = Scope(
        sentence, total.past, scope_end(sentence, total.past, total.bracket), total.bracket
    )
    parts = parts_of(total, scope, passage)
    if len(parts) >= 2 and all(p.counter == total.counter for p in parts):
        yield judged(passage, total, parts, scope, "part")
