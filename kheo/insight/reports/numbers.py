"""Reads every number that a template asks for, in a number of statements that its length is not.

The unit's own numbers come by the one rule that chooses between records and returns; those of its
communes and years from the facts, which hold both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from kheo.foundation.figures import queries as facts
from kheo.foundation.figures import smallness
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.indicators import Scope
from kheo.foundation.figures.queries import Number, Span
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import dates
from kheo.foundation.vietnamese.dates import Period, Precision
from kheo.insight.checks import queries as checks
from kheo.insight.checks.queries import Finding, Verdict
from kheo.insight.reports import naming, said
from kheo.insight.reports.filled import Check, Figure
from kheo.insight.reports.language import Asked
from kheo.insight.reports.periods import Window
from kheo.insight.returns import queries as returns
from kheo.insight.returns.queries import Known
from kheo.insight.targets import queries as targets

COMMUNE = "commune"
Key = TypeVar("Key")


@dataclass
class Numbers:
    """What is known for one report: of the unit, of its communes, of its years."""

    unit: Unit
    window: Window
    own: dict[str, dict[Address, Figure]]
    places: dict[str, dict[tuple[int, Address], Figure]] = field(default_factory=dict)
    by_year: dict[tuple[int, Address], Figure] = field(default_factory=dict)
    communes: list[Unit] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    targets: Mapping[Address, Decimal] = field(default_factory=dict)

    def figure(self, address: Address, time: str = "now", place: int | None = None) -> Figure:
        """Give a figure, of the unit or of one of its communes; a missing one says so."""
        if place is not None:
            return self.places[time][place, address]
        return self.own[time][address]


def read(
    asked: Asked,
    unit: Unit,
    window: Window,
    *,
    extra: Iterable[Address] = (),
    tells_small: bool = True,
) -> Numbers:
    """Read all that a template asks for; what everybody reads tells of no small group of people."""
    told = dict if tells_small else _without_small
    windows = {"now": window, "before": window.before, "year_before": window.year_before}
    own, known_now = {}, dict[Address, Known]()
    for time, addresses in {"now": [], **asked.figures}.items():
        found, known = _own([*addresses, *extra], unit, windows[time])
        own[time] = told(found)
        if time == "now":
            known_now = {one: known[one] for one, figure in own[time].items() if figure.known}
    numbers = Numbers(unit, window, own)
    _judge(numbers, known_now)
    if asked.has_places:
        numbers.communes = list(units.communes(unit, on=window.until)) or [unit]
    for time, addresses in asked.places.items():
        found_there = _places(addresses, unit, windows[time], numbers.communes, window)
        numbers.places[time] = told(found_there)
    if asked.targets:
        planned = targets.of_several(asked.targets, unit, window.since, window.until)
        numbers.targets = {one: found.planned for one, found in planned.items()}
    if asked.years:
        numbers.by_year = told(_years(asked.years, unit, window))
    return numbers


def _without_small(figures: Mapping[Key, Figure]) -> dict[Key, Figure]:
    return {
        key: figure.withheld()
        if figure.known and not smallness.is_told(figure.address.indicator, figure.known.value)
        else figure
        for key, figure in figures.items()
    }


def _own(
    addresses: Iterable[Address], unit: Unit, window: Window
) -> tuple[dict[Address, Figure], dict[Address, Known]]:
    wanted = list(dict.fromkeys(addresses))
    known = returns.known(wanted, unit=unit, since=window.since, until=window.until)
    figures = {
        one: figure_of(one, known.get(one), unit) for one in dict.fromkeys([*wanted, *known])
    }
    return figures, dict(known)


def figure_of(address: Address, known: Known | None, unit: Unit) -> Figure:
    """Say one known number, or that it is missing."""
    named = naming.name(address)
    if known is None:
        return Figure(
            address, said.MISSING, named.words, None, unit=unit, unit_of_count=named.unit_of_count
        )
    text = said.official(known.value, is_percent=named.is_percent)
    return Figure(
        address,
        text,
        named.words,
        known,
        _period(known),
        unit=unit,
        unit_of_count=named.unit_of_count,
    )


def _period(known: Known) -> str:
    if known.scope is not None:
        start, end = known.scope.since, known.scope.until - timedelta(days=1)
    elif known.cell is not None:
        start, end = known.cell.origin.period_start, known.cell.origin.period_end
    else:
        return ""
    return told(start, end)


def told(start: date, end: date) -> str:
    """Say from when to when, as short as it is exact."""
    if start == end:
        return dates.write_date(end)
    after = end + timedelta(days=1)
    if (start.month, start.day, after.month, after.day) == (1, 1, 1, 1):
        return dates.write_period(Period(start, after, Precision.YEAR))
    if start.day == after.day == 1:
        return f"{start.month}/{start.year}–{end.month}/{end.year}"
    return dates.write_period(Period(start, after))


# --- Communes and years -----------------------------------------------------------------------


def _places(
    addresses: list[Address], unit: Unit, window: Window, communes: list[Unit], asked: Window
) -> dict[tuple[int, Address], Figure]:
    """Read many figures of all communes at once, in the units of the period's last day."""
    table = facts.table(addresses, unit, window.since, window.after, below=COMMUNE, on=asked.until)
    return {
        (place.pk, address): _counted(address, place, table.number(address, place), window)
        for place in communes
        for address in addresses
    }


