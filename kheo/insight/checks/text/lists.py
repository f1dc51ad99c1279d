"""Which figures are the parts of which total, and whether the list says all there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kheo.insight.checks.text.findings import Passage
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.reading import Sentence, Token
from kheo.insight.checks.text.vocabulary import (
    CLOSED_SETS,
    CURRENCIES,
    KINDS,
    OVERLAPPING,
    STAGES,
    ClosedSet,
)

ENDINGS = ("...", "…")


@dataclass
class Scope:
    """Where a list of parts stands: tokens of one sentence, inside a bracket or not."""

    sentence: Sentence
    first: int
    past: int
    bracket: int = -1

    @property
    def quantities(self) -> list[Quantity]:
        return [
            q for q in self.sentence.quantities
            if self.first <= q.first < self.past and q.bracket == self.bracket
        ]  # fmt: skip

    @property
    def tokens(self) -> list[Token]:
        return self.sentence.tokens[self.first : self.past]

    @property
    def is_open(self) -> bool:
        """Tell whether words leave the list open: “…”, v.v., chủ yếu, và nhiều."""
        if any(token.text in ENDINGS for token in self.tokens[-3:]):
            return True
        if _has_in_row(self.tokens, ("v", ".", "v")):
            return True
        return any(
            self.first <= place < self.past and kind in ("pick", "open")
            for place, (kind, _) in self.sentence.marks.items()
        )


def same_kind(total: Quantity, part: Quantity) -> bool:
    """Tell whether two figures count the same things."""
    if total.is_percent != part.is_percent:
        return False
    if total.counter == part.counter or part.counter in KINDS.get(total.counter, ()):
        return True
    if total.counter == "" or part.counter == "":
        return not part.is_period and not {part.counter, total.counter} & CURRENCIES
    return False


def parts_of(total: Quantity, scope: Scope, passage: Passage) -> list[Quantity]:
    """List the figures of a scope that count what the total counts."""
    parts = [
        q for q in _candidates(total, scope, passage)
        if same_kind(total, q) or _shares_whole(total, q)
    ]  # fmt: skip
    if total.counter == "":  # then the first part says what is counted
        return [q for q in parts if q.counter in ("", parts[0].counter)]
    return parts


def kinds_of(total: Quantity, scope: Scope, passage: Passage) -> list[Quantity]:
    """List the figures that name kinds of the total: 09 nghị quyết, 15 chỉ thị of 351 văn bản."""
    return [
        q for q in _candidates(total, scope, passage)
        if not q.is_percent and not q.is_period and not q.is_place and not q.is_rate
        and (q.counter in CURRENCIES) == (total.counter in CURRENCIES)
        and (q.counter == total.counter or total.counter not in CURRENCIES)
    ]  # fmt: skip


def _candidates(total: Quantity, scope: Scope, passage: Passage) -> list[Quantity]:
    return [
        q for q in scope.quantities
        if (not q.delta or total.delta == q.delta)
        and not q.is_rank
        and (not q.is_period or q.counter == total.counter)
        and passage.kind_before(q) not in ("base", "than")
        and not (q.is_place and q.counter != total.counter)
        and (q.whole in (None, total.whole, total.value) or _is_share_below(total, q))
    ]  # fmt: skip


def _is_share_below(total: Quantity, part: Quantity) -> bool:
    """Tell whether 12/20 xã may be a part: never of a total below its own whole."""
    return total.counter == part.counter and (part.whole or 0) <= total.value


def _shares_whole(total: Quantity, part: Quantity) -> bool:
    return total.whole is not None and total.whole == part.whole


def signed_values(total: Quantity, parts: Sequence[Quantity]) -> list[Decimal]:
    """Give the parts their signs: a profit among losses counts against them."""
    if total.sign and any(p.sign and p.sign != total.sign for p in parts):
        return [-p.value if p.sign and p.sign != total.sign else p.value for p in parts]
    return [p.value for p in parts]


def without_picked(parts: list[Quantity], scope: Scope) -> list[Quantity]:
    """Leave out what is only picked from another part: “đặc biệt hai doanh nghiệp lỗ …”."""
    picks = [
        past for place, (kind, past) in scope.sentence.marks.items()
        if kind == "pick" and scope.first <= place < scope.past
    ]  # fmt: skip
    picked = set()
    for past in picks:
        following = [p for p in parts if p.first >= past]
        if following and len(parts) > 1 and following[0] is not parts[0]:
            picked.add(id(following[0]))
    return [p for p in parts if id(p) not in picked]


def closed_set(scope: Scope, parts: Sequence[Quantity], passage: Passage) -> ClosedSet | None:
    """Find the closed set whose every member is named by a part of its own."""
    if len(parts) < 2:
        return None
    items = [_item(scope, parts, place) for place in range(len(parts))]
    for known in CLOSED_SETS:
        if known.since and (passage.day is None or passage.day < known.since):
            continue
        if known.until and passage.day is not None and passage.day > known.until:
            continue
        if len(known.members) == len(parts) and _covers(known, items):
            return known
    return None


def _covers(known: ClosedSet, items: list[list[str]]) -> bool:
    """Tell whether each item names exactly one member and each member has an item."""
    named = []
    for words in items:
        lengths = [
            max((len(way) for way in ways if _has_words(words, way)), default=0)
            for ways in known.members
        ]
        longest = max(lengths)  # “không đúng” is not “đúng”
        if not longest or lengths.count(longest) != 1:
            return False
        named.append(lengths.index(longest))
    return sorted(named) == list(range(len(known.members)))


def _item(scope: Scope, parts: Sequence[Quantity], place: int) -> list[str]:
    """Give the words of one item of a list: from the separator before it to the one after."""
    tokens = scope.sentence.tokens
    part = parts[place]
    first = part.first
    floor = parts[place - 1].past if place else scope.first
    while first > floor and tokens[first - 1].text not in (";", ",", "và", ":", "("):
        first -= 1
    ceiling = parts[place + 1].first if place + 1 < len(parts) else scope.past
    past = part.past
    while past < ceiling and tokens[past].text not in (";", ",", "và", ")"):
        past += 1
    return [token.text for token in tokens[first:past]]


def _has_words(words: list[str], way: tuple[str, ...]) -> bool:
    size = len(way)
    return any(tuple(words[place : place + size]) == way for place in range(len(words) - size + 1))


def _has_in_row(tokens: list[Token], texts: tuple[str, ...]) -> bool:
    return _has_words([token.text for token in tokens], texts)


def ends_with_rest(scope: Scope, parts: Sequence[Quantity]) -> bool:
    """Tell whether the last item says it is the rest: “… khác”, “còn lại …”."""
    if len(parts) < 2:
        return False
    words = _item(scope, parts, len(parts) - 1)
    return "khác" in words or _has_words(words, ("còn", "lại"))


def may_overlap(scope: Scope, parts: Sequence[Quantity]) -> bool:
    """Tell whether parts may count a thing twice: nữ beside đảng viên, stage after stage."""
    items = [_item(scope, parts, place) for place in range(len(parts))]
    attributes = {word for words in items for word in words if word in OVERLAPPING}
    if attributes and attributes != {"nam", "nữ"}:
        return True
    stages = {
        stage for words in items for stage in STAGES if _has_words(words, stage)
    }  # fmt: skip
    return len(stages) > 1
