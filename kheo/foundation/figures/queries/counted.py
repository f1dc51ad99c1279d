"""What was counted under many addresses, in the units of the time or of a day."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kheo.foundation.figures import mapping, spans
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.indicators import Gathering, Indicator
from kheo.foundation.figures.mapping import Heir
from kheo.foundation.figures.queries import reading

# Facts of a stock are counted from here on.
_BEGINNING = date(1900, 1, 1)


class Counted(NamedTuple):
    value: Decimal
    is_estimate: bool


_NOTHING = Counted(Decimal(0), False)
# (address, unit, piece of time) -> what was counted there; nothing where there are no records.
Numbers = dict[tuple[Address, int, date | None], Counted]


def numbers(
    asked: Iterable[Address],
    known: Mapping[str, Indicator],
    places: list[int],
    heirs: Mapping[int, list[Heir]],
    since: date,
    until: date,
    by: str,
) -> Numbers:
    """Read flows over the period, and stocks from the beginning on."""
    # Without its breakdown an address tells whether there are records at all.
    every = dict.fromkeys(one for pair in asked for one in (pair, replace(pair, breakdown="")))
    counted = [one for one in every if not known[one.indicator].counts]
    stocks = [one for one in counted if known[one.indicator].gathers is Gathering.LAST]
    flows = [one for one in counted if known[one.indicator].gathers is Gathering.SUM]
    units = [*places, *heirs]
    found = _carried(reading.numbers(flows, units, since, until, by=by), heirs)
    if stocks:
        changes = _carried(reading.numbers(stocks, units, _BEGINNING, until, by=by), heirs)
        starts = [spans.start_of(span, by) for span in spans.cut(since, until, by)]
        found |= _running(changes, starts)
    return found


def _carried(rows: Iterable[reading.Counted], heirs: Mapping[int, list[Heir]]) -> Numbers:
    """Put each number where it belongs: with its unit, or with those that followed it."""
    if not heirs:
        return {(row.address, row.unit, row.start): Counted(row.value, False) for row in rows}
    found: Numbers = {}
    for row in rows:
        for unit, value, is_estimate in _places(row, heirs):
            key = (row.address, unit, row.start)
            before = found.get(key, _NOTHING)
            found[key] = Counted(before.value + value, before.is_estimate or is_estimate)
    return found


def _places(
    row: reading.Counted, heirs: Mapping[int, list[Heir]]
) -> list[tuple[int, Decimal, bool]]:
    if row.unit not in heirs:
        return [(row.unit, row.value, False)]
    shared = mapping.divide(row.value, heirs[row.unit])
    return [(heir.unit, value, heir.is_estimate) for heir, value in shared]


def _running(changes: Numbers, starts: list[date | None]) -> Numbers:
    """Turn changes of a stock into what it stood at, at the end of each piece of time."""
    standing: Numbers = {}
    for (address, unit, at), change in changes.items():
        for start in starts:
            if start is None or at is None or at <= start:
                before = standing.get((address, unit, start), _NOTHING)
                standing[address, unit, start] = Counted(
                    before.value + change.value, before.is_estimate or change.is_estimate
                )
    return standing
