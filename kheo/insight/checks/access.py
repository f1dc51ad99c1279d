"""How much of the checker's work one place may ask for: reckoning costs, and nobody is known."""

from typing import Final

from django.http import HttpRequest

from kheo.foundation import rates

FROM_ONE_PLACE: Final = 60  # texts an hour
FROM_ALL: Final = 1200
LONGEST: Final = 2_000_000  # characters: a report of a thousand pages


def may_check(request: HttpRequest) -> bool:
    """Count one text from this place and say whether it may be checked."""
    return rates.allows(request, "checks.asked", from_one=FROM_ONE_PLACE, from_all=FROM_ALL)
