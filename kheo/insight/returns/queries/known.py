"""Reads of returned figures, and of where a number comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.urls import reverse

from kheo.foundation.figures import breakdowns, indicators
from kheo.foundation.figures import queries as figures
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.indicators import Scope
from kheo.foundation.figures.queries import ALL_LEVELS, Coverage, Number
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import numbers
from kheo.insight.returns import catalogue
from kheo.insight.returns.models import Cell, CellChange, Return
from kheo.know.news.models import NewsPage

# How a return is called as the source of what it states.
SOURCE = "return:"


@dataclass(frozen=True)
class Known:
    """A number and where it is from: counted from records, a cell of a return, or a sum of returns.

    Where records were counted, the cell is what the unit returned for the same, if it did. A sum
    of returns says of how many units; a number that was shared out among heirs is an estimate.
    """

    value: Decimal
    cell: Cell | None = None
    scope: Scope | None = None
    stated: Scope | None = None
    coverage: Coverage | None = None
    is_estimate: bool = False

    @property
    def is_recorded(self) -> bool:
        return self.scope is not None

    @property
    def is_partial(self) -> bool:
        """Say whether some unit that owed its part has not told it."""
        return self.coverage is not None and not self.coverage.is_full

    @property
    def url(self) -> str:
        """The page behind the number, which says which of them it is."""
        if self.scope is not None:
            return origin_url(self.scope)
        if self.cell is not None:
            return self.cell.get_absolute_url()
        return origin_url(self.stated) if self.stated else ""


@dataclass(frozen=True)
class Piece:
    """A stretch of a quotation; marked where it prints the number."""

    text: str
    is_marked: bool = False


def cell(pk: int) -> Cell:
    """Find a cell with its return, unit and people; raises Cell.DoesNotExist."""
    origin = ("unit", "entered_by", "form", "sent_by", "approved_by")
    return Cell.objects.select_related(*(f"origin__{name}" for name in origin)).get(pk=pk)


def history(cell: Cell) -> list[CellChange]:
    """List every change of a cell of a form, the first one first; of a text there are none."""
    if not cell.row:
        return []
    found = CellChange.objects.filter(origin=cell.origin_id, row=cell.row, column=cell.column)
    changes = list(found.select_related("by").order_by("at", "pk"))
    for change in changes:
        # Without the zeros that the column adds.
        change.old = None if change.old is None else change.old.normalize()
        change.new = None if change.new is None else change.new.normalize()
    return changes


def article(origin: Return) -> NewsPage | None:
    """Find the published article that a return was taken from."""
    if not origin.source_key:
        return None
    found: NewsPage | None = (
        NewsPage.objects.published().filter(source_key=origin.source_key).first()
    )
    return found


def submitted(*, unit: Unit, since: date, until: date) -> QuerySet[Cell]:
    """List the figures that a unit sent for periods within [since, until], the latest last."""
    return (
        Cell.objects.filter(
            origin__unit=unit,
            origin__state=Return.State.SUBMITTED,
            origin__period_start__gte=since,
            origin__period_end__lte=until,
        )
        .select_related("origin")
        .order_by(
            F("origin__period_end").asc(), F("origin__period_start").desc(), "origin_id", "pk"
        )
    )


def known(
    addresses: Iterable[Address], *, unit: Unit, since: date, until: date, on: date | None = None
) -> dict[Address, Known]:
    """Say what is known of figures over [since, until]: by records, else by returns.

    The one place that chooses. An indicator is counted from its records at a level when there are
    any and they are complete from `since` on (law/local.yaml), or nobody returned the figure.
    A unit without a return of its own is the sum of the returns below it. `on` a day, what has
    ended counts with those that followed. A figure of which neither knows is left out, and so is
    one that nobody registered. Also gives what was returned beside.
    """
    cells = {
        Address(cell.indicator, cell.breakdown, cell.level): cell
        for cell in submitted(unit=unit, since=since, until=until)
    }
    after = until + timedelta(days=1)
    asked = dict.fromkeys([*addresses, *cells])
    open_ = _that_exist(one for one in asked if one not in cells or _is_complete(one, since))
    found = {address: Known(cell.value, cell) for address, cell in cells.items()}
    if not open_:
        return found
    table = figures.table(open_, unit, since, after, on=on)
    stated = {one: table.stated(one) for one in open_}
    own = _cells_of(stated)
    for one in open_:
        level = "" if one.level == ALL_LEVELS else one.level
        scope = Scope(one.indicator, unit, since, after, one.pairs, level, on)
        said, counted = stated[one], table.recorded(one)
        cell = own.get(one) or cells.get(one)
        if counted and (_is_complete(one, since) or not (said or cell)):
            found[one] = Known(counted.value, cell, scope, is_estimate=counted.is_estimate)
        elif said:
            found[one] = Known(
                said.value, own.get(one), None, scope, said.coverage, said.is_estimate
            )
    return found


def _that_exist(addresses: Iterable[Address]) -> list[Address]:
    """Leave out what nobody registered, or not with this breakdown."""
    asked = list(addresses)
    registered = indicators.several(one.indicator for one in asked)
    return [
        one
        for one in asked
        if one.indicator in registered and registered[one.indicator].has(one.pairs)
    ]


def _cells_of(stated: Mapping[Address, Number | None]) -> dict[Address, Cell]:
    """Find the cells of the numbers that stand in one return alone."""
    alone = {
        (one.tiles[0].source, address): address
        for address, one in stated.items()
        if one and len(one.tiles) == 1
    }
    if not alone:
        return {}
    found = Cell.objects.filter(origin__in=_returns_in(source for source, _address in alone))
    return {
        alone[key]: cell
        for cell in found.select_related("origin")
        if (key := (f"{SOURCE}{cell.origin_id}", address_of(cell))) in alone
    }


def address_of(cell: Cell) -> Address:
    """Name the figure that a cell gives."""
    return Address(cell.indicator, cell.breakdown, cell.level)


def _returns_in(sources: Iterable[str]) -> set[int]:
    return {int(one.removeprefix(SOURCE)) for one in sources if one.startswith(SOURCE)}


def _is_complete(address: Address, since: date) -> bool:
    return catalogue.complete().covers(address.indicator, since)


def returned(scope: Scope) -> Cell | None:
    """Find what the unit returned for the number of a scope, if it did."""
    level = scope.level or ALL_LEVELS
    until = scope.until - timedelta(days=1)
    found = submitted(unit=scope.unit, since=scope.since, until=until).filter(
        indicator=scope.indicator, breakdown=breakdowns.write(scope.breakdown), level=level
    )
    return found.last()


def quotation(cell: Cell) -> list[Piece]:
    """Cut a cell's quotation where it prints the cell's number."""
    text, pieces, place = cell.quote, list[Piece](), 0
    for found in numbers.find(text):
        if found.number and found.number.value == cell.value:
            pieces += [Piece(text[place : found.start]), Piece(found.text, is_marked=True)]
            place = found.end
    return [piece for piece in [*pieces, Piece(text[place:])] if piece.text]


def origin_url(scope: Scope) -> str:
    """Give the address of the page with the records behind a number."""
    query = {
        "chi-so": scope.indicator,
        "don-vi": scope.unit.pk,
        "tu": scope.since.isoformat(),
        "den": scope.until.isoformat(),
        "phan-to": breakdowns.write(scope.breakdown),
        "cap": scope.level,
        "ngay": scope.on.isoformat() if scope.on else "",
    }
    return f"{reverse('returns:origin')}?{urlencode({k: v for k, v in query.items() if v})}"


def shown(value: Decimal, unit_of_count: str) -> str:
    """Write a value with what it counts: 1.191 hội nghị; 96,4%."""
    if unit_of_count == "%":
        return numbers.write_percent(value)
    return f"{numbers.write(value)} {unit_of_count}"
