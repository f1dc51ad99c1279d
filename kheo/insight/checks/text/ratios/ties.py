"""How closely a percentage is tied to its figure by commas, brackets and verbs."""

from typing import Final

from kheo.insight.checks.text.findings import Passage
from kheo.insight.checks.text.quantity import Quantity

NEAR: Final = 8  # words between a figure and its percentage
SIGNS: Final = frozenset(",.;:)")
WHOLE: Final = frozenset(["tổng", "số", "so", "/", "trên", "trong"])


def is_tight(passage: Passage, quantity: Quantity, percent: Quantity) -> bool:
    """«12/16 xã, đạt 75%», «12/16 xã (chiếm 75% tổng số xã)»: nothing else can be meant."""
    if percent.sentence is not quantity.sentence or percent.hedge or quantity.hedge:
        return False
    tokens = percent.sentence.tokens[quantity.past : percent.first]
    texts = [token.text for token in tokens]
    if len(texts) > NEAR or any(token.is_number for token in tokens) or ";" in texts:
        return False
    return _is_joined(passage, percent, texts) and _ends_there(passage, percent)


def is_of_something_else(passage: Passage, quantity: Quantity, percent: Quantity) -> bool:
    """«12/16 thôn đạt 100% hộ dùng nước sạch»: the percentage is of the hộ, not of the thôn."""
    tokens = percent.sentence.tokens
    texts = [token.text for token in tokens[quantity.past : percent.first]]
    if "," in texts or "(" in texts or texts[-1:] != ["đạt"] or percent.past >= len(tokens):
        return False
    following = tokens[percent.past].text
    return following.isalpha() and following not in WHOLE


def _is_joined(passage: Passage, percent: Quantity, texts: list[str]) -> bool:
    if percent.bracket > percent.first - 5 and "(" in texts:
        return True
    # “20 thôn đạt 100% …” speaks of something else: a comma makes it the share of the thôn.
    is_said = passage.kind_before(percent) == "share"
    is_apart = "," in texts or texts[-1:] != ["đạt"]
    return is_said and is_apart and texts.count(",") <= 1


def _ends_there(passage: Passage, percent: Quantity) -> bool:
    if passage.kind_after(percent) in ("goal", "than", "up", "down"):
        return False
    tokens = percent.sentence.tokens
    following = tokens[percent.past].text if percent.past < len(tokens) else "."
    return following in SIGNS or following in WHOLE
