"""Changes against an earlier value: tăng, giảm, từ … xuống còn, gấp … lần, ranks."""

from collections.abc import Iterator
from itertools import chain

from kheo.insight.checks.text.changes.moves import across_sentences, moves
from kheo.insight.checks.text.changes.told import told
from kheo.insight.checks.text.changes.verdicts import judged
from kheo.insight.checks.text.findings import Finding, Passage


def find(passage: Passage) -> Iterator[Finding]:
    """Find every change of the text; a figure is told of once."""
    used: set[int] = set()
    for stated in chain(moves(passage), across_sentences(passage)):
        used |= {id(quantity) for quantity in stated.figures}
        yield judged(stated)
    for place, quantity in enumerate(passage.quantities):
        if not quantity.delta or id(quantity) in used:
            continue
        change = told(passage, place)
        if change is not None:
            used |= {id(figure) for figure in change.figures if figure.delta}
            yield judged(change)
