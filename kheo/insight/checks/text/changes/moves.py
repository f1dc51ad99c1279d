"""Changes told by their two ends: từ 40 xuống còn 28; last year this, now that."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from kheo.insight.checks.text.changes.stated import Stated
from kheo.insight.checks.text.findings import Passage
from kheo.insight.checks.text.quantity import Quantity

NEAR = 16  # words between a figure and what is said of it


def moves(passage: Passage) -> Iterator[Stated]:
    """«giảm từ 40 xuống còn 28 đơn vị, giảm 12 đơn vị (30%)»."""
    row = passage.quantities
    for place, old in enumerate(row[:-1]):
        new = row[place + 1]
        if new.sentence is not old.sentence or new.first - old.past > 8:
            continue
        if not passage.between(old, new, "to") or not _starts(passage, old, new):
            continue
        if old.counter not in ("", new.counter) and new.counter != "" and not old.is_rank:
            continue
        stated = Stated(old, new)
        around = [*row[max(place - 2, 0) : place], *row[place + 2 : place + 4]]
        for other in around:
            if other.sentence is old.sentence:
                _take(stated, other, new)
        yield stated


def _starts(passage: Passage, old: Quantity, new: Quantity) -> bool:
    """Tell whether two figures are the ends of one change: “từ …”, or “… đã tăng lên …”."""
    if passage.phrase_before(old, "từ", 3):
        return True
    words = [token.text for token in old.sentence.tokens[old.past : new.first]]
    is_moved = ("tăng", "lên") in pairwise(words) or ("giảm", "xuống") in pairwise(words)
    return is_moved and old.counter == new.counter


def _take(stated: Stated, other: Quantity, new: Quantity) -> None:
    """Put a further figure where it belongs: delta, percentage or times."""
    is_near = min(abs(other.first - new.past), abs((stated.old or new).first - other.past)) <= NEAR
    if not is_near:
        return
    if other.is_percent and not new.is_percent:
        if stated.percent is None and (other.delta or other.bracket >= 0):
            stated.percent = other
    elif other.words[:1] == ("lần",) and other.delta:
        stated.times = other
    elif other.delta and stated.delta is None and _goes_along(stated, other, new):
        stated.delta = _whole_delta(other, new)


def across_sentences(passage: Passage) -> Iterator[Stated]:
    """«Năm 2019 là 2.000 người, năm 2020 là 2.300 người. Như vậy đã tăng 300 người, tăng 15%.»

    Only when the percentage is the share of the change in the first figure: then it is the base.
    """
    row = passage.quantities
    for delta, percent in pairwise(row):
        is_pair = delta.delta and not delta.is_percent and percent.is_percent
        if not is_pair or percent.sentence is not delta.sentence or percent.first - delta.past > 4:
            continue
        earlier = [
            q for s in passage.before(delta.sentence, 2) if s.index >= delta.sentence.index - 2
            for q in s.quantities if q.counter == delta.counter and not q.delta and q.whole is None
        ]  # fmt: skip
        has_own = any(
            q.counter == delta.counter and q.first < delta.first and not q.delta
            for q in delta.sentence.quantities
        )
        if has_own or len(earlier) < 2:
            continue
        old, new = earlier[-2:]
        share = delta.value * 100 / old.value if old.value else Decimal(0)
        if abs(share - percent.value) <= percent.half * 2:
            yield Stated(old, new, delta, percent)


def _goes_along(stated: Stated, delta: Quantity, new: Quantity) -> bool:
    """Tell whether a difference is of the kind and in the direction of the move."""
    old = stated.old
    if delta.is_percent != new.is_percent or old is None:
        return False
    return old.is_rank or new.is_rank or (new.value > old.value) == (delta.delta > 0)


def _whole_delta(delta: Quantity, new: Quantity) -> Quantity | None:
    """Add up a change told by kinds in brackets: «(giảm 3 xã và 1 thị trấn)»."""
    if delta.bracket < 0 or delta.counter == new.counter:
        return delta
    inside = [
        q
        for q in delta.sentence.quantities
        if q.bracket == delta.bracket and not q.is_percent and not q.is_period
    ]
    value = sum((q.value for q in inside), Decimal(0))
    return replace(delta, value=value, end=inside[-1].end)
