"""Who makes the inspectorate's tables, and who reads what stands behind a cell."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may, may_anywhere
from kheo.foundation.figures.ledgers import Ledger
from kheo.foundation.units.models import Unit

Person = User | AnonymousUser


def may_report(user: Person, unit: Unit, *, today: date) -> bool:
    """Say whether the user makes and exports the tables of the unit and all below it."""
    return may(user, "inspection.report", unit, today=today)


def may_report_anywhere(user: Person, *, today: date) -> bool:
    """Say whether the user makes the tables of any unit."""
    return may_anywhere(user, "inspection.report", today=today)


def may_open(user: Person, ledger: Ledger, unit: Unit, *, today: date) -> bool:
    """Say whether the user may go from a row to its record; public records are for everybody."""
    if not ledger.readers:
        return True
    return any(may(user, capability, unit, today=today) for capability in ledger.readers)


def may_see_exact(user: Person, ledger: Ledger, unit: Unit, *, today: date) -> bool:
    """Say whether small numbers of a ledger are told to the user in the unit."""
    return not ledger.is_sealed or may_open(user, ledger, unit, today=today)
