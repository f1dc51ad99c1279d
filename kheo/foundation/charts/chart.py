"""What a chart says, before anybody draws it: named numbers, the pages behind them, its table."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from kheo.foundation.vietnamese import numbers

# More marks than this no one can read, and nobody can step through with a keyboard.
MOST_POINTS = 1200


class TooManyPoints(ValueError):
    """A chart of so many marks says nothing; a table does."""


class Kind(StrEnum):
    """The ways to draw numbers.

    BAR: one bar per label, lying, from top to bottom. STACKED: the series of a label one behind the
    other. COLUMN: standing bars, for few periods. LINE: one line per series over periods. MAP: a
    dot per place, larger for more.
    """

    BAR = "bar"
    STACKED = "stacked"
    COLUMN = "column"
    LINE = "line"
    MAP = "map"


@dataclass(frozen=True)
class Point:
    """A number with its name and the page behind it; None is missing, and drawn as nothing.

    `at` is longitude and latitude, for maps; `text` how the number is said, when not plainly.
    """

    label: str
    value: Decimal | None
    url: str = ""
    at: tuple[float, float] | None = None
    text: str = ""


@dataclass(frozen=True)
class Series:
    """Numbers of one kind. `tone`: lead, gold, done, late, quiet or plum; empty takes the next.

    An estimate (a forecast, say) is drawn dashed and named in the legend by its label.
    """

    label: str
    points: tuple[Point, ...]
    tone: str = ""
    is_estimate: bool = False


@dataclass(frozen=True)
class Chart:
    """A drawing to be made. `axis` names the labels ("Xã, phường", "Năm") in the table.

    `target` draws a line at a number, named `target_label`. `limit` is where the axis ends, such as
    100 for percentages.
    """

    kind: Kind
    title: str
    unit_of_count: str
    series: tuple[Series, ...]
    axis: str = ""
    description: str = ""
    target: Decimal | None = None
    target_label: str = ""
    limit: Decimal | None = None

    def __post_init__(self) -> None:
        if sum(len(one.points) for one in self.series) > MOST_POINTS:
            raise TooManyPoints(self.title)

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to draw."""
        return all(point.value is None for one in self.series for point in one.points)

    def told(self, point: Point) -> str:
        """Say a number with what it counts: 1.190 đơn; 96,4%; chưa có số liệu."""
        if point.text:
            return point.text
        if point.value is None:
            return "chưa có số liệu"
        if self.unit_of_count == "%":
            return numbers.write_percent(point.value.normalize())
        return f"{numbers.write(point.value.normalize())} {self.unit_of_count}".strip()

    def drawing(self, width: int) -> dict[str, Any]:
        """Give all that the drawing process needs, as plain JSON."""
        return {
            "kind": self.kind.value,
            "title": self.title,
            "description": self.description,
            "unit": self.unit_of_count,
            "width": width,
            "target": None if self.target is None else float(self.target),
            "target_label": self.target_label,
            "limit": None if self.limit is None else float(self.limit),
            "series": [self._series(one) for one in self.series],
        }

    def _series(self, series: Series) -> dict[str, Any]:
        return {
            "label": series.label,
            "tone": series.tone,
            "is_estimate": series.is_estimate,
            "points": [self._point(series, point) for point in series.points],
        }

    def _point(self, series: Series, point: Point) -> dict[str, Any]:
        named = f"{point.label}, {series.label}" if len(self.series) > 1 else point.label
        return {
            "label": point.label,
            "value": None if point.value is None else float(point.value),
            "text": _number(point),
            "said": f"{named}: {self.told(point)}",
            "url": point.url,
            "at": point.at,
        }


def _number(point: Point) -> str:
    return "" if point.value is None else numbers.write(point.value.normalize())


@dataclass(frozen=True)
class Cell:
    """A number of the table, and the page behind it."""

    text: str
    url: str
    head: str


@dataclass(frozen=True)
class Table:
    """The same numbers as rows: a label, then a number for each series."""

    axis: str
    heads: tuple[str, ...]
    rows: list[tuple[str, list[Cell]]]


def table(chart: Chart) -> Table:
    """Return what the chart shows as a table, in the same order."""
    by_label: dict[str, Mapping[str, Point]] = {}
    for one in chart.series:
        for point in one.points:
            by_label[point.label] = {**by_label.get(point.label, {}), one.label: point}
    heads = tuple(one.label for one in chart.series)
    rows = [
        (label, [_cell(chart, points.get(head), head) for head in heads])
        for label, points in by_label.items()
    ]
    return Table(chart.axis, heads, rows)


def _cell(chart: Chart, point: Point | None, head: str) -> Cell:
    return Cell(chart.told(point), point.url, head) if point else Cell("–", "", head)
