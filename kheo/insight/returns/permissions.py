"""Who may see what stands behind a figure."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.figures import indicators
from kheo.foundation.figures.indicators import Scope
from kheo.insight.returns.models import Return

ENTER, APPROVE, READ = "returns.enter", "returns.approve", "reports.read"


def may_open_rows(user: User | AnonymousUser, scope: Scope) -> bool:
    """Everybody sees public figures; others need the right to read reports there."""
    if indicators.get(scope.indicator).is_public:
        return True
    return isinstance(user, User) and may(user, "reports.read", scope.unit)


def may_enter(user: User | AnonymousUser, ret: Return, *, today: date | None = None) -> bool:
    """Those who enter figures of the unit, also when it has ended since."""
    return may(user, ENTER, ret.unit, today=today)


def may_see(user: User | AnonymousUser, ret: Return, *, today: date | None = None) -> bool:
    """Those who enter, approve or read figures of the unit see its return before it counts."""
    return any(may(user, one, ret.unit, today=today) for one in (ENTER, APPROVE, READ))
