"""What stands before a number and says how to read it: hedge, direction, place, sign."""

from typing import Final

from kheo.insight.checks.text.counters import counted_before
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.reading import Token
from kheo.insight.checks.text.vocabulary import FILLERS, HEDGES, PLACES

DIRECTIONS: Final = {"up": 1, "down": -1, "times": 1}


def look_back(quantity: Quantity, tokens: list[Token], ends: dict[int, str]) -> None:
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
        quantity.counter = counted_before(tokens, quantity.first)
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


def _sign(tokens: list[Token], place: int, ends: dict[int, str]) -> str:
    """Tell lỗ from lãi when either stands shortly before the figure."""
    for back in range(place, max(place - 7, 0), -1):
        if back < place and tokens[back].is_number:
            return ""
        kind = ends.get(back)
        if kind in ("loss", "profit"):
            return kind
    return ""
