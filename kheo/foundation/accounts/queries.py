"""Who may do what where, asked of the appointments of a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from kheo.foundation.accounts.models import Appointment, User
from kheo.foundation.accounts.permissions import Somebody, held
from kheo.foundation.accounts.roles import roles_with
from kheo.foundation.units.models import Body, Post, Unit


def units_where(user: Somebody, capability: str, today: date) -> QuerySet[Unit]:
    """Return the units in which, and below which, a person may do a thing."""
    opening = roles_with(capability)
    return Unit.objects.filter(pk__in={h.unit for h in held(user, today) if h.role in opening})


def officers_of(place: Body | Unit, *, today: date) -> QuerySet[User]:
    """Return the people who hold a post in a body, or in any body of a unit, on a day."""
    inside = {"post__body": place} if isinstance(place, Body) else {"post__body__unit": place}
    return _people(_sitting(today).filter(**inside))


def officers_who_may(
    capability: str, unit: Unit, *, today: date, body: Body | None = None
) -> QuerySet[User]:
    """Return the people who may do a thing in a unit on a day; of one body if it is given."""
    sitting = _sitting(today).filter(
        post__role__in=roles_with(capability), post__body__unit__in=unit.ancestors
    )
    return _people(sitting.filter(post__body=body) if body else sitting)


def appointments_of(person: User, *, today: date) -> QuerySet[Appointment]:
    """Return the posts a person holds on a day, with their bodies and units."""
    return _sitting(today).filter(person=person).select_related("post__body__unit")


def person_in(post: Post, *, today: date) -> User | None:
    """Return who sits in a post on a day; the one who came last when two do."""
    sitting = _sitting(today).filter(post=post).select_related("person")
    appointment = sitting.order_by("-since", "-pk").first()
    return appointment.person if appointment else None


def left_behind(*, today: date) -> QuerySet[Appointment]:
    """Return the appointments in bodies whose unit has ended: each waits for a person's review."""
    return (
        _sitting(today)
        .filter(post__body__unit__valid_to__lt=today)
        .select_related("person", "post__body__unit")
        .order_by("post__body__unit__sort_key", "pk")
    )


def _sitting(today: date) -> QuerySet[Appointment]:
    """The appointments of a day to posts that still exist, of people who may sign in."""
    is_open = Q(post__until__isnull=True) | Q(post__until__gt=today)
    sitting: QuerySet[Appointment] = Appointment.objects.on(today).filter(
        is_open, person__is_active=True
    )
    return sitting


def _people(appointments: Iterable[Appointment]) -> QuerySet[User]:
    return User.objects.filter(appointments__in=appointments).distinct().order_by("full_name", "pk")
