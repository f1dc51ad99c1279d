"""Numerators of one whole, and shares of one hundred."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kheo.insight.checks.text import sayings, slips
from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.judging import part_sum
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.reading import Sentence
from kheo.insight.checks.text.relations import Verdict
from kheo.insight.checks.text.sums.shaping import finding, scaled

MOST_SHARES: Final = 20


def fractions(sentence: Sentence) -> Iterator[Finding]:
    """«7/10 đơn vị có lãi, 3/10 đơn vị lỗ»: the numerators make the whole."""
    fractions = [q for q in sentence.quantities if q.whole is not None and not q.is_rank]
    for size in (2, 3, 4):
        for start in range(len(fractions) - size + 1):
            group = fractions[start : start + size]
            whole = group[0].whole or Decimal(0)
            if all(q.whole == whole for q in group) and part_sum([q.value for q in group]) == whole:
                total = replace(group[0], value=whole)
                values = [q.value for q in group]
                why = sayings.sum_fits(*scaled(total, group, values))
                yield finding(total, group, values, Verdict.CONSISTENT, Verdict.CONSISTENT, why)


def shares(passage: Passage, sentence: Sentence) -> Iterator[Finding]:
    """«60% vốn nhà nước, còn 40% do dân góp»: shares in a row that make one hundred."""
    row = [q for q in sentence.quantities if q.is_percent and not q.delta and q.hedge is None]
    found = False
    for start in range(len(row)):
        group = _up_to_hundred(row[start : start + MOST_SHARES])
        if len(group) > 1:
            yield _hundred(group, Verdict.CONSISTENT)
            found = True
    if not found and _are_all_shares(passage, sentence, row):
        yield _hundred(row, Verdict.INCONSISTENT)


def _up_to_hundred(row: list[Quantity]) -> list[Quantity]:
    """Take the first shares of a row that make one hundred, or none."""
    reckoned = Decimal(0)
    for size, share in enumerate(row, 1):
        reckoned += share.value
        if reckoned >= 100:
            return row[:size] if reckoned == 100 else []
    return []


def _are_all_shares(passage: Passage, sentence: Sentence, row: list[Quantity]) -> bool:
    """Tell whether shares of one whole say a little more than all: «chiếm 45%, … 35%, … 23%»."""
    plain = [q for q in sentence.quantities if not q.is_period]
    if len(row) < 3 or len(plain) != len(row) or passage.kind_before(row[0]) != "share":
        return False
    words = [token.text for token in sentence.tokens[row[0].first - 1 : row[-1].past]]
    is_one_verb = words[0] == "chiếm" and "đạt" not in words and ";" not in words[:-1]
    return is_one_verb and 100 < part_sum([q.value for q in row]) <= 105


def _hundred(group: list[Quantity], verdict: Verdict) -> Finding:
    total = replace(group[0], value=Decimal(100))
    values = [q.value for q in group]
    if verdict is Verdict.CONSISTENT:
        return finding(
            total, group, values, verdict, verdict, sayings.sum_fits(total.value, values)
        )
    reason = " (các tỷ lệ của một tổng không thể quá 100%)"
    why = sayings.sum_differs(total.value, values, reason, slips.in_sum(total.value, values))
    return finding(total, group, values, verdict, verdict, why)
