"""Whose share a percentage is."""

from typing import Final

from kheo.insight.checks.text.findings import Passage
from kheo.insight.checks.text.quantity import Quantity

NEAR: Final = 24  # words between a figure and its percentage
BACK: Final = 6  # figures


def of_percent(passage: Passage, place: int) -> Quantity | None:
    """Find the figure before a percentage, one of the kind that its base is said to be first."""
    percent = passage.quantities[place]
    wanted = passage.counted_after(percent)
    nearest: Quantity | None = None
    for quantity in reversed(passage.quantities[max(place - BACK, 0) : place]):
        if quantity.sentence is not percent.sentence:
            break
        if _is_beside(passage, quantity, percent):
            continue
        if quantity.delta or quantity.is_rate or not _is_tied(passage, quantity, percent):
            break
        if wanted in ("", quantity.counter):
            return quantity
        nearest = nearest or quantity
    return nearest


def _is_beside(passage: Passage, quantity: Quantity, percent: Quantity) -> bool:
    """Tell whether a figure is none that has a share: another share, a base, one in brackets."""
    if quantity.is_percent or quantity.is_period or quantity.is_rank:
        return True
    if passage.kind_before(quantity) in ("base", "than"):
        return True
    is_inside = quantity.bracket not in (-1, percent.bracket)
    return is_inside or passage.word_before(quantity) == "trong"


def _is_tied(passage: Passage, quantity: Quantity, percent: Quantity) -> bool:
    opens = percent.bracket
    if opens > quantity.first and percent.first - opens <= 4:
        return opens - quantity.past <= NEAR + 4
    has_verb = passage.between(quantity, percent, "share")
    is_near = percent.first - quantity.past <= NEAR
    return has_verb and is_near and not passage.divides(quantity, percent)
