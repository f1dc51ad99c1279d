"""Who sets targets, and who reads those that are not for everybody."""

from datetime import date

from kheo.foundation.accounts.permissions import Somebody, may, may_anywhere
from kheo.foundation.units.models import Unit
from kheo.insight.targets.models import Target

SET = "targets.set"
READ = "reports.read"


def may_set(user: Somebody, unit: Unit, *, today: date) -> bool:
    """Say whether the user sets, changes and takes back targets of the unit."""
    return may(user, SET, unit, today=today)


def may_set_anywhere(user: Somebody, *, today: date) -> bool:
    """Say whether the user sets targets of any unit."""
    return may_anywhere(user, SET, today=today)


def may_read_all(user: Somebody, unit: Unit, *, today: date) -> bool:
    """Say whether the user sees small groups and numbers that are not public, in the unit."""
    return may(user, READ, unit, today=today) or may(user, SET, unit, today=today)


def may_read(user: Somebody, target: Target, *, today: date) -> bool:
    """Everybody reads targets of public numbers; the others belong to who reads reports there."""
    return target.counted.is_public or may_read_all(user, target.unit, today=today)
