"""Totals that come after their parts: “tổng cộng”, “tính chung”."""

from collections.abc import Iterator

from kheo.insight.checks.text import sayings, slips
from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.judging import part_sum
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.relations import Verdict
from kheo.insight.checks.text.sums.shaping import finding, scaled


def totals_after(passage: Passage) -> Iterator[Finding]:
    """«… 2 tỷ đồng; … 3 tỷ đồng. Tổng cộng 5 tỷ đồng»."""
    for total in passage.quantities:
        if not total.is_percent and (_is_called_total(total) or _is_summed_up(total)):
            yield from _before(total, _row(passage, total))


def _is_called_total(quantity: Quantity) -> bool:
    return any(
        kind == "total" and 0 <= quantity.first - past <= 12
        for kind, past in quantity.sentence.marks.values()
    )


def _row(passage: Passage, total: Quantity) -> list[Quantity]:
    """List the figures of the kind before a total, up to three sentences back, nearest last."""
    since = total.sentence.index - 3
    before = passage.quantities[max(total.order - 16, 0) : total.order]
    return [
        q
        for q in before
        if q.sentence.index >= since
        and q.counter == total.counter
        and not q.delta
        and not q.is_percent
    ]


def _before(total: Quantity, row: list[Quantity]) -> Iterator[Finding]:
    """Take as many of the figures before as make the total, or would but for two digits."""
    for exactly in (True, False):
        for size in range(2, len(row) + 1):
            parts = row[-size:]
            values = [p.value for p in parts]
            shown = scaled(total, parts, values)
            if exactly and part_sum(values) == total.value:
                why = sayings.sum_fits(*shown)
                yield finding(total, parts, values, Verdict.CONSISTENT, Verdict.CONSISTENT, why)
                return
            if not exactly and _is_summed_up(total) and slips.is_swap(*shown):
                why = sayings.sum_differs(*shown, "", slips.in_sum(*shown))
                yield finding(total, parts, values, Verdict.INCONSISTENT, Verdict.INCONSISTENT, why)
                return


def _is_summed_up(total: Quantity) -> bool:
    """Tell whether words say that what was told before is added up."""
    tokens = [token.text for token in total.sentence.tokens[max(total.first - 32, 0) : total.first]]
    return "tính" in tokens and "chung" in tokens or "cộng" in tokens
