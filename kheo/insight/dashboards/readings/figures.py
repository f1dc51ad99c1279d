"""Panels of figures: by month and by commune, shares and means with what they rest on.

On the board of everybody a number of people, or a share or mean of few, is hidden, and so many
others that nothing gives it back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.figures import breakdowns, indicators, smallness
from kheo.foundation.figures import queries as figures
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.indicators import Gathering, Indicator, Scope
from kheo.foundation.figures.queries import Span, Table
from kheo.foundation.moments import in_another_year
from kheo.foundation.units.models import Unit
from kheo.insight.dashboards.definitions import Panel
from kheo.insight.dashboards.readings.reading import Asked, Mark, Reading, Value
from kheo.insight.returns import queries as returns

HUNDRED = Decimal(100)
_HUNDREDS = {"%": HUNDRED, "‰": Decimal(1000)}
_WHOLE = "whole"
_UNKNOWN = gettext_lazy("Biểu đồ này hỏi một số liệu không có trong hệ thống: %(number)s.")


@dataclass(frozen=True)
class Cell:
    """A number and how many records or people it rests on; for a plain number they are the same."""

    amount: Decimal | None
    base: Decimal | None


@dataclass(frozen=True)
class Measure:
    """How one number of a panel is put together from addresses of figures."""

    address: Address
    known: Indicator
    mean: str

    @property
    def parts(self) -> tuple[Address, ...]:
        """List what has to be read."""
        if self.mean:
            return tuple(self._starred(value) for value in self.stars)
        return (self.address, self.base_address) if self.is_share else (self.address,)

    @property
    def is_share(self) -> bool:
        return self.known.gathers is Gathering.SHARE and bool(self.known.denominator)

    @property
    def is_rate(self) -> bool:
        return bool(self.mean) or self.known.gathers is Gathering.SHARE

    @property
    def base_address(self) -> Address:
        """What the number rests on, and whose records open behind it."""
        if not self.is_share:
            return self.address
        named = Address.parse(f"{self.known.denominator}@{self.address.level}")
        pairs = breakdowns.write({**self.address.pairs, **named.pairs})
        return Address(named.indicator, pairs, named.level)

    @property
    def limit(self) -> Decimal | None:
        if self.mean:
            return Decimal(max(self.stars, key=int))
        return _HUNDREDS.get(str(self.known.unit_of_count))

    @property
    def unit_of_count(self) -> str:
        return _("điểm") if self.mean else str(self.known.unit_of_count)

    @property
    def stars(self) -> tuple[str, ...]:
        """The values of which the mean is taken."""
        return tuple(self.known.breakdowns.get(self.mean, {})) or ("",)

    def _starred(self, value: str) -> Address:
        pairs = breakdowns.write({**self.address.pairs, self.mean: value})
        return replace(self.address, breakdown=pairs)

    def cell(self, table: Table, unit: Unit | None, span: Span | None) -> Cell:
        """Put the number together."""
        if self.mean:
            counted: dict[str, Decimal] = {
                value: _number(table, self._starred(value), unit, span) or Decimal(0)
                for value in self.stars
            }
            base = sum(counted.values(), Decimal(0))
            total = sum((Decimal(value) * n for value, n in counted.items()), Decimal(0))
            return Cell((total / base).quantize(Decimal("0.01")) if base else None, base)
        amount = _number(table, self.address, unit, span)
        if not self.is_share:
            return Cell(amount, amount)
        return Cell(amount, _number(table, self.base_address, unit, span))


def _number(table: Table, address: Address, unit: Unit | None, span: Span | None) -> Decimal | None:
    found = returns.chosen(table, address, unit, span)
    return found.value if found else None


def measures(panel: Panel) -> tuple[Measure, ...]:
    """Say how the numbers of a panel are made; raises UnknownIndicator or UnknownBreakdown."""
    found = tuple(
        Measure(one.address, indicators.get(one.address.indicator), panel.mean)
        for one in panel.numbers
    )
    for one in found:
        one.known.check(one.address.pairs)
        if panel.mean and not all(value.isdecimal() for value in one.stars):
            raise indicators.UnknownBreakdown(f"{one.known.code}: {panel.mean}")
    return found


def read(panels: Iterable[Panel], asked: Asked) -> dict[str, Reading]:
    """Read all panels of figures with one table by month and one by commune."""
    readings: dict[str, Reading] = {}
    found: dict[Panel, tuple[Measure, ...]] = {}
    for panel in panels:
        try:
            found[panel] = measures(panel)
        except (indicators.UnknownIndicator, indicators.UnknownBreakdown) as unknown:
            readings[panel.key] = Reading((), (), "", note=str(_UNKNOWN) % {"number": unknown})
    cuts = {by: [one for one in found if one.by == by] for by in ("month", "commune")}
    if cuts["month"]:
        table = _by_month(found, cuts["month"], asked)
        whole = _by_commune(found, cuts["month"], asked, has_communes=False)
        for panel in cuts["month"]:
            readings[panel.key] = _months(panel, found[panel], table, whole, asked)
    if cuts["commune"]:
        table = _by_commune(found, cuts["commune"], asked)
        for panel in cuts["commune"]:
            readings[panel.key] = _communes(panel, found[panel], table, asked)
    return readings


def _addresses(
    found: Mapping[Panel, tuple[Measure, ...]], panels: Sequence[Panel]
) -> list[Address]:
    return [part for panel in panels for one in found[panel] for part in one.parts]


def _by_month(
    found: Mapping[Panel, tuple[Measure, ...]], panels: Sequence[Panel], asked: Asked
) -> Table:
    is_compared = any(panel.is_compared for panel in panels)
    since = in_another_year(asked.since, -1) if is_compared else asked.since
    return figures.table(_addresses(found, panels), asked.unit, since, asked.until, by="month")


def _by_commune(
    found: Mapping[Panel, tuple[Measure, ...]],
    panels: Sequence[Panel],
    asked: Asked,
    *,
    has_communes: bool = True,
) -> Table:
    return figures.table(
        _addresses(found, panels),
        asked.unit,
        asked.since,
        asked.until,
        below=Unit.Level.COMMUNE if has_communes else "",
        on=asked.today if has_communes else None,
    )


# --- By month ---------------------------------------------------------------------------------


def _months(
    panel: Panel, parts: tuple[Measure, ...], table: Table, all_months: Table, asked: Asked
) -> Reading:
    now = [span for span in table.spans if span.since >= asked.since]
    columns = [_column(one, table, now, asked, all_months) for one in parts]
    series = [str(number.label) for number in panel.numbers]
    tones = [number.tone or panel.tone for number in panel.numbers]
    if panel.is_compared:
        before = [span for span in table.spans if span.since < asked.since][-len(now) :]
        earlier = _column(parts[0], table, before, asked, None)
        if any(value.amount is not None for value in earlier):
            columns.append(earlier)
            series.append(_("Cùng tháng năm trước"))
            tones.append("quiet")
    marks = tuple(
        Mark(_month(span), tuple(column[at] for column in columns)) for at, span in enumerate(now)
    )
    return Reading(
        series=tuple(series),
        marks=marks,
        unit_of_count=parts[0].unit_of_count,
        whole=_whole(parts[0], all_months, asked),
        tones=tuple(tones),
        limit=parts[0].limit if parts[0].is_rate else None,
        dashed=(1,) if len(series) > len(panel.numbers) else (),
    )


def _month(span: Span) -> str:
    return f"{span.since.month}/{span.since.year}"


def _column(
    measure: Measure, table: Table, spans: Sequence[Span], asked: Asked, all_months: Table | None
) -> list[Value]:
    cells = {span.since.isoformat(): measure.cell(table, None, span) for span in spans}
    whole = measure.cell(all_months, None, None) if all_months else Cell(None, None)
    told = _told(measure, cells, whole, asked)
    return [
        _value(measure, cells[key], key in told, asked, asked.unit, span)
        for key, span in zip(cells, spans, strict=True)
    ]


# --- By commune -------------------------------------------------------------------------------


def _communes(panel: Panel, parts: tuple[Measure, ...], table: Table, asked: Asked) -> Reading:
    span = table.spans[0]
    columns = []
    for measure in parts:
        cells = {str(unit.pk): measure.cell(table, unit, None) for unit in table.units}
        told = _told(measure, cells, measure.cell(table, None, None), asked)
        columns.append(
            [
                _value(measure, cells[str(unit.pk)], str(unit.pk) in told, asked, unit, span)
                for unit in table.units
            ]
        )
    marks = tuple(
        Mark(unit.full_name, tuple(column[at] for column in columns), unit)
        for at, unit in enumerate(table.units)
    )
    return Reading(
        series=tuple(str(number.label) for number in panel.numbers),
        marks=marks,
        unit_of_count=parts[0].unit_of_count,
        whole=_whole(parts[0], table, asked),
        tones=tuple(number.tone or panel.tone for number in panel.numbers),
        limit=parts[0].limit if parts[0].is_rate else None,
    )


# --- What may be told -------------------------------------------------------------------------


def _told(measure: Measure, cells: Mapping[str, Cell], whole: Cell, asked: Asked) -> frozenset[str]:
    """Name the cells that this reader may see."""
    if not asked.is_public or not (measure.is_rate or measure.known.counts_people):
        return frozenset(cells)
    bases = {key: cell.base for key, cell in cells.items() if cell.base is not None}
    table = {**bases, _WHOLE: whole.base or Decimal(0)}
    published = smallness.publish(table, [smallness.Sum(_WHOLE, tuple(bases))])
    return frozenset(key for key in bases if published[key] is not None)


def _whole(measure: Measure, table: Table, asked: Asked) -> Value:
    cell = measure.cell(table, None, None)
    is_told = not asked.is_public or not (
        (measure.is_rate or measure.known.counts_people)
        and cell.base is not None
        and smallness.is_small(cell.base)
    )
    return _value(measure, cell, is_told, asked, asked.unit, Span(asked.since, asked.until))


def _value(
    measure: Measure, cell: Cell, is_told: bool, asked: Asked, unit: Unit, span: Span
) -> Value:
    if cell.amount is None:
        return Value()
    if not is_told:
        return Value(is_hidden=True)
    step = Decimal("0.01") if measure.mean else Decimal("0.1")
    amount = cell.amount.quantize(step) if measure.is_rate else cell.amount
    return Value(amount.normalize(), _origin(measure, unit, span, asked))


def _origin(measure: Measure, unit: Unit, span: Span, asked: Asked) -> str:
    """Give the page with the records behind; where nobody counted records there is none."""
    base = measure.base_address
    if not indicators.get(base.indicator).rows:
        return ""
    level = "" if base.level == figures.ALL_LEVELS else base.level
    until = min(span.until, asked.today + timedelta(days=1))
    return returns.origin_url(Scope(base.indicator, unit, span.since, until, base.pairs, level))
