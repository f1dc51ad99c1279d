"""Shares: x/y with its percentage, "a trên tổng số b (p%)", and bases that stand elsewhere."""

from collections.abc import Iterator
from decimal import Decimal

from kheo.insight.checks.text import sayings
from kheo.insight.checks.text.changes.told import is_new_over_old
from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.judging import share_fits
from kheo.insight.checks.text.quantities import Quantity
from kheo.insight.checks.text.ratios import bases
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
    following = passage.quantities[place + 1] if place + 1 < len(passage.quantities) else None
    if following is not None and following.is_percent and not following.delta:
        if following.sentence is base.sentence and following.first - base.past <= NEAR:
            return
    for other in reversed(passage.quantities[max(place - 2, 0) : place]):
        is_near = other.sentence is base.sentence and base.first - other.past <= 10
        if is_near and other.counter == base.counter and not other.delta and other.whole is None:
            why = sayings.ratio_unstated(*_shown(other, other.value, base.value))
            yield _finding(other, base.value, None, base.end, Verdict.CANNOT_TELL, why)
            return


def _fraction(passage: Passage, place: int, quantity: Quantity) -> Finding:
    """«12/16 xã, đạt 75%» and «12/16 xã» alone."""
    percent = _percent_after(passage, place)
    numerator, whole = quantity.value, quantity.whole or Decimal(0)
    if percent is None:
        why = sayings.ratio_unstated(*_shown(quantity, numerator, whole))
        return _finding(quantity, whole, None, quantity.end, Verdict.CANNOT_TELL, why)
    end = max(percent.end, quantity.end)
    half = quantity.half if quantity.is_rounded else Decimal(0)
    shown = _shown(quantity, numerator, whole)
    if share_fits(quantity, whole, half, percent) and not _is_open_floor(quantity, percent):
        why = sayings.ratio_fits(*shown, percent.value)
        return _finding(quantity, whole, percent, end, Verdict.CONSISTENT, why)
    if (
        not whole
        or percent.hedge
        or _is_wild(numerator, whole, percent)
        or _may_have_another_base(passage, quantity, percent)
    ):
        why = (
            sayings.ratio_other_base(*shown, percent.value)
            if whole
            else sayings.ratio_unstated(*shown)
        )
        return _finding(
            quantity, whole, percent, end, Verdict.CANNOT_TELL, why, Verdict.INCONSISTENT
        )
    why = sayings.ratio_differs(*shown, percent.value, "")
    return _finding(quantity, whole, percent, end, Verdict.INCONSISTENT, why)


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
    if percent.sentence is sentence and passage.kind_after(percent) == "goal":
        return True
    return any(
        share_fits(quantity, other.value, Decimal(0), percent)
        for other in passage.quantities
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
    numerator = _numerator(passage, place)
    if numerator is None or numerator.whole is not None:
        return
    base = bases.named(passage, numerator, percent)
    is_named = base is not None
    if base is None:
        base = bases.fitting(passage, place, numerator, percent)
    if base is None:
        base = bases.described(passage, place, numerator, percent)
        is_named = base is not None
    start, end = numerator.start, max(percent.end, numerator.end)
    if base is None:
        shown = _scaled(numerator.value, numerator.scale)
        why = sayings.ratio_unbased(shown, percent.value)
        yield _finding(numerator, None, percent, end, Verdict.CANNOT_TELL, why)
        return
    whole, base_quantity = base
    scale = min(numerator.scale, base_quantity.scale)
    shown_pair = _scaled(numerator.value, scale), _scaled(whole, scale)
    if base_quantity.sentence is numerator.sentence:
        start, end = min(start, base_quantity.start), max(end, base_quantity.end)
    if share_fits(numerator, whole, base_quantity.slack, percent):
        verdict, why = Verdict.CONSISTENT, sayings.ratio_fits(*shown_pair, percent.value)
    elif is_named and _is_wild(numerator.value, whole, percent):
        shown = _scaled(numerator.value, numerator.scale)
        why = sayings.ratio_unbased(shown, percent.value)
        yield _finding(numerator, None, percent, percent.end, Verdict.CANNOT_TELL, why)
        return
    elif is_named and not _is_unsure(base_quantity, numerator):
        verdict, why = Verdict.INCONSISTENT, sayings.ratio_differs(*shown_pair, percent.value, "")
    else:
        verdict, why = Verdict.CANNOT_TELL, sayings.ratio_other_base(*shown_pair, percent.value)
    yield Finding(
        Kind.RATIO, start, end, verdict, why,
        Verdict.CONSISTENT if verdict is Verdict.CONSISTENT else Verdict.INCONSISTENT,
        {"numerator": shown_pair[0], "denominator": shown_pair[1], "stated_percent": percent.value},
        shown_pair[0] * 100 / shown_pair[1] if shown_pair[1] else None,
    )  # fmt: skip


def _is_wild(numerator: Decimal, whole: Decimal, percent: Quantity) -> bool:
    """Tell whether a share is so far from what is told that it is no share of this base."""
    return not whole or abs(numerator * 100 / whole - percent.value) > percent.value * WILD


def _is_unsure(base: Quantity, numerator: Quantity) -> bool:
    return bool(base.hedge or numerator.hedge) and base.counter != numerator.counter


def _numerator(passage: Passage, place: int) -> Quantity | None:
    """Find whose share a percentage is: the figure before it, with a verb or bracket between."""
    percent = passage.quantities[place]
    wanted = passage.counted_after(percent)
    for back in range(place - 1, max(place - 7, -1), -1):
        quantity = passage.quantities[back]
        if quantity.sentence is not percent.sentence:
            return None
        if quantity.is_percent or quantity.is_period or quantity.is_rank:
            continue
        if quantity.delta or quantity.is_rate:
            return None
        opens = percent.bracket
        is_bracketed = opens > quantity.first and percent.first - opens <= 4
        if is_bracketed and opens - quantity.past > NEAR + 4:
            return None
        if quantity.bracket not in (-1, opens):
            continue
        has_verb = passage.between(quantity, percent, "share")
        if not is_bracketed and not (has_verb and percent.first - quantity.past <= NEAR):
            return None
        if not is_bracketed and passage.divides(quantity, percent):
            return None
        if (
            passage.kind_before(quantity) in ("base", "than")
            or passage.word_before(quantity) == "trong"
        ):
            continue
        if wanted not in ("", quantity.counter) and back > 0:
            continue
        return quantity
    return None


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
