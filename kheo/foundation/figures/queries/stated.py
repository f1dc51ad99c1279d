"""What units stated, added up the tree: an own statement first, else those of the units below.

Among overlapping periods those are taken that say most without saying anything twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from kheo.foundation.figures import tiling
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.indicators import Gathering
from kheo.foundation.figures.models import Statement
from kheo.foundation.figures.spans import Span
from kheo.foundation.figures.tiling import Tile
from kheo.foundation.units.models import Succession, Unit

_TOLD = ("source", "indicator", "unit_id", "breakdown", "level", "since", "until", "value")
_LOWEST = (Unit.Level.COMMUNE, Unit.Level.VILLAGE)


@dataclass(frozen=True)
class Coverage:
    """Of how many units, of those that were due, a number holds the whole period."""

    covered: int
    due: int

    @property
    def is_full(self) -> bool:
        return self.covered >= self.due

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(self.covered + other.covered, self.due + other.due)

    def __str__(self) -> str:
        return f"{self.covered}/{self.due}"


@dataclass(frozen=True)
class Said:
    """A stated number: the unit's own, or the sum of what those below it stated."""

    value: Decimal
    coverage: Coverage
    tiles: tuple[Tile, ...] = ()

    @property
    def is_own(self) -> bool:
        return bool(self.tiles)


@dataclass(frozen=True)
class Place:
    """A unit that may state: what of it the sums need."""

    pk: int
    parent: int | None
    level: str
    valid_from: date | None
    valid_to: date | None

    def life(self, span: Span) -> Span | None:
        """Return the part of a period in which the unit existed."""
        since = max(span.since, self.valid_from or span.since)
        until = min(span.until, self.valid_to + timedelta(days=1) if self.valid_to else span.until)
        return Span(since, until) if since < until else None


@dataclass(frozen=True)
class Statements:
    """What the units of some subtrees stated in a window."""

    tiles: Mapping[tuple[Address, int], list[Tile]]
    places: Mapping[int, Place]
    children: Mapping[int | None, list[Place]]
    # Units that stated something of a time before they began: who wholly became them.
    early: Mapping[int, set[int]]
    _spoken: dict[tuple[Address, Span], set[int]] = field(default_factory=dict)

    def said(self, address: Address, unit: int, span: Span, gathers: Gathering) -> Said | None:
        """Give what is stated of a unit over a period; None where nobody said anything."""
        life = self.due(address, unit, span, gathers)
        if life is None:
            return None
        if tiles := _chosen(self.tiles.get((address, unit), ()), span, gathers):
            communes = max(self._communes(address, unit, span, gathers), 1)
            is_whole = gathers is Gathering.LAST or tiling.covers(tiles, life.since, life.until)
            coverage = Coverage(communes if is_whole else 0, communes)
            return Said(sum((one.value for one in tiles), Decimal(0)), coverage, tiles)
        if gathers is Gathering.SHARE or self.places[unit].level in _LOWEST:
            return None
        return self._sum(address, unit, span, gathers)

    def due(self, address: Address, unit: int, span: Span, gathers: Gathering) -> Span | None:
        """Return the part of a period that a unit owed a number of, if it did.

        Of a stock only those do that exist on the last day; nobody of whom a successor has told.
        """
        place = self.places.get(unit)
        life = place.life(span) if place else None
        if life is None or (gathers is not Gathering.SUM and life.until < span.until):
            return None
        return None if self.early and unit in self.spoken_for(address, span) else life

    def below(self, address: Address, unit: int, span: Span, gathers: Gathering) -> list[Place]:
        """List the units directly below of which a number over a period was due."""
        children = self.children.get(unit, ())
        return [one for one in children if self.due(address, one.pk, span, gathers)]

    def spoken_for(self, address: Address, span: Span) -> set[int]:
        """Find the units that ended whose numbers stand in what their successor stated."""
        if (address, span) not in self._spoken:
            self._spoken[address, span] = {
                earlier
                for unit, before in self.early.items()
                for one in _chosen(self.tiles.get((address, unit), ()), span, Gathering.SUM)
                for earlier in before
                if self.places[earlier].life(Span(one.since, one.until))
            }
        return self._spoken[address, span]

    def _sum(self, address: Address, unit: int, span: Span, gathers: Gathering) -> Said | None:
        value, coverage, is_said = Decimal(0), Coverage(0, 0), False
        for child in self.below(address, unit, span, gathers):
            said = self.said(address, child.pk, span, gathers)
            if said:
                value, coverage, is_said = value + said.value, coverage + said.coverage, True
            else:
                coverage += Coverage(0, self._communes(address, child.pk, span, gathers))
        return Said(value, coverage) if is_said else None

    def _communes(self, address: Address, unit: int, span: Span, gathers: Gathering) -> int:
        if self.places[unit].level in _LOWEST:
            return 1
        below = self.below(address, unit, span, gathers)
        return sum(self._communes(address, child.pk, span, gathers) for child in below)


