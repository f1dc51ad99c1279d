"""Totals and their parts: each way of tying them is a rule in a module of its own."""

from collections.abc import Iterator

from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.reading import Sentence
from kheo.insight.checks.text.sums.after import totals_after
from kheo.insight.checks.text.sums.brackets import bracketed
from kheo.insight.checks.text.sums.connected import connected
from kheo.insight.checks.text.sums.measures import measures
from kheo.insight.checks.text.sums.rests import rests
from kheo.insight.checks.text.sums.unspoken import unspoken
from kheo.insight.checks.text.sums.wholes import fractions, shares


def find(passage: Passage) -> Iterator[Finding]:
    """Find every total with its parts."""
    before: Sentence | None = None
    for sentence in passage.sentences:
        yield from connected(passage, sentence, before)
        yield from bracketed(passage, sentence)
        yield from measures(passage, sentence)
        yield from fractions(sentence)
        yield from shares(passage, sentence)
        before = sentence
    yield from rests(passage)
    yield from totals_after(passage)
    yield from unspoken(passage)
