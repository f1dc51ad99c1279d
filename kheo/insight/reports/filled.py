"""A report with its figures in place, the same for the page and for the Word file."""

from dataclasses import dataclass
from datetime import date

from kheo.foundation.figures.addresses import Address
from kheo.foundation.units.models import Unit
from kheo.insight.checks.queries import Finding, Verdict
from kheo.insight.reports.definitions import Definition
from kheo.insight.returns.models import Cell
from kheo.insight.returns.queries import Known


@dataclass(frozen=True)
class Figure:
    """A number of the report and the page behind it; without `known` it is missing."""

    address: Address
    text: str
    label: str
    known: Known | None
    period: str = ""
    is_doubtful: bool = False

    @property
    def url(self) -> str:
        return self.known.url if self.known else ""

    @property
    def is_recorded(self) -> bool:
        """Say whether it was counted from records, not taken from a return."""
        return self.known is not None and self.known.is_recorded

    @property
    def cell(self) -> Cell | None:
        """What was returned, where the number is from a return."""
        return None if self.known is None or self.is_recorded else self.known.cell

    @property
    def quote(self) -> str:
        """The words in which the source prints it."""
        return self.cell.quote if self.cell else ""


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
        return [figure for figure in self.figures if figure.known is None]

    @property
    def wrong(self) -> list[Check]:
        return [check for check in self.checks if check.is_wrong]

    @property
    def right(self) -> list[Check]:
        return [check for check in self.checks if check.is_right]

    @property
    def untold(self) -> list[Check]:
        return [check for check in self.checks if not check.is_right and not check.is_wrong]
