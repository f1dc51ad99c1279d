"""A report with its figures in place, the same for the page, the papers and the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kheo.foundation.charts import Chart
from kheo.foundation.figures.addresses import Address
from kheo.foundation.units.models import Unit
from kheo.insight.checks.queries import Finding, Verdict
from kheo.insight.reports import said
from kheo.insight.returns.models import Cell
from kheo.insight.returns.queries import Known


@dataclass(frozen=True)
class Figure:
    """A number of the report and the page behind it; `known` is not given where it is not told."""

    address: Address
    text: str
    label: str
    known: Known | None
    period: str = ""
    is_doubtful: bool = False
    is_estimate: bool = False
    is_stated: bool = False
    unit: Unit | None = None
    unit_of_count: str = ""
    year: str = ""  # where a report shows one year of its period

    @property
    def url(self) -> str:
        return self.known.url if self.known else ""

    @property
    def is_recorded(self) -> bool:
        """Say whether it was counted from records, not taken from a return."""
        return self.known is not None and self.known.is_recorded and not self.is_stated

    @property
    def cell(self) -> Cell | None:
        """What was returned, where the number is from a return."""
        return None if self.known is None or self.known.is_recorded else self.known.cell

    @property
    def quote(self) -> str:
        """The words in which the source prints it."""
        return self.cell.quote if self.cell else ""

    @property
    def is_missing(self) -> bool:
        """Say whether nobody knows the number; one that is withheld is known."""
        return self.known is None and self.text != said.WITHHELD

    def withheld(self) -> "Figure":
        """Keep back a number of so few people that not everybody may read it."""
        return replace(self, known=None, text=said.WITHHELD, period="")

    def doubted(self) -> "Figure":
        """Mark a number that does not add up with others."""
        return replace(self, is_doubtful=True)


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
    """A report of one unit and period, made on a day: its Word file and what stands in it."""

    title: str
    unit: Unit
    since: date
    until: date
    made_on: date
    word: bytes
    figures: list[Figure]
    missing: list[Figure]
    checks: list[Check]
    charts: Mapping[str, Chart] = field(default_factory=dict)

    @property
    def doubtful(self) -> set[str]:
        """Give the addresses of figures that do not add up with others."""
        return {figure.url for check in self.wrong for figure in check.figures if figure.url}

    @property
    def wrong(self) -> list[Check]:
        return [check for check in self.checks if check.is_wrong]

    @property
    def right(self) -> list[Check]:
        return [check for check in self.checks if check.is_right]

    @property
    def untold(self) -> list[Check]:
        return [check for check in self.checks if not check.is_right and not check.is_wrong]
