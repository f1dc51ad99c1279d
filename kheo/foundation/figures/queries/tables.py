"""Many numbers at once: indicators, units below and pieces of time, in a few statements.

Records and statements stand beside each other; who asks chooses, or takes records where there are
any. In the units of the day a number stays with the unit it was counted in; asked `on` a day, what
has ended is carried to those that followed, and a number that was shared out is an estimate.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Q

from kheo.foundation.figures import breakdowns, indicators, mapping, spans
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.indicators import Gathering, Indicator, Parts, UnknownIndicator
from kheo.foundation.figures.mapping import Heir
from kheo.foundation.figures.queries import counted, stated, today
from kheo.foundation.figures.queries.counted import Numbers
from kheo.foundation.figures.queries.reading import ALL_LEVELS
from kheo.foundation.figures.queries.stated import Coverage, Said, Statements
from kheo.foundation.figures.spans import Span
from kheo.foundation.figures.tiling import Tile
from kheo.foundation.units.models import Unit

_STEP = Decimal("0.0001")
_HUNDREDS = {"%": Decimal(100), "‰": Decimal(1000)}


@dataclass(frozen=True)
class Number:
    """A figure; a stated one says of how many units, and its own tiles where it is not a sum."""

    value: Decimal
    is_recorded: bool
    is_estimate: bool = False
    coverage: Coverage | None = None
    tiles: tuple[Tile, ...] = ()

    @property
    def is_sum_of_units(self) -> bool:
        """Say whether it adds up what several units stated."""
        return not self.is_recorded and not self.tiles


@dataclass(frozen=True)
class Table:
    """The numbers of a unit and of the units below it, whole or cut by year, quarter or month.

    Without `unit` a number is that of the asked unit; without `span` that of the first.
    """

    unit: Unit
    units: tuple[Unit, ...]
    spans: tuple[Span, ...]
    on: date | None
    _by: str
    _indicators: Mapping[str, Indicator]
    _numbers: Numbers
    _statements: Statements
    _heirs: Mapping[int, list[Heir]]
    _asked: dict[tuple[str, int, Span], Parts] = field(default_factory=dict)

    def number(
        self, address: Address, unit: Unit | None = None, span: Span | None = None
    ) -> Number | None:
        """Give what records say, else what was stated; None where neither is known."""
        return self.recorded(address, unit, span) or self.stated(address, unit, span)

    def recorded(
        self, address: Address, unit: Unit | None = None, span: Span | None = None
    ) -> Number | None:
        """Count the records; None where there is none of the indicator at that level at all."""
        unit, span = unit or self.unit, span or self.spans[0]
        known = self._indicator(address.indicator)
        if known.gathers is Gathering.SHARE:
            top, bottom = (
                self.recorded(part, unit, span) if part else None
                for part in _shares(known, address)
            )
            return _divided(known, top, bottom)
        if known.counts_of_records:
            return self._counted_when_asked(known, address, unit, span)
        start = spans.start_of(span, self._by)
        if (replace(address, breakdown=""), self.unit.pk, start) not in self._numbers:
            return None
        found = self._numbers.get((address, unit.pk, start))
        return Number(found.value, True, found.is_estimate) if found else Number(Decimal(0), True)

    def stated(
        self, address: Address, unit: Unit | None = None, span: Span | None = None
    ) -> Number | None:
        """Give what the unit stated, else the sum of what those below it stated."""
        unit, span = unit or self.unit, span or self.spans[0]
        known = self._indicator(address.indicator)
        own = self._said(known, address, unit, span)
        if own is not None or known.gathers is not Gathering.SHARE:
            return own
        top, bottom = (
            self.stated(part, unit, span) if part else None for part in _shares(known, address)
        )
        return _divided(known, top, bottom)

    def below(
        self, address: Address, unit: Unit | None = None, span: Span | None = None
    ) -> dict[int, Number | None]:
        """Give what each unit directly below stated, of those whose number was due."""
        unit, span = unit or self.unit, span or self.spans[0]
        gathers = self._indicator(address.indicator).gathers
        return {
            one.pk: _number(self._statements.said(address, one.pk, span, gathers))
            for one in self._statements.below(address, unit.pk, span, gathers)
        }

    def shares(self, address: Address) -> list[Address]:
        """Name the numerator and the denominator of a share; nothing of other figures."""
        return [part for part in _shares(self._indicator(address.indicator), address) if part]

    def carried(self, unit: Unit) -> list[tuple[int, Heir]]:
        """List who became a unit, each with the part of it that came here."""
        return [
            (before, heir)
            for before, heirs in self._heirs.items()
            for heir in heirs
            if heir.unit == unit.pk
        ]

    def _indicator(self, code: str) -> Indicator:
        if code not in self._indicators:
            raise UnknownIndicator(code)
        return self._indicators[code]

    def _counted_when_asked(
        self, known: Indicator, address: Address, unit: Unit, span: Span
    ) -> Number | None:
        """Count records of a room: a statement for each indicator, unit and period."""
        every = self._room(known, self.unit, span)
        if not any(_at(address.level, level) for _written, level in every):
            return None
        asked = address.pairs.items()
        found = (
            value
            for (written, level), value in self._room(known, unit, span).items()
            if _at(address.level, level) and asked <= breakdowns.read(written).items()
        )
        return Number(sum(found, Decimal(0)), True)

    def _room(self, known: Indicator, unit: Unit, span: Span) -> Parts:
        key = (known.code, unit.pk, span)
        if key not in self._asked and known.counts_of_records:
            self._asked[key] = known.counts_of_records(unit, span.since, span.until)
        return self._asked[key]

    def _said(self, known: Indicator, address: Address, unit: Unit, span: Span) -> Number | None:
        said = self._statements.said(address, unit.pk, span, known.gathers)
        before = self._before.get(unit.pk)
        if not before or known.gathers is Gathering.SHARE:
            return _number(said)
        value, is_estimate, is_said = said.value if said else Decimal(0), False, said is not None
        is_whole = self._is_whole(said, known, address, unit.pk, span)
        for earlier, place in before:
            found = self._statements.said(address, earlier, span, known.gathers)
            is_whole = is_whole and self._is_whole(found, known, address, earlier, span)
            if found is None:
                continue
            heir, part = mapping.divide(found.value, self._heirs[earlier])[place]
            value, is_said = value + part, True
            is_estimate = is_estimate or heir.is_estimate
        if not is_said:
            return None
        tiles = said.tiles if said and value == said.value else ()
        return Number(value, False, is_estimate, Coverage(int(is_whole), 1), tiles)

    def _is_whole(
        self, said: Said | None, known: Indicator, address: Address, unit: int, span: Span
    ) -> bool:
        """Say whether nothing is missing: all was told, or nothing was due."""
        if said:
            return said.coverage.is_full
        return self._statements.due(address, unit, span, known.gathers) is None

    @cached_property
    def _before(self) -> dict[int, list[tuple[int, int]]]:
        """Of each unit those that became it, with the place of their part among the parts."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for earlier, heirs in self._heirs.items():
            for place, heir in enumerate(heirs):
                found[heir.unit].append((earlier, place))
        return found


