"""A total with its parts, as the rules of judgement look at it."""

from dataclasses import dataclass
from decimal import Decimal

from kheo.insight.checks.text.findings import Finding, Passage
from kheo.insight.checks.text.judging import balance, part_sum
from kheo.insight.checks.text.lists import Scope, signed_values
from kheo.insight.checks.text.quantity import Quantity
from kheo.insight.checks.text.relations import Verdict
from kheo.insight.checks.text.sums.shaping import finding, scaled


@dataclass
class Case:
    """A total with its parts, and how they were tied together."""

    passage: Passage
    total: Quantity
    parts: list[Quantity]
    scope: Scope
    kind: str
    are_kinds: bool = False

    def __post_init__(self) -> None:
        self.values = signed_values(self.total, self.parts)
        self.sum = part_sum(self.values)
        self.way = balance(self.total, self.values, self.parts)

    @property
    def members(self) -> list[Quantity]:
        return [self.total, *self.parts]

    @property
    def is_plain(self) -> bool:
        """Tell whether no figure is hedged, a change or a percentage."""
        return not any(q.hedge or q.delta or q.is_percent for q in self.members)

    @property
    def is_of_one_kind(self) -> bool:
        """Tell whether every part says itself that it counts what the total counts."""
        return all(part.counter == self.total.counter != "" for part in self.parts)

    @property
    def is_near(self) -> bool:
        """Tell whether the sum is near enough to the total to be meant as it."""
        return self.total.value * 6 <= self.sum * 10 <= self.total.value * 14

    @property
    def shown(self) -> tuple[Decimal, list[Decimal]]:
        return scaled(self.total, self.parts, self.values)

    def found(self, verdict: Verdict, why: str) -> Finding:
        naive = Verdict.CONSISTENT if self.way == 0 else Verdict.INCONSISTENT
        return finding(self.total, self.parts, self.values, verdict, naive, why)
