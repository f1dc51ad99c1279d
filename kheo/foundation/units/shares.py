"""An estimate of how a divided commune was divided, where nobody published the areas.

The old commune is known by the box around it, each successor by its middle and its area. Points
spread over the box are given to the successor whose circle they lie deepest in or nearest to.
Whoever uses such a share is told that it is an estimate.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

# Points along each side of the box.
GRID = 12
KM_PER_DEGREE = 111.2
EXACT = Decimal("0.000001")


@dataclass(frozen=True)
class Place:
    """The middle of a unit and its area in km²."""

    latitude: float
    longitude: float
    area: float


def estimate(bounds: str | None, parts: Sequence[Place]) -> list[Decimal]:
    """Give each part its share of the box; the shares are positive and add up to exactly one."""
    if len(parts) == 1 or not bounds:
        return exact([1] * len(parts))
    # One point more for each: a successor named by the law has got something.
    counts = [1] * len(parts)
    for latitude, longitude in _points(bounds):
        depths = [_depth(latitude, longitude, part) for part in parts]
        counts[depths.index(min(depths))] += 1
    return exact(counts)


def exact(weights: Sequence[int]) -> list[Decimal]:
    """Turn weights into shares of six digits; what rounding leaves goes to the largest."""
    total = sum(weights)
    split = [(Decimal(weight) / total).quantize(EXACT) for weight in weights]
    split[weights.index(max(weights))] += 1 - sum(split)
    return split


def _points(bounds: str) -> list[tuple[float, float]]:
    """Spread points over a box written as `south,west – north,east`."""
    (south, west), (north, east) = (map(float, corner.split(",")) for corner in bounds.split("–"))
    steps = [(step + 0.5) / GRID for step in range(GRID)]
    return [(south + (north - south) * y, west + (east - west) * x) for y in steps for x in steps]


def _depth(latitude: float, longitude: float, part: Place) -> float:
    """Square of the tangent from the point to the part's circle; negative inside it."""
    return distance(latitude, longitude, part.latitude, part.longitude) ** 2 - part.area / math.pi


def distance(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Kilometres between two places of the country, on a plane laid between them."""
    middle = math.radians((latitude + to_latitude) / 2)
    east = (to_longitude - longitude) * math.cos(middle)
    return KM_PER_DEGREE * math.hypot(east, to_latitude - latitude)
