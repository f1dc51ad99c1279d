"""The grammar of each kind of chart in Altair.

Colours are those of the light theme; `finishing` gives each a class by which the page recolours it.
"""

import textwrap
from typing import Any

import altair as alt

from kheo.foundation.charts.child import labels

# Filled with the number of the mark, replaced when the drawing is finished.
MARK = "https://mark.invalid/"
TONES = {
    "lead": "#1f4e79", "gold": "#c98a00", "done": "#2f7d32", "late": "#b3261e",
    "plum": "#7a4a8c", "quiet": "#6b7683",
}  # fmt: skip
INK, MUTED, GRID = "#1b2430", "#505a66", "#dedad0"
FONT, SIZE = "Liberation Sans", 13
BAND, BAR = 26, 17
DOTS = (40, 900)
_HUNDRED, _FEW = 100, 4


def spec(chart: dict[str, Any]) -> dict[str, Any]:
    """Return the Vega-Lite description of a chart."""
    made = _KINDS[chart["kind"]](chart, _rows(chart))
    made = made.properties(background="transparent", padding={"left": 4, "right": 14, "top": 4,
                                                              "bottom": 4})  # fmt: skip
    axis = {
        "labelFont": FONT, "titleFont": FONT, "labelFontSize": SIZE, "titleFontSize": SIZE,
        "labelColor": INK, "titleColor": MUTED, "gridColor": GRID, "domainColor": MUTED,
        "tickColor": MUTED, "titleFontWeight": "normal", "labelPadding": 6,
    }  # fmt: skip
    made = made.configure_axis(**axis).configure_view(stroke=None)
    legend = {"labelFont": FONT, "labelFontSize": SIZE, "labelColor": INK, "title": None,
              "orient": "top", "offset": 28, "symbolType": "square", "labelLimit": 260,
              "columns": _columns(chart)}  # fmt: skip
    described: dict[str, Any] = made.configure_legend(**legend).to_dict()
    return described


