"""Whether a change is what its figures say."""

from collections.abc import Iterator
from decimal import Decimal

from kheo.insight.checks.text import sayings, slips
from kheo.insight.checks.text.changes.stated import Stated
from kheo.insight.checks.text.findings import Finding
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.relations import Kind, Verdict

WILD = Decimal("0.35")  # farther from what is told, the figures are not of one change


def judged(stated: Stated) -> Finding:
    old, new = stated.old, stated.new
    if old is None or new is None:
        return _unbased(stated)
    problems = list(_problems(stated, old, new))
    claims = _claims(stated)
    shown_old, shown_new = stated.scaled(old.value), stated.scaled(new.value)
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
    step = stated.scaled(stated.delta.value) * (1 if new > old else -1)
    return slips.between(new, old + step) or slips.between(old, new - step)


def _claims(stated: Stated) -> str:
    words = []
    if stated.delta is not None:
        size = sayings.plain(stated.scaled(stated.delta.value))
        mark = " điểm %" if stated.delta.is_percent else ""
        words.append(f"{_way(stated.delta)} {size}{mark}")
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
        implied = stated.scaled(new.value - stated.delta.value * stated.delta.delta)
    elif new is not None and stated.percent is not None:
        share = 100 + stated.percent.value * (stated.percent.delta or 1)
        implied = stated.scaled(new.value * 100 / share) if share > 0 else None
    shown = stated.scaled(new.value) if new is not None else None
    return _finding(stated, Verdict.CANNOT_TELL, sayings.change_unbased(shown, implied))


def _self_checked(stated: Stated, new: Quantity, delta: Quantity, percent: Quantity) -> Finding:
    """Check a change that gives both its size and its share: 18 of 149 - 18 is 13,7%."""
    old = stated.implied or Decimal(0)
    if old <= 0 or not percent.value:
        return _finding(stated, Verdict.CANNOT_TELL, sayings.change_unbased(None, None))
    share = delta.value * 100 / old
    shown = stated.scaled(old)
    arithmetic = sayings.share_of_change(stated.scaled(delta.value), shown, share)
    low, high = _share_bounds(new, delta, stated.direction)
    hedge = percent.hedge
    least = percent.value * (hedge.low if hedge else 1) - percent.half * 2
    most = percent.value * (hedge.high if hedge else 1) + percent.half * 2
    if low <= most and high >= least:
        why = f"{arithmetic}, khớp với {sayings.plain(percent.value)}%."
        return _finding(stated, Verdict.CONSISTENT, why)
    is_sure = not (new.hedge or delta.hedge or hedge) and abs(share / percent.value - 1) < WILD
    verdict = Verdict.INCONSISTENT if is_sure else Verdict.CANNOT_TELL
    return _finding(stated, verdict, f"{arithmetic}, không phải {sayings.plain(percent.value)}%.")


def _share_bounds(new: Quantity, delta: Quantity, direction: int) -> tuple[Decimal, Decimal]:
    """Give the least and greatest share that rounded and hedged figures allow."""
    shares = []
    for one in (delta.low, delta.high):
        for other in (new.low, new.high):
            old = other - one * direction
            shares.append(one * 100 / old if old > 0 else Decimal(10**6))
    return min(shares), max(shares)


def _finding(stated: Stated, verdict: Verdict, why: str) -> Finding:
    members = stated.figures
    old = stated.scaled(stated.old.value) if stated.old else None
    new = stated.scaled(stated.new.value) if stated.new else None
    direction = stated.direction
    delta = None
    if stated.delta is not None:
        delta = stated.scaled(stated.delta.value) * direction
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
