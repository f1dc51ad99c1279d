"""How sums are shown: in which scale, over which place."""

from collections.abc import Sequence
from decimal import Decimal

from kheo.insight.checks.text.findings import Finding
from kheo.insight.checks.text.judging import part_sum
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.relations import Kind, Verdict

CLOSING = 8  # words after the last figure up to the closing bracket


def scaled(
    total: Quantity, parts: Sequence[Quantity], values: Sequence[Decimal]
) -> tuple[Decimal, list[Decimal]]:
    """Show money in the smallest scale that one of the figures is written in."""
    scale = min(total.scale, *(p.scale for p in parts))
    return total.value.scaleb(-scale), [value.scaleb(-scale) for value in values]


def _end(last: Quantity) -> int:
    """Take in the words that close a bracket: «… 947 hội nghị cấp xã)»."""
    if last.bracket >= 0:
        for token in last.sentence.tokens[last.past : last.past + CLOSING]:
            if token.text == ")":
                return token.end
            if token.text in ";(" or token.is_number:
                break
    return last.end


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
    end = _end(max((total, *parts), key=lambda q: q.end))
    figures = {"total": shown, "parts": shown_parts}
    return Finding(Kind.SUM, start, end, verdict, why, naive, figures, part_sum(shown_parts))
