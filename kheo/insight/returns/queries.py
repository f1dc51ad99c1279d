"""Reads of returned figures, and of where a number comes from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.urls import reverse

from kheo.foundation.figures import breakdowns
from kheo.foundation.figures.indicators import Scope
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import numbers
from kheo.insight.returns.models import Cell, Return
from kheo.know.news.models import NewsPage


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
    }
    return f"{reverse('returns:origin')}?{urlencode({k: v for k, v in query.items() if v})}"


def shown(value: Decimal, unit_of_count: str) -> str:
    """Write a value with what it counts: 1.191 hội nghị; 96,4%."""
    if unit_of_count == "%":
        return numbers.write_percent(value)
    return f"{numbers.write(value)} {unit_of_count}"
