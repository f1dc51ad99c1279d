"""The quantities of a sentence: what number, of what, how sure, and in which part it plays.

A small grammar over tokens, each rule a function: `number scale? (number scale)* percent? counter?
rate?`, with what stands before it (hedge, tăng/giảm, âm, lỗ) deciding how it is to be read.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Final

from kheo.insight.checks.text import figures, names
from kheo.insight.checks.text.reading import Sentence, Token
from kheo.insight.checks.text.vocabulary import (
    COUNTERS,
    CURRENCIES,
    FILLERS,
    HEDGES,
    LONGEST_COUNTER,
    MONEY,
    NO_COUNTER,
    PERIODS,
    PLACES,
    SCALES,
    Hedge,
)

Counter = int | str
MONEY_COUNTER: Final = "đồng"


DIRECTIONS: Final = {"up": 1, "down": -1, "times": 1}


@dataclass(slots=True, eq=False)
class Quantity:
    """One figure of a text, its value without scale words: 8,9 tỷ is 8 900 000 000."""

    value: Decimal
    half: Decimal  # half a unit of the last shown digit
    scale: int  # power of ten in which money is shown
    counter: Counter
    words: tuple[str, ...]
    sentence: Sentence
    first: int  # places of tokens: the number, and what follows the counter
    past: int
    start: int
    end: int
    is_percent: bool = False
    whole: Decimal | None = None  # 96 in 81/96
    hedge: Hedge | None = None
    delta: int = 0  # +1 after tăng, -1 after giảm
    bracket: int = -1  # place of the bracket it stands in
    depth: int = 0
    is_place: bool = False
    is_rank: bool = False
    is_malformed: bool = False
    is_rate: bool = False
    sign: str = ""
    order: int = 0  # its place among all figures of the text

    @property
    def is_period(self) -> bool:
        return self.counter in PERIODS

    @property
    def low(self) -> Decimal:
        """The least value meant; for shown decimals half a unit of the last digit less."""
        low = self.value * self.hedge.low if self.hedge else self.value
        return low - self.slack

    @property
    def high(self) -> Decimal:
        high = self.value * self.hedge.high if self.hedge else self.value
        return high + self.slack

    @property
    def slack(self) -> Decimal:
        """Counts are exact; money, areas and shares are rounded to what is shown."""
        return self.half if self.is_rounded else Decimal(0)

    @property
    def is_rounded(self) -> bool:
        return self.is_percent or self.scale > 0 or self.half != _HALF


_HALF: Final = Decimal("0.5")


def read(sentence: Sentence) -> list[Quantity]:
    """Find the quantities of a sentence, left to right."""
    tokens = sentence.tokens
    found: list[Quantity] = []
    ends = {past: kind for kind, past in sentence.marks.values()}
    brackets: list[int] = []
    place, size = 0, len(tokens)
    while place < size:
        token = tokens[place]
        if not token.is_number:
            _track(token, place, brackets)
            place += 1
            continue
        past = names.past_name(tokens, place)
        if past:
            place = past
            continue
        quantity = _quantity(sentence, place, ends)
        if quantity is None:
            place += 1
            continue
        if brackets:
            quantity.bracket, quantity.depth = brackets[-1], len(brackets)
        found.append(quantity)
        place = max(place + 1, _number_past(tokens, quantity))
    return found


def _number_past(tokens: list[Token], quantity: Quantity) -> int:
    """Go on after the counter, but never skip a bracket."""
    for place in range(quantity.first + 1, quantity.past):
        if tokens[place].text in "()":
            return place
    return quantity.past


def _track(token: Token, place: int, brackets: list[int]) -> None:
    if token.text == "(":
        brackets.append(place)
    elif token.text == ")" and brackets:
        brackets.pop()


def _quantity(sentence: Sentence, place: int, ends: dict[int, str]) -> Quantity | None:
    tokens = sentence.tokens
    amount = _amount(tokens, place)
    if amount is None:
        return None
    value, half, scale, whole, past, malformed = amount
    is_percent, past = _percent(tokens, past)
    counter, words, after = _counter(tokens, past, scale, is_percent)
    past, is_rate = _rate(tokens, after)
    if past < len(tokens) and tokens[past].text == "rưỡi":
        value, past = value + _HALF * (10**scale), past + 1
    if counter not in CURRENCIES:
        scale = 0
    quantity = Quantity(
        value, half, scale, counter, words, sentence, place, past,
        tokens[place].start, tokens[past - 1].end,
        is_percent=is_percent, whole=whole, is_malformed=malformed, is_rate=is_rate,
    )  # fmt: skip
    _look_back(quantity, tokens, ends)
    return quantity


Amount = tuple[Decimal, Decimal, int, Decimal | None, int, bool]


def _amount(tokens: list[Token], place: int) -> Amount | None:
    """Read digits, a denominator and scale words: 923,835/1.010 tỷ; 566 tỷ 384 triệu."""
    figure, past = _figure(tokens, place)
    if figure is None:
        return None
    whole = None
    if past + 1 < len(tokens) and tokens[past].text == "/" and tokens[past + 1].is_number:
        below = figures.read(tokens[past + 1].text)
        if below is None:
            return None
        whole, past = below.value, past + 2
    exponent, past, has_money = _scale(tokens, past)
    power = Decimal(10) ** exponent
    value = figure.value * power
    half = power / 10**figure.decimals / 2
    if exponent and whole is None and not has_money:
        value, half, past = _compound(tokens, past, value, half, exponent)
    top = exponent if exponent < 12 else 9
    return value, half, top, whole * power if whole is not None else None, past, figure.is_malformed


def _figure(tokens: list[Token], place: int) -> tuple[figures.Figure | None, int]:
    """Read one number token, or two that a space broke: 41, 75 tỷ."""
    token = tokens[place]
    if place + 3 < len(tokens) and tokens[place + 1].text == "," and token.text.isdecimal():
        comma, rest, after = tokens[place + 1 : place + 4]
        is_broken = comma.start == token.end and rest.is_number and rest.text.isdecimal()
        if is_broken and len(rest.text) <= 3 and (after.text in SCALES or after.text == "%"):
            return figures.read(f"{token.text},{rest.text}"), place + 3
    return figures.read(token.text), place + 1


def _scale(tokens: list[Token], place: int) -> tuple[int, int, bool]:
    """Multiply scale words: nghìn tỷ; say also whether đồng is run together with the last."""
    exponent = 0
    while place < len(tokens):
        word = tokens[place].text
        if word in SCALES:
            following = tokens[place + 1].text if place + 1 < len(tokens) else ""
            if word in ("tỷ", "tỉ") and following in ("lệ", "suất", "trọng", "giá"):
                break
            exponent, place = exponent + SCALES[word], place + 1
            continue
        for scale in SCALES:
            if word.startswith(scale) and word[len(scale) :] in MONEY:
                return exponent + SCALES[scale], place, True
        break
    return exponent, place, False


def _compound(
    tokens: list[Token], place: int, value: Decimal, half: Decimal, above: int
) -> tuple[Decimal, Decimal, int]:
    """Add 384 triệu to 566 tỷ."""
    while place + 1 < len(tokens) and tokens[place].is_number:
        figure = figures.read(tokens[place].text)
        exponent, past, has_money = _scale(tokens, place + 1)
        if figure is None or not 0 < exponent < above:
            break
        power = Decimal(10) ** exponent
        value, half, above = value + figure.value * power, power / 2, exponent
        place = past
        if has_money:
            break
    return value, half, place


def _percent(tokens: list[Token], place: int) -> tuple[bool, int]:
    if place < len(tokens) and tokens[place].text == "%":
        return True, place + 1
    if (
        place + 1 < len(tokens)
        and tokens[place].text == "phần"
        and tokens[place + 1].text == "trăm"
    ):
        return True, place + 2
    return False, place


def _counter(
    tokens: list[Token], place: int, scale: int, is_percent: bool
) -> tuple[Counter, tuple[str, ...], int]:
    """Read what is counted: the longest known counter, else the next word, else nothing."""
    if is_percent:
        return "%", ("%",), place
    if place < len(tokens) and tokens[place].text in "\"“'‘":
        place += 1
    words = _words(tokens, place)
    if not words:
        return (MONEY_COUNTER if scale >= 9 else ""), (), place
    line, size = known_counter(words)
    if line is not None:
        return line, words, place + size
    if words[0] in MONEY or _ends_in_money(words[0]):
        return _currency(words[0]), words[:1], place + 1
    if scale >= 9:
        return MONEY_COUNTER, (), place
    if words[0] in NO_COUNTER:
        return "", words, place
    return words[0], words, place + 1


def _words(tokens: list[Token], place: int) -> tuple[str, ...]:
    words = []
    for token in tokens[place : place + 5]:
        if token.is_number or not token.text[0].isalpha():
            break
        words.append(token.text)
    return tuple(words)


def _currency(word: str) -> str:
    """Name the money of đồng, USD, or of tỷđồng run together."""
    if word in MONEY:
        return MONEY[word]
    return next(
        MONEY[word[len(s) :]] for s in SCALES if word.startswith(s) and word[len(s) :] in MONEY
    )


def _ends_in_money(word: str) -> bool:
    return any(word.startswith(scale) and word[len(scale) :] in MONEY for scale in SCALES)


def known_counter(words: tuple[str, ...]) -> tuple[int | None, int]:
    """Find the longest known counter at the front of words, run together or not: đơn vịdo."""
    letters = "".join(words).replace("/", "")
    ends = list(accumulate(len(word.replace("/", "")) for word in words))
    for size in range(min(len(letters), LONGEST_COUNTER), 1, -1):
        line = COUNTERS.get(letters[:size])
        if line is not None and (size in ends or size > 4):
            return line, 1 + sum(end < size for end in ends)
    return None, 0


def _rate(tokens: list[Token], place: int) -> tuple[int, bool]:
    """Pass over /người/năm: a slash before a word is “per”."""
    is_rate = False
    while (
        place + 1 < len(tokens)
        and tokens[place].text == "/"
        and tokens[place + 1].text[0].isalpha()
    ):
        place, is_rate = place + 2, True
    return place, is_rate


def _look_back(quantity: Quantity, tokens: list[Token], ends: dict[int, str]) -> None:
    """Take what stands around the number: hedge, direction, place, sign."""
    if quantity.first and tokens[quantity.first - 1].text == "âm":
        quantity.value = -quantity.value
    place = quantity.first
    for _ in range(5):
        if _take_phrase(quantity, ends.get(place, "")) or not place:
            break
        if not _take_word(quantity, tokens, place, ends):
            break
        place -= 1
    following = tokens[quantity.past : quantity.past + 2]
    if [token.text for token in following] == ["trở", "lên"]:
        quantity.hedge = HEDGES["tối thiểu"]
    if quantity.counter == "":
        quantity.counter = _counted_before(tokens, quantity.first)
    quantity.sign = _sign(tokens, quantity.first, ends)


def _take_phrase(quantity: Quantity, kind: str) -> bool:
    """Take the direction or rank that a phrase before the number gives."""
    if kind in DIRECTIONS:
        quantity.delta = DIRECTIONS[kind]
    elif kind == "rank":
        quantity.is_rank = True
    return kind in DIRECTIONS or kind == "rank"


def _take_word(quantity: Quantity, tokens: list[Token], place: int, ends: dict[int, str]) -> bool:
    """Take the hedge or place that a word before the number gives; say whether to go on."""
    word = tokens[place - 1].text
    if word == "là" and ends.get(place - 1) in DIRECTIONS:
        return False  # “mức tăng là 5” names a figure
    pair = f"{tokens[place - 2].text} {word}" if place > 1 else ""
    hedge = HEDGES.get(pair) or HEDGES.get(word)
    if hedge is not None:
        quantity.hedge = quantity.hedge or hedge
        return True
    quantity.is_place = word in PLACES
    return not quantity.is_place and word in FILLERS


def _counted_before(tokens: list[Token], place: int) -> Counter:
    """Find what a bare figure counts in “số hồ sơ đã giải quyết: 20.889”."""
    if not place or tokens[place - 1].text not in FILLERS | {":", "hơn", "gần", "trên", "khoảng"}:
        return ""
    for back in range(place - 1, max(place - 18, -1), -1):
        token = tokens[back]
        if token.is_number or token.text in ";()":
            return ""
        if token.text.startswith("số"):
            glued = token.text[2:]
            for size in (3, 2, 1):
                line = COUNTERS.get(
                    glued + "".join(t.text for t in tokens[back + 1 : back + 1 + size])
                )
                if line is not None:
                    return line
    return ""


def _sign(tokens: list[Token], place: int, ends: dict[int, str]) -> str:
    """Tell lỗ from lãi when either stands shortly before the figure."""
    for back in range(place, max(place - 7, 0), -1):
        if back < place and tokens[back].is_number:
            return ""
        kind = ends.get(back)
        if kind in ("loss", "profit"):
            return kind
    return ""
