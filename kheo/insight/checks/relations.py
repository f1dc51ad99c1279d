"""The rules that figures must obey, read from sentences such as "tổng = tỉnh + huyện + xã"."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

BOOK = Path(__file__).parent / "data" / "relations.yaml"


class Kind(StrEnum):
    """How the right side of a rule is reckoned."""

    SUM = "sum"
    RATIO = "ratio"


class BadRule(ValueError):
    """A rule cannot be understood; the message says which and why."""


@dataclass(frozen=True)
class Term:
    """A word of a rule and the figure it means."""

    name: str
    key: str


@dataclass(frozen=True)
class Relation:
    """One number that must follow from others."""

    title: str
    kind: Kind
    result: Term
    operands: tuple[Term, ...]


@cache
def book() -> tuple[Relation, ...]:
    """Return the relations of data/relations.yaml."""
    return tuple(read(entry) for entry in yaml.safe_load(BOOK.read_text(encoding="utf-8")))


def read(entry: Mapping[str, Any]) -> Relation:
    """Understand one entry of the book; raises BadRule."""
    left, equals, right = entry["rule"].partition("=")
    is_ratio = "/" in right
    names = [name.strip() for name in right.split("/" if is_ratio else "+")]
    if not equals or "=" in right or (is_ratio and ("+" in right or len(names) != 2)):
        raise BadRule(f"“{entry['rule']}” không phải là tổng (a = b + c) hay tỷ lệ (a = b / c).")
    result, *operands = (_term(name, entry) for name in (left.strip(), *names))
    kind = Kind.RATIO if is_ratio else Kind.SUM
    return Relation(entry["title"], kind, result, tuple(operands))


def _term(name: str, entry: Mapping[str, Any]) -> Term:
    if name not in entry["terms"]:
        raise BadRule(f"“{entry['rule']}”: không nói rõ “{name}” là số liệu nào.")
    return Term(name, entry["terms"][name])
