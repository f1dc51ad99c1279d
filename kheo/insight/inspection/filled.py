"""A table with its numbers in place, the same for the page, the sheet, the paper and the record."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from kheo.foundation.vietnamese import numbers
from kheo.insight.inspection import masking
from kheo.insight.inspection.periods import Period
from kheo.insight.inspection.places import Place, Places
from kheo.insight.inspection.tables import Leaf, Table

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Cell:
    """One number: what everybody may count, and what lies under seal.

    `sealed` is None where no denunciation is counted.
    """

    leaf: Leaf
    open: Decimal
    sealed: Decimal | None
    is_masked: bool

    @property
    def value(self) -> Decimal | None:
        """The number that may be added up; None where it is said in words."""
        if self.sealed is None:
            return self.open
        return None if self.is_masked else self.open + self.sealed

    @property
    def opens(self) -> bool:
        """Say whether there is anything for this reader to open."""
        return (self.open if self.value is None else self.value) != 0

    @property
    def text(self) -> str:
        if self.value is not None:
            return numbers.write(self.value.normalize())
        if self.leaf.open_parts:
            # The open part alone; the sign says that something is not told.
            return f"{numbers.write(self.open.normalize())} +"
        return _in_words(self.sealed or Decimal(0), self.leaf)


def _in_words(value: Decimal, leaf: Leaf) -> str:
    if leaf.is_money:
        return _("không nêu")
    told = {"least": masking.least()}
    return (
        _("dưới %(least)d") % told if value < masking.least() else _("từ %(least)d trở lên") % told
    )


@dataclass(frozen=True)
class Line:
    """One row of a table: a unit, or the total when `place` is None."""

    place: Place | None
    cells: list[Cell]

    @property
    def key(self) -> str:
        return str(self.place.unit.pk) if self.place else "tong"


@dataclass(frozen=True)
class Change:
    """A column against the same window of the year before."""

    now: Cell
    before: Cell

    @property
    def difference(self) -> Decimal | None:
        if self.now.value is None or self.before.value is None:
            return None
        return self.now.value - self.before.value

    @property
    def difference_text(self) -> str:
        if self.difference is None:
            return _("không nêu")
        sign = "+" if self.difference > 0 else ""
        return sign + numbers.write(self.difference.normalize())

    @property
    def share(self) -> Decimal | None:
        """The change in percent; None when there was nothing to compare with."""
        if self.difference is None or not self.before.value:
            return None
        share = self.difference * 100 / self.before.value
        return share.quantize(TENTH, ROUND_HALF_UP)

    @property
    def share_text(self) -> str:
        if self.share is None:
            return "–"
        sign = "+" if self.share > 0 else ""
        return sign + numbers.write_percent(self.share.normalize())


@dataclass(frozen=True)
class Filled:
    """One table of one window: a line per unit, the total, and the year before."""

    table: Table
    lines: list[Line]
    total: Line
    before: Line

    @property
    def changes(self) -> list[Change]:
        pairs = zip(self.total.cells, self.before.cells, strict=True)
        return [Change(now, before) for now, before in pairs]

    @property
    def is_masked(self) -> bool:
        lines = [*self.lines, self.total, self.before]
        return any(cell.value is None for line in lines for cell in line.cells)


@dataclass(frozen=True)
class Report:
    """Tables of one window and unit."""

    period: Period
    places: Places
    place: Place
    is_whole: bool
    tables: dict[str, Filled]

    @property
    def split(self) -> list[Place]:
        """Former units whose records nobody has given to one heir."""
        ended = [place for place in self.places.rows if place.is_ended]
        if self.is_whole:
            return ended
        return [place for place in ended if self.place.unit in place.heirs]
