"""A report with its figures in place, the same for the page and for the Word file."""

from dataclasses import dataclass
from datetime import date

from kheo.foundation.figures.addresses import Address
from kheo.foundation.units.models import Unit
from kheo.insight.checks.queries import Finding, Verdict
from kheo.insight.reports.definitions import Definition
from kheo.insight.returns.models import Cell


@dataclass(frozen=True)
class Figure:
    """A number of the report and the cell it opens; without a cell it is missing."""

    address: Address
    text: str
    label: str
    cell: Cell | None
    period: str = ""
    is_doubtful: bool = False

    @property
    def url(self) -> str:
        return self.cell.get_absolute_url() if self.cell else ""


@dataclass(frozen=True)
class Piece:
    """A stretch of text, or a figure."""

    text: str
    figure: Figure | None = None


Line = list[Piece]


@dataclass(frozen=True)
class FilledTable:
    """A table of the report with its figures."""

    title: str
    columns: tuple[str, ...]
    rows: list[list[Line]]

    @property
    def labelled(self) -> list[list[tuple[str, Line]]]:
        """Give each number the name of its column, for screens too narrow for columns."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class FilledSection:
    """A section of the report with its figures."""

    heading: str
    paragraphs: list[Line]
    table: FilledTable | None


@dataclass(frozen=True)
class Check:
    """A finding with the figures it is about."""

    finding: Finding
    figures: list[Figure]

    @property
    def is_wrong(self) -> bool:
        return self.finding.verdict is Verdict.INCONSISTENT

    @property
    def is_right(self) -> bool:
        return self.finding.verdict is Verdict.CONSISTENT


@dataclass(frozen=True)
class Built:
    """A report of one unit and period, made on a day."""

    definition: Definition
    unit: Unit
    since: date
    until: date
    made_on: date
    title: str
    subject: str
    issuer: str
    closing: str
    sections: list[FilledSection]
    figures: list[Figure]
    checks: list[Check]

    @property
    def missing(self) -> list[Figure]:
        return [figure for figure in self.figures if figure.cell is None]

    @property
    def wrong(self) -> list[Check]:
        return [check for check in self.checks if check.is_wrong]

    @property
    def right(self) -> list[Check]:
        return [check for check in self.checks if check.is_right]

    @property
    def untold(self) -> list[Check]:
        return [check for check in self.checks if not check.is_right and not check.is_wrong]
