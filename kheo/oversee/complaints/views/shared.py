"""What several pages need: who asks, the receipt's address, the list of communes."""

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from kheo.foundation.accounts import doors
from kheo.foundation.accounts.models import User
from kheo.foundation.duties.services import DutyError
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.oversee.complaints import reading
from kheo.oversee.complaints.errors import ComplaintError
from kheo.oversee.petitions import services as petitions
from kheo.oversee.petitions.models import Petition

# What a page says to the person instead of breaking.
REFUSALS = (ComplaintError, petitions.PetitionError, petitions.RoutingError, DutyError)


def receipt_of(petition: Petition) -> str:
    """Give the address of a receipt, with the key that makes its holder the sender."""
    return _with_key(reverse("petitions:receipt", args=[petition.code]), petition)


def track_of(petition: Petition, secret: str) -> str:
    """Give the address of the tracking page for its sender."""
    path = reverse("petitions:track", args=[petition.code])
    return f"{path}?{urlencode({reading.SECRET: secret})}"


def _with_key(path: str, petition: Petition) -> str:
    return f"{path}?{urlencode({reading.SECRET: petitions.secret_of(petition)})}"


def officer(request: HttpRequest, *capabilities: str) -> User:
    """Return the officer who asks; refuse whoever has none of the rights anywhere."""
    return doors.officer(request, *capabilities)


def communes(today: date) -> list[Unit]:
    """List the communes of the province for the browser to complete from."""
    home = units.here(on=today)
    return list(units.communes(home, on=today).only("kind", "name")) if home else []
