"""The chart of one target: what was reached, the plan as a line, the forecast dashed."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from kheo.foundation.charts import Chart, Kind, Point, Series
from kheo.foundation.figures import smallness
from kheo.foundation.figures.queries import Span
from kheo.foundation.vietnamese import dates, numbers
from kheo.insight.returns import queries as returns
from kheo.insight.targets.forecasts import Forecast
from kheo.insight.targets.models import Target
from kheo.insight.targets.queries import Way

_HUNDRED = Decimal(100)


def told(way: Way, target: Target, *, tell_all: bool) -> Way:
    """Leave out what counts too few people; then nothing is forecast from it either."""
    if tell_all or not target.counted.counts_people:
        return way
    small = [value is not None and smallness.is_small(value) for value in way.values]
    if not any(small):
        return way
    values = tuple(
        None if hidden else value for value, hidden in zip(way.values, small, strict=True)
    )
    return replace(way, values=values, forecast=None)


def chart(target: Target, way: Way) -> Chart:
    """Draw reached against planned."""
    labels = [name(span, way.by) for span in way.spans]
    reached = Series(
        _("Thực hiện"),
        tuple(Point(*pair) for pair in zip(labels, way.values, strict=True)),
        tone="lead",
    )
    series = [reached]
    if way.forecast is not None:
        series.append(_dashed(labels, way, way.forecast))
    unit = target.unit_of_count
    return Chart(
        kind=Kind.LINE,
        title=_("%(label)s: đã đạt và chỉ tiêu") % {"label": target.label},
        unit_of_count=unit,
        series=tuple(series),
        axis=_("Kỳ"),
        target=target.planned.normalize(),
        target_label=_("Chỉ tiêu %(plan)s")
        % {"plan": returns.shown(target.planned.normalize(), unit)},
        limit=_HUNDRED if unit == "%" else None,
    )


def _dashed(labels: list[str], way: Way, forecast: Forecast) -> Series:
    """Go from what was known last to the end of the period."""
    last = max((at for at, value in enumerate(way.values) if value is not None), default=0)
    points = [Point(labels[last], way.values[last])] if last < len(labels) - 1 else []
    points.append(Point(labels[-1], forecast.value))
    return Series(_("Dự báo"), tuple(points), tone="quiet", is_estimate=True)


def name(span: Span, by: str) -> str:
    """Call a piece of time as people do: 3/2026, quý I/2026, 2026."""
    last = span.until - timedelta(days=1)
    if by == "month":
        return f"{last.month}/{last.year}"
    if by == "quarter":
        return _("quý %(n)s/%(year)s") % {"n": (last.month + 2) // 3, "year": last.year}
    return str(last.year)


def in_words(forecast: Forecast | None, target: Target) -> dict[str, str] | None:
    """Say a forecast as one: the number, its range, the method; None where nothing can be said."""
    if forecast is None:
        return None
    value, low, high = (
        returns.shown(rounded(one), target.unit_of_count)
        for one in (forecast.value, forecast.low, forecast.high)
    )
    return {
        "value": value,
        "low": low,
        "high": high,
        "method": str(forecast.method.label),
        "points": numbers.write(forecast.points),
        "on": dates.write_date(target.period_end),
        "verdict": _verdict(forecast, target),
    }


def rounded(value: Decimal) -> Decimal:
    """Write no more of a share than one decimal."""
    return value.quantize(Decimal("0.1") if value % 1 else Decimal(1))


def _verdict(forecast: Forecast, target: Target) -> str:
    met = [target.is_met_by(one) for one in (forecast.low, forecast.high)]
    if all(met):
        return _("Nếu cứ như đến nay thì đạt chỉ tiêu.")
    if any(met):
        return _("Nếu cứ như đến nay thì có thể đạt, có thể không.")
    return _("Nếu cứ như đến nay thì không đạt chỉ tiêu.")
