"""Reads a Vietnamese text and says which of its figures do not add up; no Django, no database."""

from datetime import date
from itertools import chain

from kheo.insight.checks.text import changes, quantities, ratios, reading, sums
from kheo.insight.checks.text.days import latest_day
from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.relations import Kind, Relation, Verdict

__all__ = ["Kind", "Relation", "Verdict", "check"]


def check(text: str) -> list[Relation]:
    """Find the relations of a text, in its order; offsets are code points of the text as given."""
    composed, offsets = reading.composed(text)
    day = latest_day(composed)
    sentences = list(reading.sentences(composed))
    for sentence in sentences:
        sentence.quantities = quantities.read(sentence)
    findings = _findings(sentences, day)
    return [
        Relation(
            f.kind, offsets.raw(f.start), offsets.raw(f.end), f.verdict, f.why, f.naive_verdict,
            f.figures, f.computed,
        )
        for f in findings
    ]  # fmt: skip


def _findings(sentences: list[reading.Sentence], day: date | None) -> list[Finding]:
    passage = Passage(sentences, day)
    found: dict[object, Finding] = {}
    for finding in chain(sums.find(passage), ratios.find(passage), changes.find(passage)):
        found.setdefault(_key(finding), finding)
    return sorted(found.values(), key=lambda f: (f.start, f.end, f.kind))


def _key(finding: Finding) -> object:
    """Two rules that find one relation find it once."""
    figures = tuple(str(value) for value in finding.figures.values())
    return finding.kind, figures, finding.start // 400
