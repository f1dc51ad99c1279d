"""What several pages need: the month asked for, the unit, drawings of addresses, the officer."""

import re
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts import doors
from kheo.foundation.accounts.models import User
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body, Unit
from kheo.oversee.receptions import permissions, queries
from kheo.oversee.receptions.models import Session

SECONDS_KEPT = 5
FIRST_YEAR, LAST_YEAR = 2014, 2100
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


def month_in(request: HttpRequest, today: date) -> date:
    """Read the month of an address, `?thang=2026-11`; anything else is this month."""
    found = _MONTH.fullmatch(request.GET.get("thang", ""))
    if not found:
        return today.replace(day=1)
    year, number = int(found[1]), int(found[2])
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12):
        return today.replace(day=1)
    return date(year, number, 1)


def month_key(day: date) -> str:
    return f"{day:%Y-%m}"


def around(month: date) -> tuple[str, str]:
    """Name the months before and after, as addresses carry them."""
    before = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
    _since, after = queries.month_of(month)
    return month_key(before), month_key(after)


def unit_of(code: str, *, on: date) -> Unit:
    """Find a unit of this province by code; 404 when there is none."""
    home = units.here(on=on)
    if home is None:
        raise Http404
    found = units.subtree(home, on=on).filter(code=code)
    return get_object_or_404(found.select_related("parent"))


# --- Officers ---------------------------------------------------------------------------------


def officer(request: HttpRequest) -> User:
    """Return the officer who keeps receptions somewhere, or refuse."""
    return doors.officer(request, queries.MANAGE)


def session_of(request: HttpRequest, pk: int) -> Session:
    """Return a day that the officer keeps, or refuse."""
    session = get_object_or_404(queries.with_taken(Session.objects.for_lists()), pk=pk)
    demand(request, session.unit)
    return session


def body_of(request: HttpRequest, pk: int) -> Body:
    """Return a body whose receptions the officer keeps, or refuse."""
    body = get_object_or_404(Body.objects.select_related("unit"), pk=pk)
    demand(request, body.unit)
    return body


def demand(request: HttpRequest, unit: Unit) -> None:
    officer(request)
    if not permissions.may_manage(request.user, unit, today=timezone.localdate()):
        raise PermissionDenied(_("Bạn không giữ sổ tiếp công dân của đơn vị này."))
