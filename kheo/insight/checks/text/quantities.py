"""The quantities of a sentence: what number, of what, how sure, and in which part it plays.

A small grammar over tokens, each rule a function: `number scale? (number scale)* percent? counter?
rate?`, with what stands before it (hedge, tăng/giảm, âm, lỗ) deciding how it is to be read.
"""

from decimal import Decimal

from kheo.insight.checks.text import figures, names
from kheo.insight.checks.text.around import look_back
from kheo.insight.checks.text.counters import counter_at
from kheo.insight.checks.text.quantity import HALF, Quantity
from kheo.insight.checks.text.reading import Sentence, Token
from kheo.insight.checks.text.vocabulary import CURRENCIES, MONEY, SCALES


def read(sentence: Sentence) -> list[Quantity]:
    """Find the quantities of a sentence, left to right."""
    tokens = sentence.tokens
    found: list[Quantity] = []
    ends = sentence.ends
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
    counter, words, after = counter_at(tokens, past, scale, is_percent)
    past, is_rate = _rate(tokens, after)
    if past < len(tokens) and tokens[past].text == "rưỡi":
        value, past = value + HALF * (10**scale), past + 1
    if counter not in CURRENCIES:
        scale = 0
    quantity = Quantity(
        value, half, scale, counter, words, sentence, place, past,
        tokens[place].start, tokens[past - 1].end,
        is_percent=is_percent, whole=whole, is_malformed=malformed, is_rate=is_rate,
    )  # fmt: skip
    look_back(quantity, tokens, ends)
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
