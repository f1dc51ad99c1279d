"""What several pages need: the officer, the place, the drawing of an address, the next page."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts import doors
from kheo.foundation.accounts.models import User
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.know.dissemination import permissions
from kheo.know.dissemination.models import Campaign, Conference
from kheo.know.dissemination.queries import campaigns, conferences

SECONDS_KEPT = 5


def home(today: date) -> Unit:
    """Return the province of this deployment; 404 before units are loaded."""
    found = units.here(on=today)
    if found is None:
        raise Http404
    return found


def communes(today: date) -> QuerySet[Unit]:
    """List the communes of this province, to be offered in a field."""
    return units.communes(home(today), on=today)


def commune_of(code: str, today: date) -> Unit:
    """Find a commune of this province by its code; 404 when there is none."""
    return get_object_or_404(communes(today), code=code)


def conference_of(pk: int) -> Conference:
    """Return a conference with its numbers, or 404."""
    try:
        return conferences.one(pk)
    except Conference.DoesNotExist as missing:
        raise Http404 from missing


def campaign_of(pk: int) -> Campaign:
    """Return a campaign, or 404."""
    try:
        return campaigns.one(pk)
    except Campaign.DoesNotExist as missing:
        raise Http404 from missing


# --- Officers ---------------------------------------------------------------------------------


def officer(request: HttpRequest) -> User:
    """Return the officer who does this work somewhere, or refuse."""
    return doors.officer(request, permissions.MANAGE)


def demand(request: HttpRequest, unit: Unit) -> User:
    """Return the officer who does this work in the unit, or refuse."""
    user = officer(request)
    if not permissions.may_manage(user, unit, today=timezone.localdate()):
        raise PermissionDenied(_("Bạn không có quyền về tuyên truyền ở đơn vị này."))
    return user


def moment(typed: str) -> datetime | None:
    """Read the moment that a form carries back; None when it makes no sense."""
    try:
        return datetime.fromisoformat(typed)
    except ValueError:
        return None
