"""Two measures in one list: money and land, cases and people."""

from collections.abc import Iterator
from itertools import pairwise

from kheo.insight.checks.text import sayings
from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.judging import part_sum
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.reading import Sentence
from kheo.insight.checks.text.relations import Verdict
from kheo.insight.checks.text.sums.shaping import finding, scaled


def measures(passage: Passage, sentence: Sentence) -> Iterator[Finding]:
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
            if len(parts) > 1 and part_sum([p.value for p in parts[:-1]]) < total.value:
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
    shown = scaled(total, parts, values)
    verdict = Verdict.CONSISTENT if exact else Verdict.CANNOT_TELL
    reason = "các khoản có thể chưa kể hết hoặc trùng nhau"
    why = sayings.sum_fits(*shown) if exact else sayings.sum_open(*shown, reason)
    return finding(total, parts, values, verdict, verdict, why)


def _texts(sentence: Sentence, first: int, past: int) -> list[str]:
    return [token.text for token in sentence.tokens[first:past]]
