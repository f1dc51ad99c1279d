"""Who records what workplaces have and did: posts of the unit."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.units.models import Unit

MANAGE = "workplaces.manage"


def may_manage(user: User | AnonymousUser, unit: Unit, *, today: date) -> bool:
    """Say whether the user records regulations and conferences of workplaces in the unit."""
    return isinstance(user, User) and may(user, MANAGE, unit, today=today)
