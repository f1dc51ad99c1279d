"""Which places are remote, for those who may change it."""

from datetime import date

from django.db.models import Q, QuerySet

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.units.models import Unit


def remote_places(user: User, *, today: date) -> QuerySet[Unit]:
    """List the remote units of today within the user's territory, in alphabetical order."""
    within = Q(pk__in=[])
    for path in units_where(user, "units.manage", today).values_list("path", flat=True):
        within |= Q(path__startswith=path)
    found = Unit.objects.as_of(today).filter(within, is_remote=True)
    return found.order_by("sort_key", "pk")
