"""Who may do what with a request: officers of its unit, and whoever holds its slip."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from kheo.foundation import receipts
from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.units.models import Unit
from kheo.oversee.personal_data.models import Request

Person = User | AnonymousUser
HANDLE = "personal_data.handle"
EXTEND = "duties.extend"


def may_handle(user: Person, unit: Unit, *, today: date) -> bool:
    """Say whether the user enters, reads and settles requests of the unit."""
    return isinstance(user, User) and may(user, HANDLE, unit, today=today)


def may_extend(user: Person, request: Request, *, today: date) -> bool:
    """Say whether the user may give a request more time."""
    return isinstance(user, User) and may(user, EXTEND, request.unit, today=today)


def holds_slip(request: Request, secret: str) -> bool:
    """Say whether the key is the one on the request's slip."""
    return receipts.holds(secret, request.secret_hash)
