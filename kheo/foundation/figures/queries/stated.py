"""What units stated, added up the tree: an own statement first, else those of the units below.

Among overlapping periods those are taken that say most without saying anything twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from kheo.foundation.figures import tiling
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.indicators import Gathering
from kheo.foundation.figures.models import Statement
from kheo.foundation.figures.spans import Span
from kheo.foundation.figures.tiling import Tile
from kheo.foundation.units.models import Unit

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

    def said(self, address: Address, unit: int, span: Span, gathers: Gathering) -> Said | None:
        """Give what is stated of a unit over a period; None where nobody said anything."""
        place = self.places.get(unit)
        life = _due(place, span, gathers) if place else None
        if place is None or life is None:
            return None
        if tiles := _chosen(self.tiles.get((address, unit), ()), span, gathers):
            communes = max(self._communes(unit, span, gathers), 1)
            is_whole = gathers is Gathering.LAST or tiling.covers(tiles, life.since, life.until)
            coverage = Coverage(communes if is_whole else 0, communes)
            return Said(sum((one.value for one in tiles), Decimal(0)), coverage, tiles)
        if gathers is Gathering.SHARE or place.level in _LOWEST:
            return None
        return self._sum(address, unit, span, gathers)

    def is_due(self, unit: int, span: Span, gathers: Gathering) -> bool:
        """Say whether a unit owed a number over a period."""
        place = self.places.get(unit)
        return place is not None and _due(place, span, gathers) is not None

    def below(self, unit: int, span: Span, gathers: Gathering) -> list[Place]:
        """List the units directly below of which a number over a period is due."""
        return [one for one in self.children.get(unit, ()) if _due(one, span, gathers)]

    def _sum(self, address: Address, unit: int, span: Span, gathers: Gathering) -> Said | None:
        value, coverage, is_said = Decimal(0), Coverage(0, 0), False
        for child in self.below(unit, span, gathers):
            said = self.said(address, child.pk, span, gathers)
            is_said = is_said or said is not None
            value += said.value if said else 0
            coverage += (
                said.coverage if said else Coverage(0, self._communes(child.pk, span, gathers))
            )
        return Said(value, coverage) if is_said else None

    def _communes(self, unit: int, span: Span, gathers: Gathering) -> int:
        if self.places[unit].level in _LOWEST:
            return 1
        below = self.below(unit, span, gathers)
        return sum(self._communes(child.pk, span, gathers) for child in below)


def _due(place: Place, span: Span, gathers: Gathering) -> Span | None:
    """Return when a unit owes a number; of a stock only those do that exist on the last day."""
    life = place.life(span)
    is_stock = gathers is not Gathering.SUM
    return None if life and is_stock and life.until < span.until else life


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

    One query where nothing was stated, else two.
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
        return Statements({}, {}, {})
    places = _places(roots, more)
    children: dict[int | None, list[Place]] = defaultdict(list)
    for place in places.values():
        children[place.parent].append(place)
    return Statements(tiles, places, children)


def _places(roots: Iterable[str], more: Iterable[int]) -> dict[int, Place]:
    inside = Q(pk__in=list(more))
    for path in roots:
        inside |= Q(path__startswith=path) & ~Q(level=Unit.Level.VILLAGE)
    rows = Unit.objects.filter(inside).values_list(
        "pk", "parent_id", "level", "valid_from", "valid_to"
    )
    return {row[0]: Place(*row) for row in rows}
