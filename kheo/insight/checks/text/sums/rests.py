"""What is left: “số còn lại”, “còn lại”, “hiện còn”, “chênh lệch”."""

from collections.abc import Iterator
from dataclasses import replace

from kheo.insight.checks.text import sayings, slips
from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.judging import balance
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.reading import Sentence
from kheo.insight.checks.text.relations import Verdict
from kheo.insight.checks.text.sums.shaping import finding, scaled

BACK = 12  # figures before the rest among which its total stands


def rests(passage: Passage) -> Iterator[Finding]:
    """«30/50 thôn có nhà văn hóa, số còn lại 20 thôn»; «… Còn lại, chi hơn 6 tỷ đồng»."""
    for sentence in passage.sentences:
        for rest, is_first in _rest_figures(passage, sentence):
            fitting = list(_fitting(passage, rest))
            yield from fitting or _of_share(passage, rest)
            if is_first:
                yield from _of_list(passage, rest)


def _rest_figures(passage: Passage, sentence: Sentence) -> Iterator[tuple[Quantity, bool]]:
    """Find what is said to be left; say whether the sentence begins with those words."""
    seen = set()
    for place, (kind, past) in sentence.marks.items():
        if kind != "rest":
            continue
        near = [
            q
            for q in sentence.quantities
            if (past <= q.first <= past + 24 and not q.is_percent) or 0 <= place - q.past <= 3
        ]
        if near:
            seen.add(near[0].order)
            yield near[0], place <= 1
    for quantity in sentence.quantities:
        if quantity.order not in seen and passage.phrase_before(quantity, "còn", 2):
            yield quantity, False


def _fitting(passage: Passage, rest: Quantity) -> Iterator[Finding]:
    """Find a whole and a part before that leave exactly the rest."""
    row = [q for q in _row(passage, rest) if q.value > 0]
    for other in row:
        is_same = rest.whole in (None, other.whole)
        if other.whole is not None and is_same and other.value + rest.value == other.whole:
            yield _fits(replace(other, value=other.whole), other, rest)
            return
    for part in reversed(row):
        for total in reversed(row):
            is_larger = total is not part and total.value > max(part.value, rest.value)
            if is_larger and part.whole is None and total.whole is None:
                values = [part.value, rest.value]
                if balance(total, values, [part, rest]) == 0:
                    yield _fits(total, part, rest)
                    return


def _of_share(passage: Passage, rest: Quantity) -> Iterator[Finding]:
    """«30/50 thôn có nhà văn hóa (60%), còn lại 25 thôn»: told in one breath, it must fit."""
    before = passage.quantities[max(rest.order - 2, 0) : rest.order]
    shares = [q for q in before if not q.is_percent]
    if not shares or len(shares) > 1 and before[-1] is not shares[-1]:
        return
    part = shares[-1]
    whole = part.whole
    is_plain = not (part.hedge or rest.hedge or rest.whole or part.delta or part.is_rank)
    is_here = part.sentence is rest.sentence and part.counter == rest.counter
    if whole is None or not (is_plain and is_here):
        return
    values = [part.value, rest.value]
    if not whole * 6 <= sum(values) * 10 <= whole * 14:
        return
    total = replace(part, value=whole)
    shown = scaled(total, [part, rest], values)
    why = sayings.sum_differs(*shown, " (phần cuối là phần còn lại)", slips.in_sum(*shown))
    verdict = Verdict.INCONSISTENT
    yield finding(total, [part, rest], values, verdict, verdict, why)


def _fits(total: Quantity, part: Quantity, rest: Quantity) -> Finding:
    values = [part.value, rest.value]
    shown = scaled(total, [part, rest], values)
    exact = sum(values) == total.value
    why = (sayings.sum_fits if exact else sayings.sum_fits_about)(*shown)
    return finding(total, [part, rest], values, Verdict.CONSISTENT, Verdict.CONSISTENT, why)


def _row(passage: Passage, rest: Quantity) -> list[Quantity]:
    since = rest.sentence.index - 4
    return [
        q
        for q in passage.quantities[max(rest.order - BACK, 0) : rest.order]
        if q.sentence.index >= since
        and q.counter == rest.counter
        and not q.is_percent
        and not q.delta
    ]


def _of_list(passage: Passage, rest: Quantity) -> Iterator[Finding]:
    """Reckon the figures since the last larger one of the kind, up to two sentences back."""
    since = rest.sentence.index - 2
    row = [
        q
        for q in _row(passage, rest)
        if q.sentence.index >= since and q.depth == 0 and q.whole is None
    ]
    if len(row) < 2 or rest.is_place:
        return
    top = max(range(len(row)), key=lambda at: row[at].value)
    total, parts = row[top], [*row[top + 1 :], rest]
    values = [p.value for p in parts]
    if len(parts) < 2 or balance(total, values, parts) == 0:
        return
    shown = scaled(total, parts, values)
    why = sayings.sum_differs(*shown, " (phần cuối là phần còn lại)", slips.in_sum(*shown))
    yield finding(total, parts, values, Verdict.INCONSISTENT, Verdict.INCONSISTENT, why)
