"""Reads of returned figures, and of where a number comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.urls import reverse

from kheo.foundation.figures import breakdowns, recorded
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.indicators import Scope
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import numbers
from kheo.insight.returns import catalogue
from kheo.insight.returns.models import Cell, Return
from kheo.know.news.models import NewsPage


@dataclass(frozen=True)
class Known:
    """A number and where it is from: counted from records, or a cell of a return.

    Where records were counted, the cell is what the unit returned for the same, if it did.
    """

    value: Decimal
    cell: Cell | None = None
    scope: Scope | None = None

    @property
    def is_recorded(self) -> bool:
        return self.scope is not None

    @property
    def url(self) -> str:
        """The page behind the number, which says which of the two it is."""
        if self.scope is not None:
            return origin_url(self.scope)
        return self.cell.get_absolute_url() if self.cell else ""


@dataclass(frozen=True)
class Piece:
    """A stretch of a quotation; marked where it prints the number."""

    text: str
    is_marked: bool = False


def cell(pk: int) -> Cell:
    """Find a cell with its return, unit and who entered it; raises Cell.DoesNotExist."""
    return Cell.objects.select_related("origin__unit", "origin__entered_by").get(pk=pk)


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
    addresses: Iterable[Address], *, unit: Unit, since: date, until: date
) -> dict[Address, Known]:
    """Say what is known of figures over [since, until]: by records, else by returns.

    The one place that chooses. An indicator is counted from its records at a level when there are
    any and they are complete from `since` on (law/local.yaml), or nobody returned the figure.
    A figure of which neither knows is left out. Also gives what was returned beside.
    """
    cells = {
        Address(cell.indicator, cell.breakdown, cell.level): cell
        for cell in submitted(unit=unit, since=since, until=until)
    }
    after = until + timedelta(days=1)
    asked = dict.fromkeys([*addresses, *cells])
    to_count = [one for one in asked if one not in cells or _is_complete(one, since)]
    codes = {one.indicator for one in to_count}
    records = recorded.records(codes, unit, since, after) if codes else None
    found = {address: Known(cell.value, cell) for address, cell in cells.items()}
    for one in to_count:
        if records and records.has(one.indicator, one.level):
            level = "" if one.level == recorded.ALL_LEVELS else one.level
            scope = Scope(one.indicator, unit, since, after, one.pairs, level)
            found[one] = Known(records.number(one), cells.get(one), scope)
    return found


def _is_complete(address: Address, since: date) -> bool:
    return catalogue.complete().covers(address.indicator, since)


def returned(scope: Scope) -> Cell | None:
    """Find what the unit returned for the number of a scope, if it did."""
    level = scope.level or recorded.ALL_LEVELS
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
    }
    return f"{reverse('returns:origin')}?{urlencode({k: v for k, v in query.items() if v})}"


def shown(value: Decimal, unit_of_count: str) -> str:
    """Write a value with what it counts: 1.191 hội nghị; 96,4%."""
    if unit_of_count == "%":
        return numbers.write_percent(value)
    return f"{numbers.write(value)} {unit_of_count}"
