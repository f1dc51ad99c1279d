"""Who may do what with receptions: the posts of the unit, and whoever holds a booking's slip."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from kheo.foundation import receipts
from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.units.models import Unit
from kheo.oversee.receptions.models import Booking

Person = User | AnonymousUser


def may_manage(user: Person, unit: Unit, *, today: date) -> bool:
    """Say whether the user plans days, serves bookings and keeps the book of the unit."""
    return _may(user, "receptions.manage", unit, today)


def may_receive(user: Person, unit: Unit, *, today: date) -> bool:
    """Say whether the user receives people as a head in the unit."""
    return _may(user, "receptions.receive", unit, today)


def _may(user: Person, capability: str, unit: Unit, today: date) -> bool:
    return isinstance(user, User) and may(user, capability, unit, today=today)


def holds_slip(booking: Booking, secret: str) -> bool:
    """Say whether the secret is the one on the booking's slip."""
    return receipts.holds(secret, booking.secret_hash)
