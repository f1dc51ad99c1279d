"""Lays places out on a square drawing: the box around a commune, its scale, and who stands where.

Plain arithmetic over degrees, no map service: what a person reads about a commune is told to
nobody else.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kheo.foundation.units.shares import KM_PER_DEGREE

# The side of the drawing in its own units: about the dots of a small phone.
SIDE = 360.0
# Marks closer than this would lie on each other, or be too small for a finger.
APART = 24.0
# A public place is one of a square of about 100 m: near enough to find a broken lamp, too coarse
# to tell from which of several houses somebody wrote.
GRID = 0.001
# A drawing of less than this would claim more than the rounded places know.
SMALLEST_KM = 1.5
STEPS_KM = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
# The bar of the scale takes about this share of the side, at most.
BAR = 0.3
T = TypeVar("T")


def rounded(latitude: float, longitude: float) -> tuple[float, float]:
    """Give a place as coarsely as everybody may know it."""
    return _on_grid(latitude), _on_grid(longitude)


def _on_grid(degrees: float) -> float:
    return round(round(degrees / GRID) * GRID, 3)


@dataclass(frozen=True)
class Box:
    """A square of the earth, seen from above, north on top."""

    latitude: float
    longitude: float
    half_km: float

    def point(self, latitude: float, longitude: float) -> tuple[float, float] | None:
        """Say where a place lies on the drawing; None outside."""
        east, north = self._km(latitude, longitude)
        if max(abs(east), abs(north)) > self.half_km:
            return None
        return self._unit(east), self._unit(-north)

    def _km(self, latitude: float, longitude: float) -> tuple[float, float]:
        shrunk = math.cos(math.radians(self.latitude))
        return (
            (longitude - self.longitude) * KM_PER_DEGREE * shrunk,
            (latitude - self.latitude) * KM_PER_DEGREE,
        )

    def _unit(self, km: float) -> float:
        return round(SIDE / 2 + km / self.half_km * SIDE / 2, 1)

    @property
    def bar_km(self) -> float:
        """The length of the bar of the scale, a round number."""
        most = 2 * self.half_km * BAR
        return max((step for step in STEPS_KM if step <= most), default=STEPS_KM[0])

    @property
    def bar(self) -> float:
        """The same on the drawing."""
        return round(self.bar_km / self.half_km * SIDE / 2, 1)

    @property
    def lines(self) -> list[float]:
        """Where the grid of the drawing runs, one square as wide as the bar."""
        count = int(SIDE / 2 // self.bar)
        return [round(SIDE / 2 + n * self.bar, 1) for n in range(-count, count + 1)]


def around(
    middle: tuple[float, float], others: Iterable[tuple[float, float]], *, neighbours: int
) -> Box:
    """Draw a box about a middle, wide enough for its nearest other middles."""
    away = sorted(_far(middle, other) for other in others)[:neighbours]
    return Box(*middle, max([SMALLEST_KM, *away]))


def closer(box: Box, places: Iterable[tuple[float, float]], *, margin: float = 1.15) -> Box:
    """Draw nearer, as far as everything that lies in the box allows."""
    middle = (box.latitude, box.longitude)
    within = [far for place in places if (far := _far(middle, place)) <= box.half_km]
    if not within:
        return box
    return Box(*middle, min(box.half_km, max(SMALLEST_KM, max(within) * margin)))


def over(places: Sequence[tuple[float, float]], *, margin: float = 1.08) -> Box:
    """Draw the smallest box over all places, with a margin."""
    south, north = min(p[0] for p in places), max(p[0] for p in places)
    west, east = min(p[1] for p in places), max(p[1] for p in places)
    middle = ((south + north) / 2, (west + east) / 2)
    half = max((_far(middle, place) for place in places), default=0.0)
    return Box(*middle, max(SMALLEST_KM, half * margin))


def _far(middle: tuple[float, float], place: tuple[float, float]) -> float:
    """Measure as a square does: the longer of the two ways."""
    east, north = Box(*middle, 1.0)._km(*place)
    return max(abs(east), abs(north))


@dataclass
class Mark(Generic[T]):
    """One mark of the drawing with everything that lies under it."""

    x: float
    y: float
    items: list[T] = field(default_factory=list)


def gathered(placed: Iterable[tuple[float, float, T]]) -> list[Mark[T]]:
    """Put what lies on nearly the same spot under one mark, the first come giving its place."""
    marks: list[Mark[T]] = []
    for x, y, item in placed:
        near = next((m for m in marks if math.hypot(m.x - x, m.y - y) < APART), None)
        if near is None:
            near = Mark(x, y)
            marks.append(near)
        near.items.append(item)
    return marks
