"""Parts in brackets right after their total, without a word between."""

from collections.abc import Iterator

from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.judging import part_sum
from kheo.insight.checks.text.lists import Scope, kinds_of, parts_of
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.reading import Sentence
from kheo.insight.checks.text.sums.scopes import scope_end
from kheo.insight.checks.text.sums.verdicts import judged

FAR = 40  # words between a total and its bracket


def bracketed(passage: Passage, sentence: Sentence) -> Iterator[Finding]:
    """«90 cuộc (40 cuộc cấp huyện; 50 cuộc cấp xã)»."""
    for place, token in enumerate(sentence.tokens):
        if token.text == "(":
            past = scope_end(sentence, place + 1, place)
            scope = Scope(sentence, place + 1, past, place)
            total = _total(sentence, place)
            if total is not None and scope.quantities and not _says_more(sentence, place, past):
                yield from _divided(passage, total, scope)


def _total(sentence: Sentence, place: int) -> Quantity | None:
    total = next((q for q in reversed(sentence.quantities) if q.first < place), None)
    if total is None or place - total.past > FAR or total.is_percent or total.is_period:
        return None
    return total


def _divided(passage: Passage, total: Quantity, scope: Scope) -> Iterator[Finding]:
    """Judge parts of the total's own kind; take kinds only when they fit exactly."""
    kinds = parts_of(total, scope, passage)
    parts = [p for p in kinds if p.counter == total.counter and not p.delta]
    if len(parts) > 1 or (parts and parts[0].value < total.value):
        yield judged(passage, total, parts, scope, "bracket")
    elif not parts:
        kinds = kinds_of(total, scope, passage)
        if len(kinds) > 1 and part_sum([k.value for k in kinds]) == total.value:
            yield judged(passage, total, kinds, scope, "bracket", are_kinds=True)


def _says_more(sentence: Sentence, place: int, past: int) -> bool:
    """Tell whether a bracket has its own connector, or speaks of another time."""
    return any(
        place < at < past and kind in ("part", "list", "than", "up", "down", "times", "share", "to")
        for at, (kind, _) in sentence.marks.items()
    )
