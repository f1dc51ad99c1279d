"""The rule of `known` for tables: records where they are complete, else returns."""

from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.queries import Number, Span, Table
from kheo.foundation.units.models import Unit
from kheo.insight.returns import catalogue


def chosen(
    table: Table, address: Address, unit: Unit | None = None, span: Span | None = None
) -> Number | None:
    """Give the number that reports print: docs/adr/0032-records-else-returns.md."""
    counted = table.recorded(address, unit, span)
    since = (span or table.spans[0]).since
    if counted is not None and catalogue.complete().covers(address.indicator, since):
        return counted
    return table.stated(address, unit, span) or counted


def is_counted(address: Address, span: Span) -> bool:
    """Say whether records of a period are complete, so that none means zero."""
    return catalogue.complete().covers(address.indicator, span.since)
