"""Who may make public and who may see what is missing: the posts of the unit."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.units.models import Unit

Person = User | AnonymousUser
MANAGE = "disclosure.manage"
READ = "disclosure.read"


def may_manage(user: Person, unit: Unit, *, today: date) -> bool:
    """Say whether the user publishes for the unit."""
    return isinstance(user, User) and may(user, MANAGE, unit, today=today)


def may_read(user: Person, unit: Unit, *, today: date) -> bool:
    """Say whether the user sees the proof and what is missing, as an officer."""
    if not isinstance(user, User):
        return False
    return may_manage(user, unit, today=today) or may(user, READ, unit, today=today)
