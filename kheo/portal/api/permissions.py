"""Who lets programs in and tells them news: whoever sets up the bodies of a unit."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may, may_anywhere
from kheo.foundation.units.models import Unit

MANAGE = "units.manage"


def may_manage(user: User | AnonymousUser, unit: Unit, *, today: date) -> bool:
    """Say whether the user gives keys and addresses for the unit."""
    return may(user, MANAGE, unit, today=today)


def may_see(user: User | AnonymousUser, *, today: date) -> bool:
    """Say whether the user has a unit to give keys for."""
    return may_anywhere(user, MANAGE, today=today)
