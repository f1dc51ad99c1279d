"""Reckons declared relations over given figures and shows the arithmetic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kheo.insight.checks import rules
from kheo.insight.checks.relations import Relation, book
from kheo.insight.checks.rules import Verdict

__all__ = ["Finding", "Verdict", "evaluate", "findings"]


@dataclass(frozen=True)
class Finding:
    """What came of one relation; `keys` are its figures, the result first."""

    title: str
    verdict: Verdict
    arithmetic: str
    keys: tuple[str, ...]


def findings(values: Mapping[str, Decimal]) -> list[Finding]:
    """Judge everything that must add up among figures given by their address."""
    return evaluate(book(), values)


def evaluate(relations: Iterable[Relation], values: Mapping[str, Decimal]) -> list[Finding]:
    """Judge each relation of which at least one figure is given."""
    return [
        _judge(relation, values)
        for relation in relations
        if any(term.key in values for term in relation.terms)
    ]


def _judge(relation: Relation, values: Mapping[str, Decimal]) -> Finding:
    named = {term.name: values.get(term.key) for term in relation.terms}
    outcome = rules.evaluate(relation.rule, named)
    keys = tuple(term.key for term in relation.terms)
    return Finding(relation.title, outcome.verdict, outcome.arithmetic, keys)