def _columns(chart: dict[str, Any]) -> int:
    longest = max((len(one["label"]) for one in chart["series"]), default=1)
    return max(1, int(chart["width"] // (longest * 7 + 40)))


def _rows(chart: dict[str, Any]) -> list[dict[str, Any]]:
    """Lay the points side by side, each with the number by which it is found again."""
    rows, number = [], 0
    for order, one in enumerate(chart["series"]):
        for point in one["points"]:
            rows.append(
                {
                    "label": point["label"], "value": point["value"], "text": point["text"],
                    "series": one["label"], "order": order, "href": f"{MARK}{number}",
                    "lon": (point["at"] or [None])[0], "lat": (point["at"] or [None, None])[-1],
                }
            )  # fmt: skip
            number += 1
    return [row for row in rows if row["value"] is not None]


def colours(chart: dict[str, Any]) -> list[str]:
    """Return the colour of each series."""
    usual = iter(name for name in (*TONES, *TONES))
    return [TONES.get(one["tone"]) or TONES[next(usual)] for one in chart["series"]]


def _labels(chart: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(p["label"] for one in chart["series"] for p in one["points"]))


def _colour(chart: dict[str, Any], **legend: Any) -> Any:
    names = [one["label"] for one in chart["series"]]
    if len(names) == 1:
        return alt.value(colours(chart)[0])
    shown = alt.Legend(**legend)
    scale = alt.Scale(domain=names, range=colours(chart))
    return alt.Color("series:N", scale=scale, legend=shown, sort=None)


def _scale(chart: dict[str, Any]) -> Any:
    values = [row["value"] for row in _rows(chart)]
    top = max([*values, chart["target"] or 0, 0])
    low = min([*values, 0])
    if chart["limit"] is not None:
        return alt.Scale(domain=[low, max(chart["limit"], top)], nice=False)
    return alt.Scale(domain=[low, top or 1], nice=True)


def _measured(chart: dict[str, Any], **axis: Any) -> Any:
    is_narrow = chart["width"] < 500
    grain: dict[str, Any] = {"format": ",.2~f", "tickCount": 4 if is_narrow else 6}
    if chart["limit"] == _HUNDRED:
        grain["values"] = [0, 50, 100] if is_narrow else [0, 20, 40, 60, 80, 100]
    elif (top := _small_count(chart)) is not None:
        # Half a petition is no number.
        grain["values"] = list(range(top + 1))
    if not axis.get("domain", True):
        # On a standing axis the word lies above it, not turned.
        axis |= {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleY": -12,
                 "titleX": -28}  # fmt: skip
    return alt.Axis(title=chart["unit"] or None, **grain, **axis)


def _wrapped(
    chart: dict[str, Any], rows: list[dict[str, Any]], *, letters: int
) -> tuple[dict[str, Any], list[dict[str, Any]], int]:
    """Break long labels into lines, rather than cut them; say of how many lines the longest is."""

    def broken(label: str) -> str:
        return "\n".join(textwrap.wrap(label, max(8, letters))) or label

    series = [
        {**one, "points": [{**p, "label": broken(p["label"])} for p in one["points"]]}
        for one in chart["series"]
    ]
    rows = [{**row, "label": broken(row["label"])} for row in rows]
    wrapped = {**chart, "series": series}
    return wrapped, rows, max((one.count("\n") + 1 for one in _labels(wrapped)), default=1)


def _small_count(chart: dict[str, Any]) -> int | None:
    """Return the largest of whole numbers that are so small that ticks would fall between them."""
    values = [row["value"] for row in _rows(chart)]
    top = max([*values, chart["target"] or 0], default=0)
    is_whole = all(float(value).is_integer() for value in values)
    return int(top) if is_whole and 1 <= top <= _FEW and chart["kind"] != "stacked" else None


def _bars(chart: dict[str, Any], rows: list[dict[str, Any]], *, is_stacked: bool = False) -> Any:
    width = chart["width"]
    longest = max((len(one) for one in _labels(chart)), default=4)
    reach = min(int(width * 0.42), round(longest * 7.7) + 16)
    chart, rows, lines = _wrapped(chart, rows, letters=(reach - 16) // 7)
    labels = _labels(chart)
    axis = alt.Axis(title=None, labelLimit=reach, ticks=False, domain=False,
                    labelExpr="split(datum.value, '\\n')")  # fmt: skip
    down = alt.Y("label:N", sort=labels, axis=axis, scale=alt.Scale(domain=labels))
    many = len(chart["series"])
    height = len(labels) * (BAND if is_stacked or many == 1 else BAND * 0.75 * many + 8)
    height = max(height, len(labels) * lines * (SIZE + 4))
    data = alt.Data(values=rows)
    scale = _stacked_scale(chart, rows) if is_stacked else _scale(chart)
    stack = "zero" if is_stacked else None
    across = alt.X("value:Q", axis=_measured(chart), scale=scale, stack=stack)
    encoded: dict[str, Any] = {
        "y": down, "x": across, "color": _colour(chart), "href": "href:N",
        "order": alt.Order("order:Q"),
    }  # fmt: skip
    if many > 1 and not is_stacked:
        encoded["yOffset"] = alt.YOffset("series:N", sort=[one["label"] for one in chart["series"]])
    size = {"size": BAR} if is_stacked or many == 1 else {}
    bars: Any = alt.Chart(data).mark_bar(**size).encode(**encoded)
    if many == 1:
        bars += _said(data, INK).encode(y=down, x=across, text="text:N")
        if missing := _missing(chart):
            nothing = _said(alt.Data(values=missing), MUTED, fontStyle="italic")
            bars += nothing.encode(y=down, x=alt.value(0), text="text:N")
    bars = _with_target(chart, bars, "x")
    return bars.properties(width=width - reach - 40, height=height)


def _said(data: Any, colour: str, **style: Any) -> Any:
    return alt.Chart(data).mark_text(
        align="left", dx=5, font=FONT, fontSize=SIZE, color=colour, **style
    )


def _missing(chart: dict[str, Any]) -> list[dict[str, Any]]:
    """Name the labels without a number, so that nobody takes an empty row for a zero."""
    points = chart["series"][0]["points"]
    return [{"label": p["label"], "text": "chưa có số liệu"} for p in points if p["value"] is None]


def _stacked_scale(chart: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
    sums: dict[str, float] = {}
    for row in rows:
        sums[row["label"]] = sums.get(row["label"], 0) + row["value"]
    top = max([*sums.values(), chart["target"] or 0], default=1) or 1
    if chart["limit"] is not None:
        return alt.Scale(domain=[0, max(chart["limit"], top)], nice=False)
    return alt.Scale(domain=[0, top], nice=True)


def _with_target(chart: dict[str, Any], drawn: Any, axis: str) -> Any:
    if chart["target"] is None:
        return drawn
    data = alt.Data(values=[{"target": chart["target"], "name": chart["target_label"]}])
    place = alt.X("target:Q") if axis == "x" else alt.Y("target:Q")
    line = alt.Chart(data).mark_rule(color=INK, strokeDash=[5, 4], strokeWidth=1.5)
    drawn += line.encode(**{axis: place})
    if axis == "y" and chart["target_label"]:
        words = alt.Chart(data).mark_text(
            align="left", baseline="bottom", dy=-3, font=FONT, fontSize=SIZE - 1, color=INK
        )
        drawn += words.encode(y=place, x=alt.value(4), text="name:N")
    return drawn


def _columns_of(chart: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
    labels = _labels(chart)
    axis = alt.Axis(title=None, labelAngle=_angle(chart, labels), ticks=False, labelLimit=140,
                    labelOverlap="parity")  # fmt: skip
    encoded: dict[str, Any] = {
        "x": alt.X("label:N", sort=labels, axis=axis,
                   scale=alt.Scale(domain=labels, paddingInner=0.35, paddingOuter=0.2)),
        "y": alt.Y("value:Q", axis=_measured(chart, domain=False), scale=_scale(chart), stack=None),
        "color": _colour(chart),
        "href": "href:N",
    }  # fmt: skip
    if len(chart["series"]) > 1:
        encoded["xOffset"] = alt.XOffset("series:N", sort=[one["label"] for one in chart["series"]])
    columns = alt.Chart(alt.Data(values=rows)).mark_bar().encode(**encoded)
    return _with_target(chart, columns, "y").properties(width=chart["width"] - 70, height=230)


def _angle(chart: dict[str, Any], labels: list[str]) -> int:
    room = (chart["width"] - 70) / max(1, len(labels))
    longest = max((len(one) for one in labels), default=1)
    # Years may be left out one by one and stay readable; names may not.
    return 0 if longest <= 6 or longest * 7.5 < room else -45


def _lines(chart: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
    labels = _labels(chart)
    axis = alt.Axis(title=None, labelAngle=_angle(chart, labels), labelOverlap="parity")
    across = alt.X("label:N", sort=labels, axis=axis,
                   scale=alt.Scale(type="point", domain=labels, padding=0.3))  # fmt: skip
    up = alt.Y("value:Q", axis=_measured(chart, domain=False), scale=_scale(chart))
    colour = _colour(chart, symbolType="stroke")
    data = alt.Data(values=rows)
    drawn: Any = alt.layer()
    for one in chart["series"]:
        only = f"datum.series === {one['label']!r}"
        dash = {"strokeDash": [6, 4]} if one["is_estimate"] else {}
        line = alt.Chart(data).transform_filter(only).mark_line(strokeWidth=2.5, **dash)
        drawn += line.encode(x=across, y=up, color=colour, detail="series:N")
    dots = alt.Chart(data).mark_point(filled=True, size=70, opacity=1)
    drawn += dots.encode(x=across, y=up, color=colour, href="href:N")
    return _with_target(chart, drawn, "y").properties(width=chart["width"] - 70, height=230)


def _map(chart: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
    """Draw a dot per place, grey where the number is 0, and name the largest as far as they fit."""
    placed = [row for row in rows if row["lon"] is not None]
    width = chart["width"] - 30
    height = min(520, width)
    top = max((row["value"] for row in placed), default=1) or 1
    steps = sorted({max(1, round(top * part)) for part in (0.25, 0.5, 1)}) if top > 1 else [top]
    legend = alt.Legend(format=",.2~f", symbolType="circle", values=steps)
    size = alt.Size("value:Q", scale=alt.Scale(domain=[0, top], range=list(DOTS)), legend=legend)
    dots = alt.Chart(alt.Data(values=placed)).mark_circle(opacity=0.75, strokeWidth=1)
    tone = alt.condition("datum.value > 0", alt.value(colours(chart)[0]), alt.value(TONES["quiet"]))
    order = alt.Order("value:Q", sort="descending")
    drawn: Any = dots.encode(longitude="lon:Q", latitude="lat:Q", size=size, href="href:N",
                             color=tone, order=order)  # fmt: skip
    for beside, named in labels.of_places(placed, width, height, top).items():
        words = alt.Chart(alt.Data(values=named)).mark_text(
            align="left", baseline="middle", dx=beside, font=FONT, fontSize=SIZE - 1, color=INK
        )
        drawn += words.encode(longitude="lon:Q", latitude="lat:Q", text="label:N")
    return drawn.project(type="mercator").properties(width=width, height=height)


_KINDS = {
    "bar": _bars,
    "stacked": lambda chart, rows: _bars(chart, rows, is_stacked=True),
    "column": _columns_of,
    "line": _lines,
    "map": _map,
}
