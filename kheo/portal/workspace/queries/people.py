"""Who sits in the posts that an administrator looks after, and what they hold."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from kheo.foundation.accounts.models import Appointment, User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.duties.models import Duty


def sitting(reader: User, *, today: date, text: str = "") -> QuerySet[Appointment]:
    """Return today's appointments where the reader manages units, with what each person holds."""
    inside = Q(pk__in=[])
    for path in units_where(reader, "units.manage", today).values_list("path", flat=True):
        inside |= Q(post__body__unit__path__startswith=path)
    found = Appointment.objects.on(today).filter(inside)
    for word in text.split():
        found = found.filter(
            Q(person__full_name__icontains=word)
            | Q(person__username__icontains=word)
            | Q(post__title__icontains=word)
            | Q(post__body__name__icontains=word)
        )
    holding = Count("person__duties", filter=Q(person__duties__closed_at__isnull=True))
    return (
        found.annotate(holding=holding)
        .select_related("person", "post__body__unit")
        .order_by("post__body__unit__sort_key", "post__body__name", "-post__is_head", "pk")
    )


def held_duties(person: User) -> int:
    """Count what a person still has to do."""
    return Duty.objects.open().filter(person=person).count()
