"""One figure of a text with all that is known of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kheo.insight.checks.text.reading import Sentence
from kheo.insight.checks.text.vocabulary import PERIODS, Hedge

Counter = int | str
MONEY_COUNTER: Final = "đồng"
HALF: Final = Decimal("0.5")


@dataclass(slots=True, eq=False)
class Quantity:
    """One figure of a text, its value without scale words: 8,9 tỷ is 8 900 000 000."""

    value: Decimal
    half: Decimal  # half a unit of the last shown digit
    scale: int  # power of ten in which money is shown
    counter: Counter
    words: tuple[str, ...]
    sentence: Sentence
    first: int  # places of tokens: the number, and what follows the counter
    past: int
    start: int
    end: int
    is_percent: bool = False
    whole: Decimal | None = None  # 96 in 81/96
    hedge: Hedge | None = None
    delta: int = 0  # +1 after tăng, -1 after giảm
    bracket: int = -1  # place of the bracket it stands in
    depth: int = 0
    is_place: bool = False
    is_rank: bool = False
    is_malformed: bool = False
    is_rate: bool = False
    sign: str = ""
    order: int = 0  # its place among all figures of the text

    @property
    def is_period(self) -> bool:
        return self.counter in PERIODS

    @property
    def low(self) -> Decimal:
        """The least value meant; for shown decimals half a unit of the last digit less."""
        low = self.value * self.hedge.low if self.hedge else self.value
        return low - self.slack

    @property
    def high(self) -> Decimal:
        high = self.value * self.hedge.high if self.hedge else self.value
        return high + self.slack

    @property
    def slack(self) -> Decimal:
        """Counts are exact; money, areas and shares are rounded to what is shown."""
        return self.half if self.is_rounded else Decimal(0)

    @property
    def is_rounded(self) -> bool:
        return self.is_percent or self.scale > 0 or self.half != HALF
