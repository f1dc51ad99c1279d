"""The rules that printed figures must obey, in the language of rules: tổng = tỉnh + huyện + xã."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from kheo.insight.checks import rules
from kheo.insight.checks.rules import BadRule, Rule

BOOK = Path(__file__).parent / "data" / "relations.yaml"


@dataclass(frozen=True)
class Term:
    """A word of a rule and the figure it means."""

    name: str
    key: str


@dataclass(frozen=True)
class Relation:
    """A rule over figures; `terms` in the order of reading, the first is the result."""

    title: str
    rule: Rule
    terms: tuple[Term, ...]


@cache
def book() -> tuple[Relation, ...]:
    """Return the relations of data/relations.yaml."""
    return tuple(read(entry) for entry in yaml.safe_load(BOOK.read_text(encoding="utf-8")))


def read(entry: Mapping[str, Any]) -> Relation:
    """Understand one entry of the book; raises BadRule."""
    rule = rules.parse(entry["rule"])
    terms = tuple(_term(reference, entry["terms"]) for reference in rule.references)
    return Relation(entry["title"], rule, terms)


def _term(reference: rules.Reference, known: Mapping[str, str]) -> Term:
    if not isinstance(reference, rules.Cell) or reference.name not in known:
        said = {"name": reference.key}
        raise BadRule(_("Không nói rõ “%(name)s” là số liệu nào.") % said, reference.at)
    return Term(reference.key, known[reference.name])
