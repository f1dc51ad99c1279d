"""Who may read a report."""

from django.contrib.auth.models import AnonymousUser

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.units.models import Unit
from kheo.insight.reports.definitions import Definition


def may_read(user: User | AnonymousUser, report: Definition, unit: Unit) -> bool:
    """Everybody reads public reports; others need the right to read reports there."""
    return report.is_public or (isinstance(user, User) and may(user, "reports.read", unit))
