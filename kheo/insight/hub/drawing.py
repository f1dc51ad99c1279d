"""Draws what many places tell: a year side by side, and one place over the years."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from kheo.foundation.charts import Chart, Kind, Point, Series
from kheo.insight.hub.models import HubFigure, HubIndicator
from kheo.insight.hub.queries import Line


def side_by_side(
    known: HubIndicator, lines: Iterable[Line], title: str, url: Callable[[Line], str]
) -> Chart:
    """Put places under each other; `url` gives the page behind each."""
    points = tuple(Point(line.name, line.value, url(line)) for line in lines)
    series = (Series(known.name, points),)
    return Chart(Kind.BAR, title, known.unit_of_count, series, axis=_("Đơn vị"))


def over_years(known: HubIndicator, figures: Iterable[HubFigure]) -> Chart:
    """Put the years of one place beside each other."""
    points = tuple(Point(str(one.year), one.value) for one in figures)
    series = (Series(known.name, points),)
    title = _("%(name)s qua các năm") % {"name": known.name}
    return Chart(Kind.COLUMN, title, known.unit_of_count, series, axis=_("Năm"))
