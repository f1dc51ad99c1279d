"""Parts in brackets right after their total, without a word between."""

from collections.abc import Iterator

from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.judging import part_sum
from kheo.insight.checks.text.lists import Scope, kinds_of, parts_of
from kheo.insight.checks.text.reading import Sentence
from kheo.insight.checks.text.sums.scopes import scope_end
from kheo.insight.checks.text.sums.verdicts import judged


def bracketed(passage: Passage, sentence: Sentence) -> Iterator[Finding]:
    """«90 cuộc (40 cuộc cấp huyện; 50 cuộc cấp xã)»."""
    for place, token in enumerate(sentence.tokens):
        if token.text != "(":
            continue
        past = scope_end(sentence, place + 1, place)
        scope = Scope(sentence, place + 1, past, place)
        if not scope.quantities or any(
            place < at < past and k[0] in ("part", "list") for at, k in sentence.marks.items()
        ):
            continue
        total = next((q for q in reversed(sentence.quantities) if q.first < place), None)
        if total is None or place - total.past > 40 or total.is_percent or total.is_period:
            continue
        parts = [
            p for p in parts_of(total, scope, passage) if p.counter == total.counter and not p.delta
        ]
        if _says_change(sentence, place, past):
            continue
        if parts and part_sum([p.value for p in parts]) != total.value or len(parts) > 1:
            if len(parts) > 1 or (parts and parts[0].value < total.value):
                yield judged(passage, total, parts, scope, "bracket")
        elif not parts:
            kinds = kinds_of(total, scope, passage)
            if len(kinds) > 1 and part_sum([k.value for k in kinds]) == total.value:
                yield judged(passage, total, kinds, scope, "bracket", are_kinds=True)


def _says_change(sentence: Sentence, place: int, past: int) -> bool:
    """Tell whether a bracket speaks of another time: so với, tăng, gấp."""
    return any(
        place < at < past and kind in ("than", "up", "down", "times", "share", "to")
        for at, (kind, _) in sentence.marks.items()
    )