def _chosen(tiles: Iterable[Tile], span: Span, gathers: Gathering) -> tuple[Tile, ...]:
    inside = [one for one in tiles if span.since <= one.since and one.until <= span.until]
    if not inside or gathers is Gathering.SUM:
        return tiling.tile(inside)
    if gathers is Gathering.LAST:
        return (max(inside, key=lambda one: (one.until, one.since, one.key)),)
    whole = [one for one in inside if one.days == span.days]
    return (max(whole, key=lambda one: one.key),) if whole else ()


def statements(
    addresses: Iterable[Address], roots: Iterable[str], more: Iterable[int], span: Span
) -> Statements:
    """Read what units stated of some addresses within a window: those below paths, and some more.

    One query where nothing was stated, else two; one more where a unit told of what it followed.
    """
    wanted = set(addresses)
    inside = Q(unit_id__in=list(more))
    for path in roots:
        inside |= Q(unit__path__startswith=path)
    found = Statement.objects.filter(
        inside,
        indicator__in={one.indicator for one in wanted},
        since__gte=span.since,
        until__lte=span.until,
    )
    tiles: dict[tuple[Address, int], list[Tile]] = defaultdict(list)
    for row in found.only(*_TOLD).iterator(chunk_size=10_000):
        address = Address(row.indicator, row.breakdown, row.level)
        if address in wanted:
            tile = Tile(row.since, row.until, row.value, row.source, row.pk)
            tiles[address, row.unit_id].append(tile)
    if not tiles:
        return Statements({}, {}, {}, {})
    places = _places(roots, more)
    children: dict[int | None, list[Place]] = defaultdict(list)
    for place in places.values():
        children[place.parent].append(place)
    return Statements(tiles, places, children, _early(tiles, places))


def _early(
    tiles: Mapping[tuple[Address, int], list[Tile]], places: Mapping[int, Place]
) -> dict[int, set[int]]:
    """Find who told of a time before they began, and the units that they alone followed."""
    early = {
        unit
        for (_address, unit), told in tiles.items()
        if (first := places[unit].valid_from) and any(one.since < first for one in told)
    }
    if not early:
        return {}
    found: dict[int, set[int]] = {unit: set() for unit in early}
    rows = Succession.objects.filter(successor__in=early, predecessor__in=places, share=1)
    for earlier, unit in rows.values_list("predecessor", "successor"):
        found[unit].add(earlier)
    return found


def _places(roots: Iterable[str], more: Iterable[int]) -> dict[int, Place]:
    inside = Q(pk__in=list(more))
    for path in roots:
        inside |= Q(path__startswith=path) & ~Q(level=Unit.Level.VILLAGE)
    rows = Unit.objects.filter(inside).values_list(
        "pk", "parent_id", "level", "valid_from", "valid_to"
    )
    return {row[0]: Place(*row) for row in rows}
