"""Whether a person may do a thing in a unit, asked of the posts that the person holds.

There is no other source of rights: not the superuser's flag, not groups.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from kheo.foundation.accounts.models import Appointment, User
from kheo.foundation.accounts.roles import roles_with
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit

Somebody = User | AnonymousUser


@dataclass(frozen=True)
class Held:
    """One post that a person holds on a day, and where its rights reach."""

    post: int
    role: str
    body: int
    unit: int
    path: str


def held(user: Somebody, today: date) -> tuple[Held, ...]:
    """List the posts a person holds on a day; asked once per person and day."""
    if not user.is_authenticated or not user.is_active:
        return ()
    known: dict[date, tuple[Held, ...]] = user.__dict__.setdefault("_held", {})
    if today not in known:
        known[today] = _read(user, today)
    return known[today]


def forget(user: User) -> None:
    """Ask again next time, because the person's appointments have changed."""
    user.__dict__.pop("_held", None)


def may(user: Somebody, capability: str, unit: Unit, *, today: date | None = None) -> bool:
    """Say whether one of the person's posts opens the capability in the unit on the day.

    A record of a unit that has ended belongs to those who answer for what it became.
    """
    reach = _reach(user, capability, today or timezone.localdate())
    if any(unit.path.startswith(path) for path in reach):
        return True
    if not reach or unit.valid_to is None:
        return False
    heirs = units.successors(unit, on=today or timezone.localdate())
    return any(heir.unit.path.startswith(path) for heir in heirs for path in reach)


def may_anywhere(user: Somebody, capability: str, *, today: date | None = None) -> bool:
    """Say whether the person may do the thing in any unit at all (for menus and doors)."""
    return bool(_reach(user, capability, today or timezone.localdate()))


def is_officer(user: Somebody, *, today: date | None = None) -> bool:
    """Say whether the person holds any post."""
    return bool(held(user, today or timezone.localdate()))


def _reach(user: Somebody, capability: str, today: date) -> tuple[str, ...]:
    opening = roles_with(capability)
    return tuple(post.path for post in held(user, today) if post.role in opening)


def _read(user: User, today: date) -> tuple[Held, ...]:
    rows = Appointment.objects.on(today).filter(
        Q(post__until__isnull=True) | Q(post__until__gt=today), person=user
    )
    return tuple(
        Held(*row)
        for row in rows.order_by("since", "pk").values_list(
            "post", "post__role", "post__body", "post__body__unit", "post__body__unit__path"
        )
    )
