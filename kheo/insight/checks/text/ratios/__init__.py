"""Shares: x/y with its percentage, "a trên tổng số b (p%)", and bases that stand elsewhere."""

from collections.abc import Iterator
from decimal import Decimal

from kheo.insight.checks.text import sayings
from kheo.insight.checks.text.changes.told import is_new_over_old
from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.judging import share_fits
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.ratios import bases, numerators, ties
from kheo.insight.checks.text.relations import Kind, Verdict

FARTHEST = 45  # where “đạt tỷ lệ” stands right before the percentage
NEAR = 24  # words between a figure and its percentage
WILD = Decimal("0.35")


def find(passage: Passage) -> Iterator[Finding]:
    """Find every share of the text."""
    for place, quantity in enumerate(passage.quantities):
        if passage.kind_before(quantity) == "base" and not quantity.is_percent:
            yield from _unshared(passage, place, quantity)
        if (
            quantity.whole is not None
            and not quantity.is_rank
            and not _is_change(passage, quantity)
        ):
            yield _fraction(passage, place, quantity)
        elif quantity.is_percent and not quantity.delta:
            yield from _stated(passage, place, quantity)


def _is_change(passage: Passage, quantity: Quantity) -> bool:
    """«giảm 13% (13/15)» gives the new and the old value, no share."""
    before = passage.quantities[quantity.order - 1] if quantity.order else None
    return before is not None and bool(before.delta) and is_new_over_old(before, quantity)


def _unshared(passage: Passage, place: int, base: Quantity) -> Iterator[Finding]:
    """«20 hộ trên tổng số 50 hộ» with no percentage after it."""
    following = passage.quantities[place + 1 : place + 2]
    if any(_is_share_of(base, other) for other in following):
        return
    for other in reversed(passage.quantities[max(place - 2, 0) : place]):
        is_near = other.sentence is base.sentence and base.first - other.past <= 10
        if is_near and other.counter == base.counter and not other.delta and other.whole is None:
            why = sayings.ratio_unstated(*_shown(other, other.value, base.value))
            yield _finding(other, base.value, None, base.end, Verdict.CANNOT_TELL, why)
            return


def _is_share_of(base: Quantity, percent: Quantity) -> bool:
    is_near = percent.sentence is base.sentence and percent.first - base.past <= NEAR
    return is_near and percent.is_percent and not percent.delta


def _fraction(passage: Passage, place: int, quantity: Quantity) -> Finding:
    """«12/16 xã, đạt 75%» and «12/16 xã» alone."""
    percent = _percent_after(passage, place)
    whole = quantity.whole or Decimal(0)
    share, total = _scaled(quantity.value, quantity.scale), _scaled(whole, quantity.scale)
    if percent is None or not whole:
        why = sayings.ratio_unstated(share, total)
        return _finding(quantity, whole, None, quantity.end, Verdict.CANNOT_TELL, why)
    end = max(percent.end, quantity.end)
    half = quantity.half if quantity.is_rounded else Decimal(0)
    if share_fits(quantity, whole, half, percent) and not _is_open_floor(quantity, percent):
        why = sayings.ratio_fits(share, total, percent.value)
        return _finding(quantity, whole, percent, end, Verdict.CONSISTENT, why)
    if _is_sure(passage, quantity, percent):
        why = sayings.ratio_differs(share, total, percent.value)
        return _finding(quantity, whole, percent, end, Verdict.INCONSISTENT, why)
    why, naive = sayings.ratio_other_base(share, total, percent.value), Verdict.INCONSISTENT
    return _finding(quantity, whole, percent, end, Verdict.CANNOT_TELL, why, naive)


def _is_sure(passage: Passage, quantity: Quantity, percent: Quantity) -> bool:
    is_wild = _is_wild(quantity.value, quantity.whole or Decimal(0), percent)
    is_doubtful = is_wild and not ties.is_tight(passage, quantity, percent)
    return not (percent.hedge or is_doubtful or _may_have_another_base(passage, quantity, percent))


def _is_open_floor(quantity: Quantity, percent: Quantity) -> bool:
    """«9/11 chỉ tiêu, đạt trên 60%»: far above the floor, so the 60% is of something else."""
    if not percent.hedge or percent.hedge.name not in ("above", "at_least") or not quantity.whole:
        return False
    return quantity.value * 100 / quantity.whole > percent.value * Decimal("1.25")


def _may_have_another_base(passage: Passage, quantity: Quantity, percent: Quantity) -> bool:
    """A vote is counted of all members, a goal of another year: then the fraction is no witness."""
    sentence = quantity.sentence
    words = [token.text for token in sentence.tokens[quantity.past : percent.first]]
    if "quyết" in words or "tán" in words:
        return True
    if ties.is_of_something_else(passage, quantity, percent):
        return True
    if percent.sentence is sentence and passage.kind_after(percent) == "goal":
        return True
    return any(
        share_fits(quantity, other.value, Decimal(0), percent)
        for other in passage.around(quantity.order, bases.FAR)
        if other.counter == quantity.counter
        and other.value > quantity.value
        and other is not quantity
    )


