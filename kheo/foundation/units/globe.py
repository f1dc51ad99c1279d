"""The nearest commune to a place, without a geographic database."""

import copy
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from kheo.foundation.units.models import Unit
from kheo.foundation.units.shares import KM_PER_DEGREE, distance

# A place farther than this from every commune's middle is not in the country.
FARTHEST_KM = 120.0


@dataclass(frozen=True)
class Nearest:
    """A commune and how far its middle is."""

    unit: Unit
    km: float


class Places:
    """Communes in the order of their latitude."""

    def __init__(self, communes: Iterable[Unit]) -> None:
        known = [
            (commune.latitude, commune.longitude, commune)
            for commune in communes
            if commune.latitude is not None and commune.longitude is not None
        ]
        self._rows = sorted(known, key=lambda row: row[:2])
        self._latitudes = [row[0] for row in self._rows]

    def nearest(self, latitude: float, longitude: float) -> Nearest | None:
        """Walk north and south from the place until no row can be nearer than the best."""
        start = bisect_left(self._latitudes, latitude)
        best, reach = None, FARTHEST_KM
        for rows in (range(start, len(self._rows)), range(start - 1, -1, -1)):
            for row in rows:
                lat, lon, commune = self._rows[row]
                if abs(lat - latitude) * KM_PER_DEGREE > reach:
                    break
                km = distance(latitude, longitude, lat, lon)
                if km <= reach:
                    best, reach = commune, km
        return Nearest(copy.copy(best), reach) if best else None
