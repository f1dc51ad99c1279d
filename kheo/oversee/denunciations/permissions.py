"""Who may do what: a post opens the door, only the keys of the case open the box."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may, may_anywhere
from kheo.foundation.units.models import Unit
from kheo.oversee.denunciations.models import Case

Person = User | AnonymousUser


def may_enter(user: Person, unit: Unit, *, today: date) -> bool:
    """Say whether the user takes denunciations in for the unit."""
    return may(user, "denunciations.handle", unit, today=today)


def may_decide(user: Person, case: Case, *, today: date) -> bool:
    """Say whether the user accepts, refuses, extends and concludes in the unit of the case."""
    return may(user, "denunciations.decide", case.unit, today=today)


def may_hold(user: Person, unit: Unit, *, today: date) -> bool:
    """Say whether the post of the user lets them hold keys of cases of the unit at all."""
    capabilities = ("denunciations.handle", "denunciations.decide")
    return any(may(user, capability, unit, today=today) for capability in capabilities)


def may_recover(user: Person, unit: Unit, *, today: date) -> bool:
    """Say whether the user sits on the inspection board of the unit."""
    return may(user, "denunciations.recover", unit, today=today)


def may_have_key(user: Person, *, today: date) -> bool:
    """Say whether the user has any use for a key."""
    capabilities = ("denunciations.handle", "denunciations.decide", "denunciations.recover")
    return any(may_anywhere(user, capability, today=today) for capability in capabilities)
