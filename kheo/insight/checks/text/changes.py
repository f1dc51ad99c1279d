"""Changes against an earlier value: tăng, giảm, từ … xuống còn, gấp … lần, up and down a ranking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from kheo.insight.checks.text import sayings, slips
from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.quantities import Quantity
from kheo.insight.checks.text.relations import Kind, Verdict

NEAR = 16
FAR = 16


@dataclass
class Stated:
    """What the text says about a change."""

    old: Quantity | None = None
    new: Quantity | None = None
    delta: Quantity | None = None
    percent: Quantity | None = None
    times: Quantity | None = None

    @property
    def figures(self) -> list[Quantity]:
        return [
            q for q in (self.old, self.new, self.delta, self.percent, self.times) if q is not None
        ]


def find(passage: Passage) -> Iterator[Finding]:
    """Find every change of the text."""
    used: set[int] = set()
    for stated in _moves(passage):
        used |= {id(q) for q in stated.figures}
        yield _judged(stated)
    for stated in _across_sentences(passage):
        used |= {id(q) for q in stated.figures}
        yield _judged(stated)
    for place, quantity in enumerate(passage.quantities):
        if quantity.delta and id(quantity) not in used:
            stated_change = _stated(passage, place, used)
            if stated_change is not None:
                used |= {id(q) for q in stated_change.figures if q.delta}
                yield _judged(stated_change)


# --- từ A lên/xuống còn B ------------------------------------------------------------------------------


def _moves(passage: Passage) -> Iterator[Stated]:
    """«giảm từ 40 xuống còn 28 đơn vị, giảm 12 đơn vị (30%)»."""
    row = passage.quantities
    for place, old in enumerate(row[:-1]):
        new = row[place + 1]
        if new.sentence is not old.sentence or new.first - old.past > 8:
            continue
        starts = passage.phrase_before(old, "từ", 3)
        if not starts or not passage.between(old, new, "to"):
            continue
        if old.counter not in ("", new.counter) and new.counter != "" and not old.is_rank:
            continue
        stated = Stated(old, new)
        around = [*row[max(place - 2, 0) : place], *row[place + 2 : place + 4]]
        for other in around:
            if other.sentence is old.sentence:
                _take(stated, other, new)
        yield stated


def _take(stated: Stated, other: Quantity, new: Quantity) -> None:
    """Put a further figure where it belongs: delta, percentage or times."""
    is_near = min(abs(other.first - new.past), abs((stated.old or new).first - other.past)) <= NEAR
    if not is_near:
        return
    if other.is_percent and not new.is_percent:
        if stated.percent is None and (other.delta or other.bracket >= 0):
            stated.percent = other
    elif other.delta and stated.delta is None:
        stated.delta = other


def _across_sentences(passage: Passage) -> Iterator[Stated]:
    """«Năm 2019 là 2.000 người, năm 2020 là 2.300 người. Như vậy đã tăng 300 người, tăng 15%.»

    Only when the percentage is the share of the change in the first figure: then it is the base.
    """
    row = passage.quantities
    for delta, percent in pairwise(row):
        is_pair = delta.delta and not delta.is_percent and percent.is_percent
        if not is_pair or percent.sentence is not delta.sentence or percent.first - delta.past > 4:
            continue
        earlier = [
            q for s in passage.sentences if delta.sentence.index - 2 <= s.index < delta.sentence.index
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


# --- N, tăng D (P%) so với … ---------------------------------------------------------------------------


def _stated(passage: Passage, place: int, used: set[int]) -> Stated | None:
    """«120 vụ, tăng 20 vụ (20%) so với cùng kỳ»; «(giảm 14% so với …)»."""
    row = passage.quantities
    change = row[place]
    stated = Stated()
    following = row[place + 1] if place + 1 < len(row) else None
    is_percent = change.is_percent
    new = _new_value(passage, place)
    if is_percent and not (new is not None and new.is_percent):
        stated.percent = change
    elif _is_times(change):
        stated.times = change
    else:
        stated.delta = change
    if following is not None and following.sentence is change.sentence:
        is_next = following.first - change.past <= 4
        if stated.delta is not None and following.is_percent and is_next and not change.is_percent:
            if following.bracket >= change.past - 1 or following.delta:
                stated.percent = following
    if new is not None and change.bracket >= 0 and is_percent:
        new = passage.owners.get(id(new), new)
    stated.new = new
    if stated.delta is not None and stated.percent is None and new is None:
        return None
    if new is None and (stated.percent or stated.times):
        stated.new = new = _this_figure(passage, change)
    if new is None and stated.delta is None:
        return None
    stated.old = _old_value(passage, place, stated)
    return stated


def _is_times(change: Quantity) -> bool:
    return change.words[:1] == ("lần",)


def _new_value(passage: Passage, place: int) -> Quantity | None:
    """Find what has grown or shrunk: the nearest figure of the kind before, in the sentence."""
    change = passage.quantities[place]
    for back in range(place - 1, max(place - 8, -1), -1):
        other = passage.quantities[back]
        if other.sentence is not change.sentence:
            return None
        if other.delta or other.is_period or other.is_rank or passage.kind_before(other) == "than":
            continue
        if other.bracket >= 0 and other.bracket != change.bracket:
            continue
        if change.first - other.past > 45:
            return None
        if change.is_percent or _is_times(change):
            if other.is_percent and not change.is_percent:
                continue
            if other.is_percent and passage.between(other, change, "goal"):
                continue
            return other
        if other.counter == change.counter:
            return other
    return None


def _this_figure(passage: Passage, change: Quantity) -> Quantity | None:
    """«Con số này tăng hơn 3 lần»: the last figure of the sentence before."""
    words = [token.text for token in change.sentence.tokens[:6]]
    if "số" not in words or "này" not in words:
        return None
    for other in reversed(passage.quantities):
        if other.sentence.index == change.sentence.index - 1:
            return None if other.is_percent or other.is_period else other
    return None


def _old_value(passage: Passage, place: int, stated: Stated) -> Quantity | None:
    """Find the earlier value: given after so với, or a figure of the kind that fits exactly."""
    new = stated.new
    if new is None:
        return None
    row = passage.quantities
    for other in row[place + 1 : place + 4]:
        if other.sentence is not new.sentence or other.first - row[place].past > 14:
            break
        if (
            other.counter == new.counter
            and not other.delta
            and not other.is_percent
            and passage.between(new, other, "than")
        ):
            if other.bracket >= 0 or passage.kind_before(other) == "than":
                return other
    for other in reversed(row[max(place - FAR, 0) : place]):
        if (
            other is new
            or other.delta
            or other.counter != new.counter
            or other.is_percent != new.is_percent
        ):
            continue
        if _fits(other, stated) and other.whole is None and other.bracket == -1:
            return other
    return None


def _fits(old: Quantity, stated: Stated) -> bool:
    new = stated.new
    if new is None or stated.times is not None:
        return False
    if stated.delta is not None:
        return (
            not stated.delta.hedge
            and old.value + stated.delta.value * stated.delta.delta == new.value
        )
    return _percent_fits(old.value, new.value, stated.percent)


def _percent_fits(old: Decimal, new: Decimal, percent: Quantity | None) -> bool:
    if percent is None or not old:
        return False
    exact = abs((new - old) * 100 / old)
    unit = percent.half * 2
    if percent.hedge:
        return (
            percent.value * percent.hedge.low - unit
            <= exact
            <= percent.value * percent.hedge.high + unit
        )
    sign = percent.delta or (1 if new > old else -1)
    return abs(exact - percent.value) <= unit and (new > old) == (sign > 0)


# --- verdict --------------------------------------------------------------------------------------------


def _judged(stated: Stated) -> Finding:
    old, new = stated.old, stated.new
    if old is None or new is None:
        return _unbased(stated)
    problems = list(_problems(stated, old, new))
    claims = _claims(stated)
    shown_old, shown_new = _scaled(stated, old.value), _scaled(stated, new.value)
    if not problems:
        words = claims or "chiều thay đổi đã ghi"
        return _finding(
            stated, Verdict.CONSISTENT, sayings.change_fits(shown_old, shown_new, words)
        )
    if problems == ["direction"]:
        why = sayings.change_differs(shown_old, shown_new, claims or "chiều thay đổi đã ghi", "")
        return _finding(stated, Verdict.CANNOT_TELL, why)
    why = sayings.change_differs(shown_old, shown_new, claims, _slip(stated, shown_old, shown_new))
    return _finding(stated, Verdict.INCONSISTENT, why)


def _problems(stated: Stated, old: Quantity, new: Quantity) -> Iterator[str]:
    """Name what does not fit; rounded figures get what their rounding allows."""
    difference = abs(new.value - old.value)
    slack = old.slack + new.slack
    if stated.delta is not None:
        delta = stated.delta
        low, high = delta.low, delta.high
        if not low - slack <= difference <= high + slack:
            yield "delta"
    if stated.percent is not None and old.value:
        exact = difference * 100 / old.value
        unit = stated.percent.half * 2 + slack * 100 / old.value
        hedge = stated.percent.hedge
        low = stated.percent.value * (hedge.low if hedge else 1) - unit
        high = stated.percent.value * (hedge.high if hedge else 1) + unit
        if not low <= exact <= high:
            yield "percent"
    if stated.times is not None and old.value:
        times = new.value / old.value
        low = stated.times.low - stated.times.half
        high = stated.times.high + stated.times.half
        fits = low <= times <= high or low <= times - 1 <= high
        if not fits:
            yield "direction"


def _slip(stated: Stated, old: Decimal, new: Decimal) -> str:
    if stated.delta is None:
        return ""
    step = _scaled(stated, stated.delta.value) * (1 if new > old else -1)
    return slips.between(new, old + step) or slips.between(old, new - step)


def _claims(stated: Stated) -> str:
    words = []
    if stated.delta is not None:
        mark = "điểm %" if stated.delta.is_percent else ""
        words.append(
            f"{_way(stated.delta)} {sayings.plain(_scaled(stated, stated.delta.value))} {mark}".strip()
        )
    if stated.percent is not None:
        words.append(f"{sayings.plain(stated.percent.value)}%")
    if stated.times is not None:
        words.append(f"{sayings.plain(stated.times.value)} lần")
    return ", ".join(words)


def _way(quantity: Quantity) -> str:
    return "giảm" if quantity.delta < 0 else "tăng"


def _unbased(stated: Stated) -> Finding:
    new, implied = stated.new, None
    if new is not None and stated.delta is not None and stated.percent is not None:
        return _self_checked(stated, new, stated.delta, stated.percent)
    if new is not None and stated.delta is not None:
        implied = _scaled(stated, new.value - stated.delta.value * stated.delta.delta)
    elif new is not None and stated.percent is not None:
        share = 100 + stated.percent.value * (stated.percent.delta or 1)
        implied = _scaled(stated, new.value * 100 / share) if share > 0 else None
    shown = _scaled(stated, new.value) if new is not None else None
    return _finding(stated, Verdict.CANNOT_TELL, sayings.change_unbased(shown, implied))


def _self_checked(stated: Stated, new: Quantity, delta: Quantity, percent: Quantity) -> Finding:
    """Check a change that gives both its size and its share: 18 of 149 − 18 is 13,7%."""
    old = new.value - delta.value * delta.delta
    shown = _scaled(stated, old)
    if old <= 0 or new.hedge or delta.hedge or percent.hedge:
        return _finding(stated, Verdict.CANNOT_TELL, sayings.change_unbased(None, None))
    share = delta.value * 100 / old
    slack = percent.half * 2 + (new.slack + delta.slack) * 200 / old
    claims = f"{sayings.plain(percent.value)}%"
    words = f"{sayings.plain(_scaled(stated, delta.value))} / {sayings.plain(shown)} = {sayings.plain(share, 2)}%"
    if abs(share - percent.value) <= slack:
        return _finding(
            stated,
            Verdict.CONSISTENT,
            f"Kỳ trước là {sayings.plain(shown)}: {words}, khớp với {claims}.",
        )
    why = f"Theo mức thay đổi thì kỳ trước là {sayings.plain(shown)}: {words}, không phải {claims}."
    return _finding(stated, Verdict.CANNOT_TELL, why)


def _scaled(stated: Stated, value: Decimal) -> Decimal:
    scales = [q.scale for q in (stated.old, stated.new, stated.delta) if q is not None]
    return value.scaleb(-min(scales, default=0))


def _finding(stated: Stated, verdict: Verdict, why: str) -> Finding:
    members: Sequence[Quantity] = stated.figures
    old = _scaled(stated, stated.old.value) if stated.old else None
    new = _scaled(stated, stated.new.value) if stated.new else None
    direction = _direction(stated)
    delta = None
    if stated.delta is not None:
        delta = _scaled(stated, stated.delta.value) * direction
    percent = stated.percent.value * direction if stated.percent else None
    figures = {
        "old": old,
        "new": new,
        "delta": delta,
        "stated_percent": percent,
        "stated_times": stated.times.value if stated.times else None,
    }
    return Finding(
        Kind.CHANGE, min(q.start for q in members), max(q.end for q in members),
        verdict, why, verdict, figures, _computed(old, new, delta),
    )  # fmt: skip


def _direction(stated: Stated) -> int:
    """Ranks fall as they rise; else the word says the way, or the figures do."""
    old, new = stated.old, stated.new
    if old is not None and new is not None and (old.is_rank or new.is_rank):
        return 1 if new.value > old.value else -1
    for quantity in (stated.delta, stated.percent, stated.times):
        if quantity is not None and quantity.delta:
            return quantity.delta
    return 1


def _computed(
    old: Decimal | None, new: Decimal | None, delta: Decimal | None
) -> dict[str, Decimal] | None:
    if old is not None and new is not None:
        computed = {"delta": new - old}
        if old:
            computed["percent"] = (new - old) * 100 / old
            computed["times"] = new / old
        return computed
    if new is not None and delta is not None:
        return {"implied_old": new - delta}
    return None
