"""Makes one drawing: the chart in the words of Altair, then the SVG as our pages need it."""

from typing import Any

import vl_convert

from kheo.foundation.charts.child import finishing, specs

# How numbers are written on the axes.
LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đ"]}


def draw(asked: dict[str, Any]) -> bytes:
    """Return the SVG for a page, or for paper."""
    chart = asked["chart"]
    made: str = vl_convert.vegalite_to_svg(specs.spec(chart), format_locale=LOCALE)
    if asked["form"] == "paper":
        return finishing.for_paper(made).encode()
    return finishing.for_page(made, chart).encode()