def _percent_after(passage: Passage, place: int) -> Quantity | None:
    """Find the percentage that belongs to a figure: the next figure, near, said to be its share."""
    quantity = passage.quantities[place]
    for following in passage.quantities[place + 1 : place + 2]:
        if (
            not following.is_percent
            or following.delta
            or following.sentence is not quantity.sentence
        ):
            return None
        is_said = passage.kind_before(following) == "share"
        if following.first - quantity.past > (FARTHEST if is_said else NEAR):
            return None
        if passage.between(quantity, following, "part", "list", "up", "down"):
            return None
        if passage.between(quantity, following, "share") or following.bracket >= quantity.past - 1:
            return following
    return None


def _stated(passage: Passage, place: int, percent: Quantity) -> Iterator[Finding]:
    """«717 hồ sơ (chiếm 2%)»: find what the percentage is a share of."""
    numerator = numerators.of_percent(passage, place)
    if numerator is None or numerator.whole is not None:
        return
    said = bases.named(passage, numerator, percent)
    found = None if said else bases.fitting(passage, place, numerator, percent)
    said = said or (None if found else bases.described(passage, place, numerator, percent))
    base = said or found or bases.listed(passage, numerator, percent)
    said = said or (None if found else base)
    if base is None or (said and _is_doubtful(passage, numerator, base, percent)):
        why = sayings.ratio_unbased(_scaled(numerator.value, numerator.scale), percent.value)
        end = max(percent.end, numerator.end)
        yield _finding(numerator, None, percent, end, Verdict.CANNOT_TELL, why)
    else:
        yield _based(numerator, percent, base, is_said=said is not None)


def _is_doubtful(
    passage: Passage, numerator: Quantity, base: bases.Base, percent: Quantity
) -> bool:
    """Tell whether a named base is so far off that the share must be of another one."""
    if not _is_wild(numerator.value, base[0], percent):
        return False
    is_here = base[1].sentence is numerator.sentence
    return not (is_here and ties.is_tight(passage, numerator, percent))


def _based(numerator: Quantity, percent: Quantity, base: bases.Base, *, is_said: bool) -> Finding:
    """Judge a share whose base stands elsewhere; the place takes in a base of the same sentence."""
    whole, other = base
    scale = min(numerator.scale, other.scale)
    share, total = _scaled(numerator.value, scale), _scaled(whole, scale)
    start, end = numerator.start, max(percent.end, numerator.end)
    if other.sentence is numerator.sentence:
        start, end = min(start, other.start), max(end, other.end)
    naive = Verdict.INCONSISTENT
    if share_fits(numerator, whole, other.slack, percent):
        verdict = naive = Verdict.CONSISTENT
        why = sayings.ratio_fits(share, total, percent.value)
    elif is_said and not _is_unsure(other, numerator):
        verdict, why = naive, sayings.ratio_differs(share, total, percent.value)
    else:
        verdict = Verdict.CANNOT_TELL
        why = sayings.ratio_other_base(share, total, percent.value)
    figures = {"numerator": share, "denominator": total, "stated_percent": percent.value}
    computed = share * 100 / total if total else None
    return Finding(Kind.RATIO, start, end, verdict, why, naive, figures, computed)


def _is_wild(numerator: Decimal, whole: Decimal, percent: Quantity) -> bool:
    """Tell whether a share is so far from what is told that it is no share of this base."""
    return not whole or abs(numerator * 100 / whole - percent.value) > percent.value * WILD


def _is_unsure(base: Quantity, numerator: Quantity) -> bool:
    return bool(base.hedge or numerator.hedge) and base.counter != numerator.counter


def _scaled(value: Decimal, scale: int) -> Decimal:
    return value.scaleb(-scale)


def _shown(quantity: Quantity, *values: Decimal) -> tuple[Decimal, ...]:
    return tuple(_scaled(value, quantity.scale) for value in values)


def _finding(
    quantity: Quantity,
    whole: Decimal | None,
    percent: Quantity | None,
    end: int,
    verdict: Verdict,
    why: str,
    naive: Verdict | None = None,
) -> Finding:
    numerator = _scaled(quantity.value, quantity.scale)
    denominator = None if whole is None else _scaled(whole, quantity.scale)
    figures = {
        "numerator": numerator,
        "denominator": denominator,
        "stated_percent": percent.value if percent else None,
    }
    computed = numerator * 100 / denominator if denominator else None
    return Finding(
        Kind.RATIO, quantity.start, end, verdict, why, naive or verdict, figures, computed
    )
