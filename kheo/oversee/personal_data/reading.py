"""Says which unit holds what a person writes about, and whether a request comes from its sender."""

import re
from datetime import date

from django.http import HttpRequest

from kheo.foundation.units import holders
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions import queries as petitions

SECRET = "khoa"  # noqa: S105 - the name of the parameter, not a secret
ABOUT = "ve"
LONGEST_SECRET = 40
_CODE = re.compile(r"[A-Za-z]{1,6}-\d{2}-\d{5,9}")


def secret_in(request: HttpRequest) -> str:
    """Give the key that came with the request, if any."""
    given = request.POST.get(SECRET) or request.GET.get(SECRET, "")
    return given[:LONGEST_SECRET]


def holder_of(about: str, *, on: date) -> Unit | None:
    """Find the unit from an address of this site or from the code of a petition in it."""
    return _here(holders.unit_of(about.strip()), on) or _here(_of_petition(about), on)


def _of_petition(about: str) -> Unit | None:
    found = _CODE.search(about)
    petition = petitions.by_code(found[0].upper()) if found else None
    return petition.unit if petition else None


def _here(unit: Unit | None, on: date) -> Unit | None:
    """Leave out what no body of ours answers for any more."""
    home = units.here(on=on)
    return unit if unit and home and unit.path.startswith(home.path) else None
