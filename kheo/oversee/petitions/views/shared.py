"""What several pages need: the list of communes to type from, and how long a page may be kept."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control

from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit

# How long a public page may be served again before it is asked for anew.
SECONDS_KEPT = 5


def communes(today: date, home: Unit | None = None) -> list[Unit]:
    """List the communes of the province for the browser to complete from."""
    home = home or units.here(on=today)
    return list(units.communes(home, on=today).only("kind", "name")) if home else []


def kept_for_all(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let a public page be kept for a moment; what a signed-in reader sees is nobody else's."""
    if request.user.is_authenticated:
        add_never_cache_headers(response)
    else:
        patch_cache_control(response, public=True, max_age=0, s_maxage=SECONDS_KEPT)
    return response
