"""Who may keep conferences, communicators and campaigns: the posts of the unit."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.units.models import Unit

MANAGE = "dissemination.manage"


def may_manage(user: User | AnonymousUser, unit: Unit, *, today: date) -> bool:
    """Say whether the user keeps what the unit does to bring matters to people."""
    return isinstance(user, User) and may(user, MANAGE, unit, today=today)
