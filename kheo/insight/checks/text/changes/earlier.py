"""Values that stand elsewhere: the new one in the sentence before, the old one anywhere near."""

from decimal import Decimal

from kheo.insight.checks.text.changes.stated import Stated
from kheo.insight.checks.text.counters import known_counter
from kheo.insight.checks.text.findings import Passage
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.reading import Token

FAR = 16
NEAR_YEAR = Decimal("0.15")
CLOSE = Decimal("0.05")  # of a share: a slip of the pen rather than another figure


def new_value(passage: Passage, change: Quantity, stated: Stated) -> Quantity | None:
    """Find the figure of which difference and share are told one or two sentences later."""
    if stated.percent is None and stated.times is None:
        return None
    if stated.delta is None:
        return _this_figure(passage, change) or _subject(passage, change)
    return _closest(passage, change, stated.delta, stated.percent)


def _this_figure(passage: Passage, change: Quantity) -> Quantity | None:
    """«Con số này tăng hơn 3 lần»: the last figure of the sentence before."""
    words = [token.text for token in change.sentence.tokens[:6]]
    if "số" not in words or "này" not in words:
        return None
    before = [q for q in _recent(passage, change, 1) if not q.is_percent and not q.is_period]
    return before[-1] if before else None


def _subject(passage: Passage, change: Quantity) -> Quantity | None:
    """«… 9 vụ, 5 người chết. …, số vụ tăng 125%, số người chết tăng 400%»."""
    tokens = change.sentence.tokens
    words = []
    for token in reversed(tokens[max(change.first - 9, 0) : change.first]):
        if token.text == "số" or not token.text[:1].isalpha():
            break
        words.append(token.text)
    subject = words[::-1]
    counter, _ = known_counter(tuple(subject))
    if counter is None:
        return None
    of_kind = [q for q in _recent(passage, change, 2) if q.counter == counter and not q.delta]
    return max(of_kind, key=lambda q: _likeness(q, set(subject)), default=None)


def _likeness(quantity: Quantity, subject: set[str]) -> int:
    tokens = quantity.sentence.tokens[max(quantity.first - 3, 0) : quantity.past + 3]
    return len(subject & {token.text for token in tokens})


def _closest(
    passage: Passage, change: Quantity, delta: Quantity, percent: Quantity | None
) -> Quantity | None:
    """Take the figure whose change comes nearest to the share that is told."""
    if percent is None or not percent.value:
        return None
    best, least = None, CLOSE
    for other in _recent(passage, change, 2):
        old = other.value - delta.value * change.delta
        if other.counter != delta.counter or other.delta or other.whole is not None or old <= 0:
            continue
        error = abs(delta.value * 100 / old - percent.value) / percent.value
        if error < least:
            best, least = other, error
    return best


def _recent(passage: Passage, change: Quantity, sentences: int) -> list[Quantity]:
    since, until = change.sentence.index - sentences, change.sentence.index
    return [
        q
        for sentence in passage.before(change.sentence, sentences)
        for q in sentence.quantities
        if since <= sentence.index < until
    ]


def both_values(passage: Passage, change: Quantity) -> tuple[Quantity, Quantity] | None:
    """«tiếp 80 lượt. So với cùng kỳ giảm 20 lượt (năm 2019 có 100 lượt)»: old and new that fit."""
    if change.is_percent or change.bracket >= 0:
        return None
    row = passage.quantities
    olds = [
        q for q in row[change.order + 1 : change.order + 5]
        if q.sentence is change.sentence and q.bracket > change.first
        and q.counter == change.counter and not q.delta
    ]  # fmt: skip
    news = [
        q for q in reversed(row[max(change.order - 6, 0) : change.order])
        if q.sentence.index >= change.sentence.index - 2 and q.counter == change.counter
        and not q.delta and q.bracket == -1
    ]  # fmt: skip
    for old in olds:
        for new in news:
            if new.value == old.value + change.value * change.delta:
                return old, new
    return None


def old_value(passage: Passage, place: int, stated: Stated) -> Quantity | None:
    """Find the earlier value: given after so với, of the year named, or one that fits exactly."""
    new = stated.new
    if new is None:
        return None
    return (
        _given(passage, place, new)
        or _fitting(passage, place, stated, new)
        or _of_year(passage, place, stated, new)
    )


def _given(passage: Passage, place: int, new: Quantity) -> Quantity | None:
    """«gấp 2 lần so với năm 2010 (10 triệu đồng)»."""
    row = passage.quantities
    for other in row[place + 1 : place + 4]:
        if other.sentence is not new.sentence or other.first - row[place].past > 14:
            return None
        is_value = other.counter == new.counter and not other.delta and not other.is_percent
        is_compared = other.bracket >= 0 or passage.kind_before(other) == "than"
        between = {t.text for t in new.sentence.tokens[row[place].past : other.first]}
        if is_value and is_compared and passage.between(new, other, "than") and ")" not in between:
            return other
    return None


def _of_year(passage: Passage, place: int, stated: Stated, new: Quantity) -> Quantity | None:
    """«năm 2018 là 40 tỷ đồng … 60 tỷ đồng, tăng 55% so với năm 2018»: the only one of that year.

    Only when the change comes near to what is told: else it is a figure of something else.
    """
    change = passage.quantities[place]
    year = _year_in(change.sentence.tokens[change.past : change.past + 9])
    percent = stated.percent
    if not year or percent is None or percent.hedge or not percent.value:
        return None
    found = [
        q
        for q in (*_recent(passage, change, 2), *change.sentence.quantities)
        if q.counter == new.counter and not q.delta and q is not new and q.end < change.start
        and _year_in(q.sentence.tokens[max(q.first - 20, 0) : q.first]) == year
    ]  # fmt: skip
    if len(found) != 1 or not found[0].value:
        return None
    told = (new.value / found[0].value - 1) * 100 * percent.delta
    return found[0] if abs(told / percent.value - 1) < NEAR_YEAR else None


def _year_in(tokens: list[Token]) -> str:
    years = [t.text for t in tokens if len(t.text) == 4 and t.text[:2] in ("19", "20")]
    return years[-1] if years else ""


def _fitting(passage: Passage, place: int, stated: Stated, new: Quantity) -> Quantity | None:
    for other in reversed(passage.quantities[max(place - FAR, 0) : place]):
        is_kind = other.counter == new.counter and other.is_percent == new.is_percent
        is_plain = not other.delta and other.whole is None and other.bracket == -1
        if other is not new and is_kind and is_plain and fits(other, stated, new):
            return other
    return None


def fits(old: Quantity, stated: Stated, new: Quantity) -> bool:
    """Tell whether an earlier figure is the one that the change was reckoned from."""
    if stated.times is not None:
        return False
    if stated.delta is not None:
        return not stated.delta.hedge and stated.implied == old.value
    return stated.percent is not None and _share_fits(old.value, new.value, stated.percent)


def _share_fits(old: Decimal, new: Decimal, percent: Quantity) -> bool:
    if not old:
        return False
    exact = abs((new - old) * 100 / old)
    unit = percent.half * 2
    if percent.hedge:
        low, high = percent.value * percent.hedge.low, percent.value * percent.hedge.high
        return low - unit <= exact <= high + unit
    return abs(exact - percent.value) <= unit and (new > old) == (percent.delta >= 0)
