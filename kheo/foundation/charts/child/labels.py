"""Chooses which places of a map are named: the largest first, none over another, none cut off."""

import math
from collections.abc import Sequence
from typing import Any

MOST = 14
# Of a letter and of a line, in dots of the drawing.
LETTER, LINE = 6.6, 16.0
# How far right of the middle of its dot a name begins: beside a large one, beside a small one.
FAR, NEAR = 21.0, 11.0
Box = tuple[float, float, float, float]


def of_places(
    rows: Sequence[dict[str, Any]], width: float, height: float, top: float
) -> dict[float, list[dict[str, Any]]]:
    """Return the rows whose names fit, by how far from the dot; where there is 0 none is named."""
    points = _points(rows, width, height)
    taken: list[Box] = []
    named: dict[float, list[dict[str, Any]]] = {}
    for at in sorted(range(len(rows)), key=lambda at: -rows[at]["value"]):
        x, y = points[at]
        beside = FAR if rows[at]["value"] > top / 4 else NEAR
        end = x + beside + len(rows[at]["label"]) * LETTER
        box = (x + beside, y - LINE / 2, end, y + LINE / 2)
        if rows[at]["value"] <= 0 or len(taken) == MOST:
            break
        if box[2] <= width and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            named.setdefault(beside, []).append(rows[at])
    return named


def _points(
    rows: Sequence[dict[str, Any]], width: float, height: float
) -> list[tuple[float, float]]:
    """Lay the places out as the projection does: Mercator, as large as the drawing allows."""
    flat = [(math.radians(row["lon"]), -_north(row["lat"])) for row in rows]
    if not flat:
        return []
    left, low = (min(point[axis] for point in flat) for axis in (0, 1))
    wide, high = (
        max(point[axis] for point in flat) - least for axis, least in ((0, left), (1, low))
    )
    scale = min(width / wide if wide else math.inf, height / high if high else math.inf)
    scale = 0.0 if scale is math.inf else scale
    edge = ((width - wide * scale) / 2, (height - high * scale) / 2)
    return [((x - left) * scale + edge[0], (y - low) * scale + edge[1]) for x, y in flat]


def _north(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
