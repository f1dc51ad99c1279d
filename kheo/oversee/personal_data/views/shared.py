"""What several pages need: communes to type from, the drawing of an address, the officer."""

from datetime import date

from django.http import HttpRequest

from kheo.foundation.accounts import doors
from kheo.foundation.accounts.models import User
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.oversee.personal_data.permissions import HANDLE


def communes(today: date) -> list[Unit]:
    """List the communes of the province for the browser to complete from."""
    home = units.here(on=today)
    return list(units.communes(home, on=today).only("kind", "name")) if home else []


def officer(request: HttpRequest) -> User:
    """Return the officer who settles requests somewhere, or refuse."""
    return doors.officer(request, HANDLE)
