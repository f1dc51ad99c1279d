"""What stands behind a number that was returned: cells, the units below, those that went before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from kheo.foundation.figures import breakdowns, indicators
from kheo.foundation.figures import queries as figures
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.indicators import Indicator, Scope
from kheo.foundation.figures.queries import ALL_LEVELS, Number, Table
from kheo.foundation.figures.smallness import is_small
from kheo.foundation.units.models import Unit
from kheo.insight.returns import periods
from kheo.insight.returns.models import Cell
from kheo.insight.returns.queries import choosing
from kheo.insight.returns.queries.known import SOURCE, address_of, origin_url, shown

SIZE = 25


@dataclass(frozen=True)
class Part:
    """A number that a number is made of, and the page behind it; `shown` is empty if missing."""

    label: str
    shown: str
    url: str = ""
    note: str = ""
    key: int = 0


@dataclass(frozen=True)
class Origin:
    """A number and all that it is made of, as far as the reader may know."""

    scope: Scope
    indicator: Indicator
    number: Number | None
    beside: Number | None
    is_hidden: bool
    tellings: list[Part]
    below: list[Part]
    next_below: str
    before: list[Part]
    divided: list[Part]

    @property
    def shown(self) -> str:
        return _shown(self.number, self.indicator)

    @property
    def beside_shown(self) -> str:
        return _shown(self.beside, self.indicator)


def address_meant(scope: Scope) -> Address:
    """Name the figure of a scope."""
    return Address(scope.indicator, breakdowns.write(scope.breakdown), scope.level or ALL_LEVELS)


def origin(scope: Scope, *, sees_small: bool, after: int = 0) -> Origin:
    """Find what a number is made of, the units below page by page after one of them.

    Of people, small numbers are told to nobody but those who read the reports of the unit.
    """
    address, indicator = address_meant(scope), indicators.get(scope.indicator)
    table = figures.table([address], scope.unit, scope.since, scope.until, on=scope.on)
    number = choosing.chosen(table, address)
    said = table.stated(address)
    hides = indicator.counts_people and not sees_small
    is_hidden = hides and number is not None and is_small(number.value)
    below: list[Part] = []
    next_below = ""
    # Of people, the units' numbers beside each other would give a small one away.
    if said and said.is_sum_of_units and not hides:
        below, next_below = _below(table, address, scope, after)
    return Origin(
        scope=scope,
        indicator=indicator,
        number=None if is_hidden else number,
        beside=said if number and number.is_recorded and not hides else None,
        is_hidden=is_hidden,
        tellings=_tellings(said, address) if said and not is_hidden else [],
        below=below,
        next_below=next_below,
        before=_before(table, scope),
        divided=_divided(indicator, address, scope, table) if not hides else [],
    )


def _shown(number: Number | None, indicator: Indicator) -> str:
    return shown(_plain(number.value), str(indicator.unit_of_count)) if number else ""


def _plain(value: Decimal) -> Decimal:
    return value.normalize()


def _tellings(said: Number, address: Address) -> list[Part]:
    """List the cells of the returns that a number adds up, the first period first."""
    returns = [one.source.removeprefix(SOURCE) for one in said.tiles]
    found = Cell.objects.filter(
        origin__in=[int(pk) for pk in returns if pk.isdecimal()],
        indicator=address.indicator,
        breakdown=address.breakdown,
        level=address.level,
    ).select_related("origin__form")
    unit_of_count = str(indicators.get(address.indicator).unit_of_count)
    cells = sorted(found, key=lambda cell: cell.origin.period_start)
    return [
        Part(
            label=_called(cell),
            shown=shown(cell.plain, unit_of_count),
            url=cell.get_absolute_url(),
            key=cell.pk,
        )
        for cell in cells
        if address_of(cell) == address
    ]


def _called(cell: Cell) -> str:
    origin = cell.origin
    if origin.form is None:
        return origin.source_title
    return f"{origin.form.title}, {periods.named(origin.period_kind, origin.period_end).label}"


def _below(table: Table, address: Address, scope: Scope, after: int) -> tuple[list[Part], str]:
    """List the units whose numbers are added, each with its own page, in alphabetical order."""
    told = table.below(address)
    order = list(
        Unit.objects.filter(pk__in=told).order_by("sort_key", "pk").values_list("pk", flat=True)
    )
    first = order.index(after) + 1 if after in told else 0
    page = order[first : first + SIZE]
    units = Unit.objects.in_bulk(page)
    parts = [_part(units[pk], told, scope) for pk in page]
    return parts, str(page[-1]) if first + SIZE < len(order) else ""


def _part(unit: Unit, told: Mapping[int, Number | None], scope: Scope) -> Part:
    number = told[unit.pk]
    indicator = indicators.get(scope.indicator)
    is_partial = number is not None and number.coverage is not None and not number.coverage.is_full
    return Part(
        label=unit.full_name,
        shown=_shown(number, indicator),
        url=origin_url(replace(scope, unit=unit, on=None)) if number else "",
        note=str(number.coverage) if number and number.coverage and is_partial else "",
        key=unit.pk,
    )


def _before(table: Table, scope: Scope) -> list[Part]:
    """List who became the unit, each with the part that came and the page of its own number."""
    carried = dict(table.carried(scope.unit)) if scope.on else {}
    units = Unit.objects.filter(pk__in=carried).order_by("sort_key", "pk")
    last = scope.until - timedelta(days=1)
    return [
        Part(
            label=unit.full_name,
            shown=shown((carried[unit.pk].share * 100).quantize(Decimal("0.1")).normalize(), "%"),
            url=origin_url(replace(scope, unit=unit, on=None)),
            note="estimate" if carried[unit.pk].is_estimate else "",
            key=unit.pk,
        )
        for unit in units
        if unit.valid_from is None or unit.valid_from <= last
    ]


def _divided(indicator: Indicator, address: Address, scope: Scope, table: Table) -> list[Part]:
    """Give the numerator and the denominator of a share."""
    parts = []
    for part in table.shares(address):
        known = indicators.get(part.indicator)
        own = Scope(
            part.indicator,
            scope.unit,
            scope.since,
            scope.until,
            part.pairs,
            scope.level,
            scope.on,
        )
        number = choosing.chosen(table, part)
        parts.append(Part(str(known.label), _shown(number, known), origin_url(own)))
    return parts
