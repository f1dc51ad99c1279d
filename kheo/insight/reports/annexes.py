"""The inspectorate's tables as annexes of a report, as many sheets wide as they need."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.translation import gettext as _
from markupsafe import Markup

from kheo.foundation.units.models import Unit
from kheo.insight.inspection import queries as inspection
from kheo.insight.inspection.queries import PaperTable
from kheo.insight.reports import grids
from kheo.insight.reports.errors import BadTemplate, Problem
from kheo.insight.reports.grids import CENTRE, LEFT, Grid, Head
from kheo.insight.reports.periods import Window

WIDE = 24.6
UNITS = 4.6


def maker(keys: Iterable[str], unit: Unit, window: Window, today: date) -> Callable[[str], Markup]:
    """Count the tables that a template names; return what draws one. Raises BadTemplate."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return lambda _key: Markup("")
    try:
        made = inspection.for_paper(
            wanted, unit=unit, since=window.since, until=window.after, today=today
        )
    except inspection.UnknownRow as unknown:
        words = _("Không có biểu thanh tra “%(name)s”.") % {"name": unknown}
        raise BadTemplate(Problem(words, nearest=", ".join(inspection.table_names()))) from unknown
    return lambda key: _drawn(made[key])


def _drawn(table: PaperTable) -> Markup:
    """Write form, title and window, then the table in parts, then its notes."""
    parts = [
        grids.paragraph(
            grids.cell(f"Biểu số: {table.form}", size=13, bold=True), align=CENTRE, keep=True
        ),
        grids.paragraph(
            grids.cell(table.title.upper(), size=13, bold=True), align=CENTRE, keep=True
        ),
        grids.paragraph(
            grids.cell(table.window, size=13, italic=True), align=CENTRE, keep=True, after=120
        ),
    ]
    parts += [_part(table, first, last) for first, last in table.parts]
    notes = [grids.paragraph(grids.cell(one, size=11, italic=True)) for one in table.notes]
    return Markup("").join([*parts, *notes])


def _part(table: PaperTable, first: int, last: int) -> Markup:
    heads = [
        [Head(_("Đơn vị"), 1, table.depth)] if level == 0 else [] for level in range(table.depth)
    ]
    for level, row in enumerate(table.heads):
        for one in row:
            if first <= one.first <= last:
                heads[level].append(Head(one.label, one.columns, one.rows))
    count = last - first + 1
    marks = [Head("A"), *(Head(str(number)) for number in range(first, last + 1))]
    rows = [
        [grids.cell(name, size=10, bold=strong),
         *(grids.cell(text, size=10, bold=strong) for text in texts[first - 1 : last])]
        for name, texts, strong in table.rows
    ]  # fmt: skip
    widths = grids.shares([UNITS], count, WIDE)
    aligned = [LEFT, *[CENTRE] * count]
    return grids.draw(Grid([*heads, marks], rows, widths, aligned, size=10))
