"""What a number counts: a known counter, run together or not, or the next word."""

from itertools import accumulate

from kheo.insight.checks.text.quantity import MONEY_COUNTER, Counter
from kheo.insight.checks.text.reading import Token
from kheo.insight.checks.text.vocabulary import (
    COUNTERS,
    FILLERS,
    LONGEST_COUNTER,
    MONEY,
    NO_COUNTER,
    SCALES,
)


def counter_at(
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


def counted_before(tokens: list[Token], place: int) -> Counter:
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
