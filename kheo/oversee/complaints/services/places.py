"""Marks a place as remote, or no longer so, for those who keep the list of units."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.units import services as units
from kheo.foundation.units.models import Unit
from kheo.oversee.complaints.services.locking import demand


@transaction.atomic
def set_remote(*, unit: Unit, is_remote: bool, basis: str, by: User, now: datetime) -> Unit:
    """Change the periods of a place for complaints to come; raise BasisMissing.

    What is accepted already keeps what applied on its day.
    """
    demand(may(by, "units.manage", unit, today=timezone.localdate(now)))
    change = units.mark_remote if is_remote else units.unmark_remote
    return change(unit=unit, basis=basis, by=by.username, now=now)