def table(
    addresses: Iterable[Address],
    unit: Unit,
    since: date,
    until: date,
    by: str = "",
    below: str = "",
    on: date | None = None,
) -> Table:
    """Read many figures of a unit, and of those of a level below it, over [since, until).

    `by` cuts the period at the calendar's years, quarters or months. `below` is a level of units.
    With `on` everything is in the units of that day, else in the units of the time.
    Records are kept by month: a period counts every month it touches. Raises UnknownIndicator,
    UnknownBreakdown or UnknownCut.
    """
    asked = list(dict.fromkeys(addresses))
    known = _known(asked)
    every = _with_shares(asked, known)
    cut = spans.cut(since, until, by)
    units = _below(unit, below, since, until, on)
    edges = today.edges({unit.pk, *(one.pk for one in units)}, on, of_subtrees=True) if on else []
    heirs = mapping.heirs(edges)
    places = [unit.pk, *(one.pk for one in units if one != unit)]
    return Table(
        unit=unit,
        units=units,
        spans=cut,
        on=on,
        _by=by,
        _indicators=known,
        _numbers=counted.numbers(every, known, places, heirs, since, until, by),
        _statements=stated.statements(every, [unit.path], heirs, Span(since, until)),
        _heirs=heirs,
    )


def _known(asked: Iterable[Address]) -> dict[str, Indicator]:
    """Find the indicators, those that shares are divided of too, and check every breakdown."""
    known = indicators.several(one.indicator for one in asked)
    for one in asked:
        if one.indicator not in known:
            raise UnknownIndicator(one.indicator)
        known[one.indicator].check(one.pairs)
    parts = {part.indicator for one in asked for part in _shares(known[one.indicator], one) if part}
    return {**known, **indicators.several(parts - known.keys())}


def _with_shares(asked: Iterable[Address], known: Mapping[str, Indicator]) -> set[Address]:
    parts = {part for one in asked for part in _shares(known[one.indicator], one) if part}
    return {*asked, *parts}


def _shares(known: Indicator, address: Address) -> tuple[Address | None, Address | None]:
    """Name the two numbers of a share, with the breakdown and the level that were asked."""
    if not known.numerator:
        return None, None
    top, bottom = (_merged(part, address) for part in (known.numerator, known.denominator))
    return top, bottom


def _merged(part: str, address: Address) -> Address:
    named = Address.parse(f"{part}@{address.level}")
    pairs = breakdowns.write({**address.pairs, **named.pairs})
    return Address(named.indicator, pairs, address.level)


def _divided(known: Indicator, top: Number | None, bottom: Number | None) -> Number | None:
    if top is None or bottom is None or not bottom.value:
        return None
    times = _HUNDREDS.get(str(known.unit_of_count), Decimal(1))
    coverage = None
    if top.coverage and bottom.coverage:
        coverage = min(top.coverage, bottom.coverage, key=lambda one: one.covered)
    return Number(
        (top.value / bottom.value * times).quantize(_STEP),
        top.is_recorded,
        top.is_estimate or bottom.is_estimate,
        coverage,
    )


def _number(said: Said | None) -> Number | None:
    return Number(said.value, False, False, said.coverage, said.tiles) if said else None


def _at(asked: str, level: str) -> bool:
    return asked in (ALL_LEVELS, level)


def _below(unit: Unit, level: str, since: date, until: date, on: date | None) -> tuple[Unit, ...]:
    if not level:
        return (unit,)
    found = Unit.objects.within(unit).filter(level=level)
    if on:
        found = found.as_of(on)
    else:
        began = Q(valid_from__isnull=True) | Q(valid_from__lt=until)
        found = found.filter(began, Q(valid_to__isnull=True) | Q(valid_to__gte=since))
    return tuple(found.order_by("sort_key", "pk"))
