"""What several pages need: the list of communes to type from, and how long a page may be kept."""

from datetime import date

from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit

# How long a public page may be served again before it is asked for anew.
SECONDS_KEPT = 5


def communes(today: date, home: Unit | None = None) -> list[Unit]:
    """List the communes of the province for the browser to complete from."""
    home = home or units.here(on=today)
    return list(units.communes(home, on=today).only("kind", "name")) if home else []
