"""Reckons declared relations over given figures and shows the arithmetic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext as _

from kheo.foundation.vietnamese.numbers import write, write_percent
from kheo.insight.checks.relations import Kind, Relation, book


class Verdict(StrEnum):
    """What the arithmetic says."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    CANNOT_TELL = "cannot_tell"


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
        if any(term.key in values for term in (relation.result, *relation.operands))
    ]


def _judge(relation: Relation, values: Mapping[str, Decimal]) -> Finding:
    terms = (relation.result, *relation.operands)
    keys = tuple(term.key for term in terms)
    missing = [term.name for term in terms if term.key not in values]
    if missing:
        words = _("chưa đủ số liệu: thiếu %(names)s") % {"names": ", ".join(missing)}
        return Finding(relation.title, Verdict.CANNOT_TELL, words, keys)
    stated, *operands = (values[key] for key in keys)
    reckon = _sum if relation.kind is Kind.SUM else _ratio
    verdict, arithmetic = reckon(stated, operands)
    return Finding(relation.title, verdict, arithmetic, keys)


def _sum(stated: Decimal, parts: list[Decimal]) -> tuple[Verdict, str]:
    computed = sum(parts, Decimal(0))
    right = " + ".join(_plain(part) for part in parts)
    if computed == stated:
        return Verdict.CONSISTENT, f"{_plain(stated)} = {right}"
    return Verdict.INCONSISTENT, f"{_plain(stated)} ≠ {right} = {_plain(computed)}"


def _ratio(stated: Decimal, operands: list[Decimal]) -> tuple[Verdict, str]:
    part, whole = operands
    right = f"{_plain(part)} / {_plain(whole)}"
    if whole == 0:
        return Verdict.CANNOT_TELL, _("%(ratio)s: mẫu số bằng 0") % {"ratio": right}
    decimals = _decimals(stated)
    exact = Fraction(part) * 100 / Fraction(whole)
    # A printed share stands for all values that round to it, ties both ways.
    if abs(exact - Fraction(stated)) <= Fraction(1, 2 * 10**decimals):
        return Verdict.CONSISTENT, f"{write_percent(stated.normalize())} = {right}"
    shown = write_percent(Decimal(exact.numerator) / Decimal(exact.denominator), max(decimals, 1))
    return Verdict.INCONSISTENT, f"{write_percent(stated.normalize())} ≠ {right} = {shown}"


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(value: Decimal) -> str:
    return write(value.normalize())
