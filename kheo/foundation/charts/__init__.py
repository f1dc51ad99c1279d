"""Charts: drawn by one process of the machine, as SVG for pages and PNG for Word, with their table.

A page says `charts.drawn(chart)` and includes "charts/chart.html"; where no drawing comes in time,
the table is there all the same. The drawing library is loaded in `child` only, never in a process
that answers people.
"""

from kheo.foundation.charts.chart import Chart, Kind, Point, Series, Table, TooManyPoints, table
from kheo.foundation.charts.pen import Drawn, NotDrawn, drawn, paper, png, svg

__all__ = [
    "Chart",
    "Drawn",
    "Kind",
    "NotDrawn",
    "Point",
    "Series",
    "Table",
    "TooManyPoints",
    "drawn",
    "paper",
    "png",
    "svg",
    "table",
]
