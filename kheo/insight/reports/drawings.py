"""Charts in a report: a picture in Word with its words, and the chart itself for the page."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from docx.shared import Cm
from markupsafe import Markup

from kheo.foundation import charts
from kheo.foundation.charts import Chart, Kind, NotDrawn, Point, Series
from kheo.foundation.vietnamese.text import clean
from kheo.insight.reports import grids
from kheo.insight.reports.filled import Figure

WIDTH = 15.5
NAME = "bieu-do-{number}"
# Above whatever pictures a template has of its own.
_FIRST_ID = 90_000
Points = list[tuple[str, Figure]]


@dataclass
class Drawings:
    """The charts of one report; `part` is the part of the file that takes the pictures."""

    part: Any
    made: dict[str, Chart] = field(default_factory=dict)
    missed: int = 0

    def draw(
        self, kind: str, series: list[tuple[str, Points]], unit: str, axis: str, period: str
    ) -> Markup:
        """Write a chart as a paragraph with a picture; what could not be drawn is said."""
        chart = _chart(kind, series, unit, axis, period)
        name = NAME.format(number=len(self.made) + 1)
        self.made[name] = chart
        if chart.is_empty:
            return _instead(chart, "chưa có số liệu để vẽ")
        try:
            picture = charts.png(chart)
        except NotDrawn:
            self.missed += 1
            return _instead(chart, "chưa vẽ được, xin lập lại báo cáo")
        return self._placed(chart, name, picture)

    def _placed(self, chart: Chart, name: str, picture: bytes) -> Markup:
        inline = self.part.new_pic_inline(BytesIO(picture), width=Cm(WIDTH))
        inline.docPr.set("name", name)
        inline.docPr.set("id", str(_FIRST_ID + len(self.made)))
        inline.docPr.set("descr", chart.title)
        drawing = Markup(f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>")  # noqa: S704
        return grids.paragraph(drawing, align=grids.CENTRE, keep=True) + _caption(chart.title)


def _chart(kind: str, series: list[tuple[str, Points]], unit: str, axis: str, period: str) -> Chart:
    made = tuple(
        Series(
            label,
            tuple(
                Point(clean(name), figure.known.value if figure.known else None, figure.url)
                for name, figure in points
            ),
        )
        for label, points in series
    )
    title = f"{made[0].label if len(made) == 1 else '; '.join(one.label for one in made)}, {period}"
    return Chart(Kind(kind), title, unit, made, axis=axis)


def _caption(text: str) -> Markup:
    words = grids.cell(f"Biểu đồ: {text}", size=12, italic=True)
    return grids.paragraph(words, align=grids.CENTRE, after=120)


def _instead(chart: Chart, why: str) -> Markup:
    words = grids.cell(f"[Biểu đồ {chart.title}: {why}]", size=12, italic=True)
    return grids.paragraph(words, align=grids.CENTRE, after=120)
