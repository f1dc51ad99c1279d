"""How a number came to where it is, piece of time by piece, and where it goes from there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from kheo.foundation.figures import queries as figures
from kheo.foundation.figures import smallness
from kheo.foundation.figures.indicators import Gathering
from kheo.foundation.figures.queries import Span
from kheo.insight.returns import queries as returns
from kheo.insight.targets import catalogue, forecasts
from kheo.insight.targets.forecasts import Forecast
from kheo.insight.targets.models import Target

DAY = timedelta(days=1)
# A period of more months than this is shown by years.
MOST_MONTHS = 24
# So many years before a period help to see where a stock or a share is going.
YEARS_BEFORE = 3
_MOST = {"%": Decimal(100), "‰": Decimal(1000)}
Spans = tuple[Span, ...]
Values = tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Way:
    """How a number came to where it is: pieces of time with what was known at the end of each.

    Of a sum `values` add up from the beginning of the period.
    """

    spans: Spans
    values: Values
    forecast: Forecast | None
    by: str


def way(target: Target, *, today: date, tell_all: bool = False) -> Way:
    """Read what was reached piece by piece, and where it goes from there.

    Shares of few are left out unless all may be told.
    """
    gathers = target.counted.gathers
    if gathers is Gathering.SUM:
        return _way_of_a_sum(target, today)
    return _way_of_a_state(target, today, tell_all=tell_all)


def _way_of_a_sum(target: Target, today: date) -> Way:
    since, until = target.period_start, target.until
    spans: Spans = ()
    pieces: Values = ()
    by = ""
    for by in _cuts(target):
        spans, pieces = _pieces(target, since, until, today, by)
        if sum(piece is not None for piece in pieces) >= forecasts.LEAST:
            break
    over = [
        piece
        for span, piece in zip(spans, pieces, strict=True)
        if piece is not None and span.until <= today + DAY
    ]
    is_whole = len(over) == sum(span.until <= today + DAY for span in spans)
    left = Fraction(len(spans) - len(over))
    # With a hole in what is over nobody knows how much there is already.
    forecast = forecasts.by_pace(over, left) if is_whole and not target.is_over(today) else None
    return Way(spans, _added(pieces), forecast, by)


def _added(pieces: Iterable[Decimal | None]) -> Values:
    so_far, added = Decimal(0), list[Decimal | None]()
    for piece in pieces:
        so_far += piece or 0
        added.append(None if piece is None else so_far)
    return tuple(added)


def _way_of_a_state(target: Target, today: date, *, tell_all: bool) -> Way:
    start = target.period_start
    since = date(start.year - YEARS_BEFORE, 1, 1)
    spans: Spans = ()
    values: Values = ()
    by = ""
    for by in ("quarter", "year"):
        spans, values = _pieces(target, since, target.until, today, by)
        values = values if tell_all else _of_enough(target, spans, values, by)
        if sum(value is not None for value in values) >= forecasts.LEAST:
            break
    places = [
        (Fraction(span.until.toordinal()), value)
        for span, value in zip(spans, values, strict=True)
        if value is not None
    ]
    most = _MOST.get(str(target.counted.unit_of_count))
    forecast = (
        None
        if target.is_over(today)
        else forecasts.by_trend(
            places, Fraction(target.until.toordinal()), least=Decimal(0), most=most
        )
    )
    return Way(*_from_first(spans, values), forecast, by)


def _of_enough(target: Target, spans: Spans, values: Values, by: str) -> Values:
    """Leave out the shares that rest on too few to be told."""
    base = catalogue.base_of(target.address)
    if base is None or not spans:
        return values
    read = figures.table([base], target.unit, spans[0].since, spans[-1].until, by=by)
    bases = [returns.chosen(read, base, None, span) for span in read.spans]
    return tuple(
        value if number is not None and not smallness.is_small(number.value) else None
        for value, number in zip(values, bases, strict=True)
    )


def _from_first(spans: Spans, values: Values) -> tuple[Spans, Values]:
    """Leave out the time before anything was known."""
    first = next((at for at, value in enumerate(values) if value is not None), 0)
    return spans[first:], values[first:]


def _cuts(target: Target) -> tuple[str, ...]:
    months = (target.until.year - target.period_start.year) * 12
    months += target.until.month - target.period_start.month
    return ("month", "quarter") if months <= MOST_MONTHS else ("year",)


def _pieces(target: Target, since: date, until: date, today: date, by: str) -> tuple[Spans, Values]:
    """Read a number piece by piece; nothing is known of pieces that have not begun."""
    address = target.address
    read = figures.table([address], target.unit, since, until, by=by)
    numbers = [
        returns.chosen(read, address, None, span) if span.since <= today else None
        for span in read.spans
    ]
    is_recorded = any(number is not None and number.is_recorded for number in numbers)
    is_sum = target.counted.gathers is Gathering.SUM
    values = tuple(
        number.value
        if number is not None
        else Decimal(0)
        if is_recorded and is_sum and span.since <= today and returns.is_counted(address, span)
        else None
        for number, span in zip(numbers, read.spans, strict=True)
    )
    return read.spans, values
