"""What a percentage is a share of: said, found by arithmetic, or named by its words."""

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

from kheo.insight.checks.text import slips
from kheo.insight.checks.text.findings import Passage
from kheo.insight.checks.text.judging import share_is_shown
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.ratios import ties
from kheo.insight.checks.text.vocabulary import CURRENCIES

FAR: Final = 40  # figures back in which a base may stand
SLIP: Final = Decimal("0.05")  # of the share: a slip of the pen rather than another base
HALF_TENTH: Final = Decimal("0.05")
GENERIC: Final = frozenset(
    ["tổng", "số", "tiền", "của", "các", "là", "trong", "và", "năm", "được", "so", "với"]
)

Base = tuple[Decimal, Quantity]


def named(passage: Passage, numerator: Quantity, percent: Quantity) -> Base | None:
    """«a trên tổng số b», «trong b … a», «tổng số b … trong đó a», «b thì chỉ có a»."""
    candidates = [
        q
        for q in passage.of_sentence(numerator)
        if not (q.is_percent or q.delta or q.is_period or q is numerator)
        and q.bracket in (-1, numerator.bracket)
    ]
    for base in candidates:
        if numerator.first < base.first < percent.first and _is_said_base(passage, base):
            return base.value, base
    for base in reversed([q for q in candidates if q.first < numerator.first]):
        if _may_be_base(base, numerator) and _is_tied(passage, base, numerator):
            return base.value, base
    return None


def _is_said_base(passage: Passage, base: Quantity) -> bool:
    return passage.kind_before(base) == "base" or passage.word_before(base) == "trong"


def _may_be_base(base: Quantity, numerator: Quantity) -> bool:
    is_kind = base.counter == numerator.counter or numerator.counter == ""
    return is_kind and base.value >= numerator.value and base.whole is None


def _is_tied(passage: Passage, base: Quantity, numerator: Quantity) -> bool:
    """Tell whether words make an earlier figure the base of a later one."""
    if passage.word_before(base) == "trong" or passage.kind_before(base) in ("base", "among"):
        return True
    if passage.phrase_between(base, numerator, "chỉ", "có"):
        return True
    return passage.phrase_before(base, "trong", 4) and not passage.phrase_before(base, "đó", 3)


def fitting(passage: Passage, place: int, numerator: Quantity, percent: Quantity) -> Base | None:
    """Look for a figure of which the percentage is the share, the likeliest first."""
    if percent.value <= 0:
        return None
    for other in _candidates(passage, place, numerator):
        if _is_fit_to_try(passage, other, numerator, percent):
            # The done of the done and due may be the base too: 1.447 of 1.456/1.625.
            wholes = (other.value,) if other.whole is None else (other.whole, other.value)
            for whole in wholes:
                if _is_share_of(numerator, whole, other, percent):
                    passage.last_bases.append(other)
                    return whole, other
    return None


def _is_share_of(numerator: Quantity, whole: Decimal, other: Quantity, percent: Quantity) -> bool:
    return (
        whole not in (0, numerator.value)
        and _is_roughly(numerator, whole, percent)
        and share_is_shown(numerator, whole, other.slack, percent)
    )


def _is_roughly(numerator: Quantity, whole: Decimal, percent: Quantity) -> bool:
    """Sort out at little cost what cannot be the share; hedges stay well within a quarter."""
    rough, told = float(numerator.value) * 100 / float(whole), float(percent.value)
    return abs(rough - told) <= told / 4 + 1


def _candidates(passage: Passage, place: int, numerator: Quantity) -> Iterator[Quantity]:
    """Go through the total of the numerator's list, the base last used, then the neighbours."""
    if id(numerator) in passage.listed:
        yield passage.listed[id(numerator)]
    yield from passage.last_bases[-1:]
    yield from passage.around(place, FAR)


def _is_fit_to_try(
    passage: Passage, other: Quantity, numerator: Quantity, percent: Quantity
) -> bool:
    is_here = other.sentence is numerator.sentence
    if other is numerator or other.is_percent or other.delta or other.is_period:
        return False
    is_goal = passage.kind_after(percent) == "goal"
    if is_goal and not is_here and percent.half > HALF_TENTH:
        return False
    if other.counter == numerator.counter or passage.listed.get(id(numerator)) is other:
        return True
    # Of another kind only beside it, by an exact share: 54.000 lượt hộ … 9.000 hộ (16,67%).
    return is_here and percent.half <= HALF_TENTH and other.counter not in CURRENCIES


def listed(passage: Passage, numerator: Quantity, percent: Quantity) -> Base | None:
    """«tiếp nhận 800 hồ sơ, trong đó đã giải quyết 720, đạt 80%»: the total of its list.

    Also a figure of the same kind told right before it: «kiểm tra 80 cơ sở, có 36 cơ sở (40%)».
    """
    if not ties.is_tight(passage, numerator, percent) or numerator.is_rounded:
        return None
    before = passage.quantities[numerator.order - 1] if numerator.order else None
    base = passage.listed.get(id(numerator), before)
    if base is None or base.sentence is not numerator.sentence or base.delta or base.hedge:
        return None
    is_kind = base.counter == numerator.counter != "" and not base.is_rounded
    is_whole = base.value > numerator.value and base.whole is None and base.depth == numerator.depth
    is_near = base.order >= numerator.order - 2
    if not (is_kind and is_whole and is_near):
        return None
    return (base.value, base) if _is_slip(numerator, base.value, percent) else None


def _is_slip(numerator: Quantity, whole: Decimal, percent: Quantity) -> bool:
    """Tell whether the percentage is the right one but for a little or for one slip."""
    share = numerator.value * 100 / whole
    if abs(share / percent.value - 1) < SLIP:
        return True
    step = percent.half * 2
    return any(
        slips.is_slip(percent.value, share.quantize(step, rounding))
        for rounding in (ROUND_DOWN, ROUND_HALF_UP)
    )


def described(passage: Passage, place: int, numerator: Quantity, percent: Quantity) -> Base | None:
    """«tổng nợ thuế là 90 tỷ … 31 tỷ, chiếm 35% tổng nợ thuế»: the base is named by its words.

    Only when the share comes near to what is told: else another figure of that name is meant.
    """
    wanted = passage.words_after(percent, 6) - GENERIC
    if not wanted or numerator.hedge or percent.hedge or not percent.value:
        return None
    for last in passage.last_bases[-1:]:
        whole = last.whole or last.value
        is_same = passage.counted_after(percent) == numerator.counter == last.counter
        is_last = is_same and whole > numerator.value and not last.hedge
        if is_last and _is_slip(numerator, whole, percent):
            return whole, last
    for other in reversed(passage.quantities[max(place - 10, 0) : place]):
        is_base = other.counter == numerator.counter and other.value > numerator.value
        is_plain = not other.delta and other.whole is None and not other.hedge
        if other is numerator or not is_base or not is_plain:
            continue
        if len(wanted & passage.words_before(other, 14)) >= min(2, len(wanted)):
            is_slip = _is_slip(numerator, other.value, percent)
            return (other.value, other) if is_slip else None
    return None
