"""Turns what a panel says into its chart: sorted, cut to what can be read, nothing hidden told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kheo.foundation import charts
from kheo.foundation.charts import Chart, Drawn, Kind, Point, Series
from kheo.foundation.figures import smallness
from kheo.insight.dashboards.definitions import Board, Panel
from kheo.insight.dashboards.readings import Mark, Reading, Value

# So many bars can be compared at a glance; the page of the chart has all.
SHOWN = 12
HIDDEN = "–"


@dataclass(frozen=True)
class Shown:
    """A panel ready for a page. `left_out` is how many places only the page of the chart has."""

    panel: Panel
    drawn: Drawn
    left_out: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Headline:
    """A number on top of a board."""

    label: str
    text: str
    url: str
    is_late: bool


def shown(panel: Panel, reading: Reading, *, is_whole: bool = False) -> Shown:
    """Draw a panel; `is_whole` with every place it has."""
    marks = _sorted(panel, reading.marks)
    kept = marks if is_whole else _cut(panel, marks)
    chart = _chart(panel, reading, kept)
    made = charts.drawn(_drawable(chart))
    left_out = len(marks) - len(kept) if kept else 0
    notes = tuple(_notes(panel, reading, kept, len(marks)))
    return Shown(panel, replace(made, chart=chart, table=charts.table(chart)), left_out, notes)


def headlines(board: Board, found: Mapping[str, Reading]) -> list[Headline]:
    """Say the numbers of the whole in large; what nobody knows yet is not said."""
    told = [(panel, found[panel.key]) for panel in board.headlines]
    return [
        headline(panel, reading)
        for panel, reading in told
        if reading.whole.amount is not None or reading.whole.is_hidden
    ]


def headline(panel: Panel, reading: Reading) -> Headline:
    """Say one number of the whole."""
    whole = reading.whole
    is_late = panel.tone == "late" and bool(whole.amount)
    percent = Chart(
        panel.kind, "", "%" if (reading.whole_unit or reading.unit_of_count) == "%" else "", ()
    )
    told = HIDDEN if whole.amount is None else percent.told(Point("", whole.amount))
    return Headline(str(panel.headline), told, whole.url, is_late)


# --- Order ------------------------------------------------------------------------------------


def _sorted(panel: Panel, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Put known numbers in order, places without one behind them; equal ones stay by name."""
    if panel.by not in ("commune", "kind", "target") or panel.order == "name":
        return marks
    sign = -1 if panel.order == "most" else 1
    known = [mark for mark in marks if mark.values[0].amount is not None]
    rest = [mark for mark in marks if mark.values[0].amount is None]
    return (*sorted(known, key=lambda mark: sign * (mark.values[0].amount or Decimal(0))), *rest)


def _cut(panel: Panel, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    if panel.by != "commune":
        return marks
    if panel.kind is Kind.MAP:
        return marks
    telling = [mark for mark in marks if mark.values[0].amount or panel.order != "most"]
    known = [mark for mark in telling if mark.values[0].amount is not None]
    return tuple(known[:SHOWN])


# --- The chart --------------------------------------------------------------------------------


def _chart(panel: Panel, reading: Reading, marks: tuple[Mark, ...]) -> Chart:
    tones = reading.tones or (panel.tone,)
    series = tuple(
        Series(
            label,
            tuple(_point(mark, mark.values[at]) for mark in marks),
            tone=tones[at] if at < len(tones) else "",
            is_estimate=at in reading.dashed,
        )
        for at, label in enumerate(reading.series)
    )
    return Chart(
        kind=panel.kind,
        title=str(panel.title),
        unit_of_count=reading.unit_of_count,
        series=series,
        axis=str(_axis(panel)),
        limit=reading.limit,
    )


def _axis(panel: Panel) -> str:
    names = {
        "month": _("Tháng"),
        "commune": _("Xã, phường"),
        "kind": _("Loại việc"),
        "state": _("Tình trạng"),
        "target": _("Chỉ tiêu"),
    }
    return names[panel.by]


def _point(mark: Mark, value: Value) -> Point:
    text = _("dưới mức được nêu") if value.is_hidden else ""
    return Point(mark.label, value.amount, value.url, _place(mark), text)


def _place(mark: Mark) -> tuple[float, float] | None:
    unit = mark.unit
    if unit is None or unit.latitude is None or unit.longitude is None:
        return None
    return unit.longitude, unit.latitude


def _drawable(chart: Chart) -> Chart:
    """Leave out of bars and maps what has no number; a map shows where there is something."""
    if chart.kind in (Kind.LINE, Kind.COLUMN):
        return chart
    is_map = chart.kind is Kind.MAP
    return replace(chart, series=tuple(_known(one, is_map=is_map) for one in chart.series))


def _known(series: Series, *, is_map: bool) -> Series:
    points = tuple(
        point
        for point in series.points
        if point.value is not None and (not is_map or point.at is not None)
    )
    return replace(series, points=points)


# --- Notes ------------------------------------------------------------------------------------


def _notes(panel: Panel, reading: Reading, kept: Sequence[Mark], total: int) -> list[str]:
    notes = []
    if 0 < len(kept) < total and panel.by == "commune":
        notes.append(_words_of_the_cut(panel, len(kept), total))
    if any(value.is_hidden for mark in reading.marks for value in mark.values):
        least = smallness.smallest_group()
        notes.append(
            _("Số của dưới %(n)s người không nêu, cùng vài số khác để không ai tính ngược được.")
            % {"n": least}
        )
    return [*notes, *([reading.note] if reading.note else [])]


def _words_of_the_cut(panel: Panel, kept: int, total: int) -> str:
    facts = {"kept": kept, "n": total}
    if panel.order == "most" and kept < SHOWN:
        return _("Có ở %(kept)s trong %(n)s nơi.") % facts
    if kept < SHOWN:
        return _("Nêu được số của %(kept)s trong %(n)s nơi.") % facts
    if panel.order == "most":
        return ngettext(
            "%(kept)s nơi nhiều nhất trong %(n)s.", "%(kept)s nơi nhiều nhất trong %(n)s.", total
        ) % facts  # fmt: skip
    return (
        ngettext(
            "%(kept)s nơi thấp nhất đã có số liệu trong %(n)s.",
            "%(kept)s nơi thấp nhất đã có số liệu trong %(n)s.",
            total,
        )
        % facts
    )