def _years(
    addresses: list[Address], unit: Unit, window: Window
) -> dict[tuple[int, Address], Figure]:
    table = facts.table(addresses, unit, window.since, window.after, by="year")
    return {
        (span.since.year, address): replace(
            _counted(address, unit, table.number(address, span=span), _within(span, window)),
            year=str(span.since.year),
        )
        for span in table.spans
        for address in addresses
    }


def _within(span: Span, window: Window) -> Window:
    return Window(max(span.since, window.since), min(span.until - timedelta(days=1), window.until))


def _counted(address: Address, unit: Unit, number: Number | None, window: Window) -> Figure:
    named = naming.name(address)
    if number is None:
        return Figure(
            address, said.MISSING, named.words, None, unit=unit, unit_of_count=named.unit_of_count
        )
    text = said.official(number.value, is_percent=named.is_percent)
    level = "" if address.level == facts.ALL_LEVELS else address.level
    scope = Scope(address.indicator, unit, window.since, window.after, address.pairs, level)
    known = Known(number.value, None, scope)
    return Figure(
        address, text, named.words, known, told(window.since, window.until),
        is_estimate=number.is_estimate, unit=unit,
        unit_of_count=named.unit_of_count, is_stated=not number.is_recorded,
    )  # fmt: skip


def all_of(numbers: Numbers) -> list[Figure]:
    """Return every figure of the period: of the unit, its communes, its years."""
    return [
        *numbers.own["now"].values(),
        *numbers.places.get("now", {}).values(),
        *numbers.by_year.values(),
    ]


def value(figure: Figure) -> Decimal | None:
    """Return the number behind a figure."""
    return None if figure.known is None else figure.known.value


# --- Checks -----------------------------------------------------------------------------------


def _judge(numbers: Numbers, known: Mapping[Address, Known]) -> None:
    """Judge what units returned; what was counted from records alone adds up by itself."""
    found = checks.findings({str(address): one.value for address, one in known.items()})
    counted = {str(address) for address, one in known.items() if one.is_recorded}
    findings = [finding for finding in found if not counted.issuperset(finding.keys)]
    wrong = {key for one in findings if one.verdict is Verdict.INCONSISTENT for key in one.keys}
    own = numbers.own["now"]
    for address, figure in own.items():
        if str(address) in wrong:
            own[address] = figure.doubted()
    by_key = {str(address): figure for address, figure in own.items()}
    numbers.checks = [_check(finding, by_key) for finding in findings]


def _check(finding: Finding, by_key: Mapping[str, Figure]) -> Check:
    return Check(finding, [by_key[key] for key in finding.keys if key in by_key])
