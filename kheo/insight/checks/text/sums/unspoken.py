"""Figures in a row that make an earlier one exactly, with no word to say so."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kheo.insight.checks.text import sayings
from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.relations import Verdict
from kheo.insight.checks.text.sums.shaping import finding, scaled

REACH: Final = 4  # sentences in which the parts may follow
MOST_PARTS: Final = 6
FAR: Final = 16  # figures of the kind looked through after a total
LEAST: Final = 20  # smaller totals are met by chance, so their parts stand in the same sentence


def unspoken(passage: Passage) -> Iterator[Finding]:
    """Find figures of one kind after a total that happen to be all there is."""
    kinds: dict[object, list[Quantity]] = {}
    for quantity in passage.quantities:
        if not (quantity.is_period or quantity.is_rank or quantity.is_percent or quantity.is_rate):
            kinds.setdefault((quantity.counter, quantity.delta), []).append(quantity)
    for group in kinds.values():
        for place, share in enumerate(group):
            yield from _with_rest(share, group[place + 1 : place + 7])
        # From the last to the first, so that the parts of a part are known when its total comes.
        for place in range(len(group) - 2, -1, -1):
            yield from _of_total(passage, group[place], group[place + 1 : place + 1 + FAR])
    for total in passage.quantities:
        yield from _two_kinds(passage, total)


def _with_rest(total: Quantity, following: list[Quantity]) -> Iterator[Finding]:
    """«4.500/5.600 hồ sơ … đang giải quyết 1.100 hồ sơ»: both make the whole."""
    whole = total.whole
    if whole is None or whole < LEAST:
        return
    for rest in following:
        is_near = rest.sentence.index <= total.sentence.index + REACH
        if is_near and rest.whole is None and total.value + rest.value == whole:
            values = [total.value, rest.value]
            owner = replace(total, value=whole)
            why = sayings.sum_fits(*scaled(owner, [total, rest], values))
            verdict = Verdict.CONSISTENT
            yield finding(owner, [total, rest], values, verdict, verdict, why)
            return


def _of_total(passage: Passage, total: Quantity, following: list[Quantity]) -> Iterator[Finding]:
    reach = REACH if total.value >= LEAST else 0
    near = [
        q
        for q in following
        if q.sentence.index <= total.sentence.index + reach and 0 < q.value < total.value
    ]
    outer = [q for q in near if not any(_is_of(passage, q, other) for other in near)]
    rows = [near] if len(outer) == len(near) else [outer, near]
    for row in rows:
        for parts in list(_exact(total, row))[:2]:
            values = [p.value for p in parts]
            for part in parts:
                passage.owners.setdefault(id(part), total)
            why = sayings.sum_fits(*scaled(total, parts, values))
            yield finding(total, parts, values, Verdict.CONSISTENT, Verdict.CONSISTENT, why)


def _is_of(passage: Passage, part: Quantity, other: Quantity) -> bool:
    """Tell whether a figure is already part of another one."""
    return passage.owners.get(id(part), passage.listed.get(id(part))) is other


def _exact(total: Quantity, near: list[Quantity]) -> Iterator[list[Quantity]]:
    """Give the runs of two and more figures whose sum is the total."""
    for start in range(min(len(near), MOST_PARTS)):
        reckoned = Decimal(0)
        for past in range(start, min(start + MOST_PARTS, len(near))):
            reckoned += near[past].value
            if reckoned >= total.value:
                if reckoned == total.value and past > start:
                    yield near[start : past + 1]
                break


def _two_kinds(passage: Passage, total: Quantity) -> Iterator[Finding]:
    """«30 tập thể, cá nhân …: 18 cá nhân và 12 tập thể»: the total names the kinds of its parts."""
    named = [token.text for token in total.sentence.tokens[total.first + 1 : total.first + 7]]
    row = passage.quantities[total.order + 1 : total.order + 12]
    for one, other in zip(row, row[1:], strict=False):
        is_near = other.sentence.index <= total.sentence.index + REACH
        is_sum = one.value + other.value == total.value and one.counter != other.counter
        both = one.words and other.words and {one.words[0], other.words[0]} <= set(named)
        if is_near and is_sum and both:
            values = [one.value, other.value]
            why = sayings.sum_fits(*scaled(total, [one, other], values))
            yield finding(total, [one, other], values, Verdict.CONSISTENT, Verdict.CONSISTENT, why)
            return
