"""What a form is made of: columns, rows, sections, rules, and the cells where they meet."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from kheo.foundation.figures import breakdowns
from kheo.foundation.figures.addresses import Address

LEVELS = ("all", "province", "district", "commune", "village")
# As many as a cell of a return stores.
MOST_DECIMALS = 4
LONGEST_WORDS = 500
LONGEST_KEY = 40
ONLY_COLUMN = "so"


class BadDefinition(ValueError):
    """A form contradicts itself; says where, and in words what is wrong."""

    def __init__(self, place: str, words: str) -> None:
        super().__init__(f"{place}: {words}")
        self.place, self.words = place, words


@dataclass(frozen=True)
class Column:
    """One way the rows are divided; without a breakdown it is the number itself."""

    key: str
    label: str
    breakdown: str = ""
    unit_of_count: str = ""


@dataclass(frozen=True)
class Row:
    """One indicator to be filled in; `columns` empty means all columns of the form."""

    key: str
    label: str
    indicator: str
    level: str = "all"
    breakdown: str = ""
    unit_of_count: str = ""
    help: str = ""
    columns: tuple[str, ...] = ()
    compulsory: tuple[str, ...] | bool = False
    decimals: int = 0
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    is_cumulative: bool = False
    jump_percent: Decimal | None = None

    def has(self, column: str) -> bool:
        return not self.columns or column in self.columns

    def requires(self, column: str) -> bool:
        """Say whether a cell of this row must be filled in before sending."""
        if isinstance(self.compulsory, bool):
            return self.compulsory and self.has(column)
        return column in self.compulsory


@dataclass(frozen=True)
class Section:
    """Rows under one heading."""

    key: str
    title: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class RuleText:
    """A relation between cells, in the sentence that officers read and write."""

    key: str
    text: str
    title: str = ""
    is_warning: bool = False


@dataclass(frozen=True)
class Place:
    """One cell to be filled in."""

    row: Row
    column: Column

    @property
    def key(self) -> str:
        return f"{self.row.key}.{self.column.key}"

    @property
    def label(self) -> str:
        """`Hội nghị: tổng số` where there are columns to tell apart."""
        return self.row.label if not self.column.label else f"{self.row.label}: {self.column.label}"

    @property
    def is_compulsory(self) -> bool:
        return self.row.requires(self.column.key)

    @property
    def unit_of_count(self) -> str:
        """What is counted; empty where the indicator says it."""
        return self.column.unit_of_count or self.row.unit_of_count

    @cached_property
    def address(self) -> Address:
        """Which figure the cell is."""
        return Address(self.row.indicator, _merged(self.row, self.column), self.row.level)


def _merged(row: Row, column: Column) -> str:
    ours, theirs = breakdowns.read(row.breakdown), breakdowns.read(column.breakdown)
    if any(ours.get(key, value) != value for key, value in theirs.items()):
        words = _("phân tổ trái với cột “%(column)s”") % {"column": column.label}
        raise BadDefinition(at_row(row.key), words)
    return breakdowns.write({**ours, **theirs})


def at_row(key: str) -> str:
    return _("dòng %(key)s") % {"key": key}
