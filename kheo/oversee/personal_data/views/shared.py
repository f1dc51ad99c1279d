"""What several pages need: communes to type from, the drawing of an address, the officer."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may_anywhere
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.oversee.personal_data.permissions import HANDLE


def communes(today: date) -> list[Unit]:
    """List the communes of the province for the browser to complete from."""
    home = units.here(on=today)
    return list(units.communes(home, on=today).only("kind", "name")) if home else []


def officer(request: HttpRequest) -> User:
    """Return the officer who settles requests somewhere, or refuse."""
    user = request.user
    if not isinstance(user, User) or not may_anywhere(user, HANDLE, today=timezone.localdate()):
        raise PermissionDenied(_("Tài khoản của bạn không có quyền mở trang này."))
    return user
