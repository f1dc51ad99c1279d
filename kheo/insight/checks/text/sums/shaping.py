"""How sums are shown: in which scale, over which place."""

from collections.abc import Sequence
from decimal import Decimal

from kheo.insight.checks.text.findings import Finding
from kheo.insight.checks.text.judging import part_sum
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.relations import Kind, Verdict


def scaled(
    total: Quantity, parts: Sequence[Quantity], values: Sequence[Decimal]
) -> tuple[Decimal, list[Decimal]]:
    """Show money in the smallest scale that one of the figures is written in."""
    scale = min(total.scale, *(p.scale for p in parts))
    return total.value.scaleb(-scale), [value.scaleb(-scale) for value in values]


def finding(
    total: Quantity,
    parts: Sequence[Quantity],
    values: Sequence[Decimal],
    verdict: Verdict,
    naive: Verdict,
    why: str,
) -> Finding:
    shown, shown_parts = scaled(total, parts, values)
    start = min(total.start, *(p.start for p in parts))
    end = max(total.end, *(p.end for p in parts))
    figures = {"total": shown, "parts": shown_parts}
    return Finding(Kind.SUM, start, end, verdict, why, naive, figures, part_sum(shown_parts))
