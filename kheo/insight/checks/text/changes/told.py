"""Changes told beside the new value: «120 vụ, tăng 20 vụ (20%) so với cùng kỳ»."""

from dataclasses import replace
from decimal import Decimal

from kheo.insight.checks.text.changes import earlier
from kheo.insight.checks.text.changes.stated import Stated
from kheo.insight.checks.text.findings import Passage
from kheo.insight.checks.text.quantity import Quantity

SAME = ("tức", "tương", "hay", "bằng", "ứng")  # “tăng 75,8%, tức 3.193 tỷ đồng”


def told(passage: Passage, place: int) -> Stated | None:
    """Gather what is said of the change at a place; None when nothing can be said of it."""
    change = passage.quantities[place]
    following = passage.quantities[place + 1] if place + 1 < len(passage.quantities) else None
    if following is not None and is_new_over_old(change, following):
        old = replace(following, value=following.whole or Decimal(0), whole=None)
        return Stated(old, replace(following, whole=None), percent=change)
    beside = earlier.both_values(passage, change)
    if beside is not None:
        return Stated(*beside, delta=change)
    stated = Stated(new=_new_before(passage, place))
    _name(stated, change)
    _take_next(passage, place, stated)
    if stated.new is not None and change.bracket >= 0 and change.is_percent:
        stated.new = passage.owners.get(id(stated.new), stated.new)
    if stated.new is None:
        stated.new = _new_after(passage, place) or earlier.new_value(passage, change, stated)
    if stated.new is None and (stated.delta is None or stated.percent is None):
        return None
    if stated.new is None or stated.new.sentence is change.sentence:
        stated.old = earlier.old_value(passage, place, stated)
    return stated


def is_new_over_old(change: Quantity, following: Quantity) -> bool:
    """«giảm 13% (13/15)»: the bracket gives the new value over the old one."""
    is_next = following.sentence is change.sentence and following.first - change.past <= 1
    return change.is_percent and is_next and following.whole is not None and following.bracket >= 0


def _name(stated: Stated, change: Quantity) -> None:
    """Tell a share, a number of times and a difference apart; points are differences of shares."""
    if change.is_percent and not (stated.new is not None and stated.new.is_percent):
        stated.percent = change
    elif change.words[:1] == ("lần",):
        stated.times = change
    else:
        stated.delta = change


def _take_next(passage: Passage, place: int, stated: Stated) -> None:
    """Take the share after the difference, or the difference after the share."""
    row = passage.quantities
    change = row[place]
    for following in row[place + 1 : place + 2]:
        if following.sentence is not change.sentence or following.first - change.past > 6:
            return
        words = {t.text for t in change.sentence.tokens[change.past : following.first]}
        is_same = following.bracket >= change.past - 1 or bool(words.intersection(SAME))
        belongs = is_same or following.delta == change.delta
        if stated.delta is not None and following.is_percent and not change.is_percent and belongs:
            stated.percent = following
        if stated.percent is change and not following.is_percent and is_same:
            stated.delta = (
                following if stated.new and following.counter == stated.new.counter else None
            )


def _new_before(passage: Passage, place: int) -> Quantity | None:
    """Find what has grown or shrunk: the nearest figure of the kind before, in the sentence."""
    change = passage.quantities[place]
    wanted = passage.counted_after(change) if change.is_percent else ""
    found = []
    for other in reversed(passage.quantities[max(place - 8, 0) : place]):
        if other.sentence is not change.sentence or change.first - other.past > 45:
            break
        if wanted not in ("", other.counter):
            continue
        if _is_value(passage, other, change) and _is_of(passage, other, change):
            found.append(other)
    named = _word_after(change)
    alike = [q for q in found if named and _word_after(q) == named]
    return next(iter(alike if not change.is_percent and alike else found), None)


def _word_after(quantity: Quantity) -> str:
    """Give the word after a counter: «31 người chết» and «103 người chết» speak of the same."""
    tokens = quantity.sentence.tokens[quantity.past : quantity.past + 1]
    return tokens[0].text if tokens and tokens[0].text.isalpha() else ""


def _is_value(passage: Passage, other: Quantity, change: Quantity) -> bool:
    is_beside = other.bracket in (-1, change.bracket)
    is_given = passage.kind_before(other) not in ("than", "base")
    return is_beside and is_given and not (other.delta or other.is_period or other.is_rank)


def _is_of(passage: Passage, other: Quantity, change: Quantity) -> bool:
    """Tell whether a change may be of a figure: of its kind, or a share of anything but a goal."""
    if change.is_percent:
        return not (other.is_percent and passage.between(other, change, "goal"))
    if change.words[:1] == ("lần",):
        return True
    return other.counter == change.counter


def _new_after(passage: Passage, place: int) -> Quantity | None:
    """«tăng 30 xã, đưa tổng số xã đạt chuẩn lên 90 xã»."""
    change = passage.quantities[place]
    tokens = change.sentence.tokens
    for other in passage.quantities[place + 1 : place + 4]:
        if other.sentence is not change.sentence:
            return None
        words = [token.text for token in tokens[change.past : other.first]]
        is_raised = "đưa" in words or "nâng" in words
        if is_raised and other.counter == change.counter and not other.is_percent:
            return other
    return None
