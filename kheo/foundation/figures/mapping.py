"""Carries numbers from units that ended to those that followed them; plain arithmetic."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

# As many decimals as a fact stores: shares of a count are estimates, no finer than that.
_STEP = Decimal("0.0001")
# Fine enough that no share is lost in carrying the whole of a unit.
_WHOLE = Decimal(10) ** 12


@dataclass(frozen=True)
class Edge:
    """What part of a unit went to which successor."""

    predecessor: int
    successor: int
    share: Decimal
    is_estimate: bool = False


class UnitsInACircle(ValueError):
    """A unit follows itself, so its number has nowhere to rest."""


def carry(values: Mapping[int, Decimal], edges: Iterable[Edge]) -> dict[int, tuple[Decimal, bool]]:
    """Move each value along the edges to the units without successor: unit -> (value, estimate).

    No value is lost or made: the parts of a number always sum to it.
    """
    leads: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        leads[edge.predecessor].append(edge)
    here = {unit: (value, False) for unit, value in values.items()}
    # Each round moves everything one change forward; longer than the units are many is a circle.
    for _round in range(len(leads) + 1):
        if not leads.keys() & here.keys():
            return here
        here = _step(here, leads)
    raise UnitsInACircle(sorted(leads.keys() & here.keys()))


def _step(
    here: Mapping[int, tuple[Decimal, bool]], leads: Mapping[int, list[Edge]]
) -> dict[int, tuple[Decimal, bool]]:
    moved: dict[int, tuple[Decimal, bool]] = {}
    for unit, (value, is_estimate) in here.items():
        for successor, part, is_shared in _parts(unit, value, leads):
            before, was_estimate = moved.get(successor, (Decimal(0), False))
            moved[successor] = (before + part, was_estimate or is_estimate or is_shared)
    return moved


def _parts(
    unit: int, value: Decimal, leads: Mapping[int, list[Edge]]
) -> list[tuple[int, Decimal, bool]]:
    edges = leads.get(unit)
    if not edges:
        return [(unit, value, False)]
    whole = sum(edge.share for edge in edges)
    edges = sorted(edges, key=lambda edge: (-edge.share, edge.successor))
    parts = [(value * edge.share / whole).quantize(_STEP, ROUND_DOWN) for edge in edges]
    parts[0] += value - sum(parts)  # the largest successor takes what rounding left
    is_shared = len(edges) > 1
    return [
        (edge.successor, part, is_shared or edge.is_estimate)
        for edge, part in zip(edges, parts, strict=True)
    ]


@dataclass(frozen=True)
class Heir:
    """What part of a unit came, through however many changes, to a unit at their end."""

    unit: int
    share: Decimal
    is_estimate: bool


def heirs(edges: Iterable[Edge]) -> dict[int, list[Heir]]:
    """Say of every unit that was followed who has it in the end, the largest part first."""
    edges = list(edges)
    found: dict[int, list[Heir]] = {}
    for unit in {edge.predecessor for edge in edges}:
        ends = carry({unit: _WHOLE}, edges)
        parts = [Heir(end, value / _WHOLE, estimate) for end, (value, estimate) in ends.items()]
        found[unit] = sorted(parts, key=lambda heir: (-heir.share, heir.unit))
    return found


def divide(value: Decimal, among: list[Heir]) -> list[tuple[Heir, Decimal]]:
    """Share a number out; the parts always sum to it."""
    parts = [(value * heir.share).quantize(_STEP, ROUND_DOWN) for heir in among]
    parts[0] += value - sum(parts)
    return list(zip(among, parts, strict=True))
