"""What a text says about one change."""

from dataclasses import dataclass
from decimal import Decimal

from kheo.insight.checks.text.quantity import Quantity


@dataclass
class Stated:
    """The figures of a change, as far as they are given."""

    old: Quantity | None = None
    new: Quantity | None = None
    delta: Quantity | None = None
    percent: Quantity | None = None
    times: Quantity | None = None

    @property
    def figures(self) -> list[Quantity]:
        given = (self.old, self.new, self.delta, self.percent, self.times)
        return [quantity for quantity in given if quantity is not None]

    @property
    def direction(self) -> int:
        """Give 1 or -1: a rank falls as it rises; else the word says it, or the figures do."""
        old, new = self.old, self.new
        if old is not None and new is not None and (old.is_rank or new.is_rank):
            return 1 if new.value > old.value else -1
        for quantity in (self.delta, self.percent, self.times):
            if quantity is not None and quantity.delta:
                return quantity.delta
        return 1

    @property
    def implied(self) -> Decimal | None:
        """Reckon the earlier value from the new one and the change."""
        if self.new is None or self.delta is None:
            return None
        return self.new.value - self.delta.value * self.direction

    def scaled(self, value: Decimal) -> Decimal:
        """Show money in the smallest scale given."""
        given = [q.scale for q in (self.old, self.new, self.delta) if q is not None]
        return value.scaleb(-min(given, default=0))
