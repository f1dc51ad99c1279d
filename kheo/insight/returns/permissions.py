"""Who may see what stands behind a figure."""

from django.contrib.auth.models import AnonymousUser

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.figures import indicators
from kheo.foundation.figures.indicators import Scope


def may_open_rows(user: User | AnonymousUser, scope: Scope) -> bool:
    """Everybody sees public figures; others need the right to read reports there."""
    if indicators.get(scope.indicator).is_public:
        return True
    return isinstance(user, User) and may(user, "reports.read", scope.unit)
