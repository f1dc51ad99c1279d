"""Who reads the boards of officers: whoever reads reports in the unit."""

from datetime import date

from kheo.foundation.accounts.permissions import Somebody, may, may_anywhere
from kheo.foundation.units.models import Unit

READ = "reports.read"


def may_read(user: Somebody, unit: Unit, *, today: date) -> bool:
    """Say whether the user sees the board of the unit, with its small numbers."""
    return may(user, READ, unit, today=today)


def may_read_anywhere(user: Somebody, *, today: date) -> bool:
    """Say whether the user has a board at all."""
    return may_anywhere(user, READ, today=today)
