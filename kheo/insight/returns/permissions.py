"""Who may see what stands behind a figure."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.figures import indicators
from kheo.foundation.figures.indicators import Scope
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body, Unit
from kheo.insight.returns import periods
from kheo.insight.returns.models import Cell, Form, Return

ENTER, APPROVE, READ = "returns.enter", "returns.approve", "reports.read"
DEFINE = "returns.define"


def may_open_rows(user: User | AnonymousUser, scope: Scope) -> bool:
    """Everybody sees public figures; others need the right to read reports there."""
    if indicators.get(scope.indicator).is_public:
        return True
    return isinstance(user, User) and may(user, "reports.read", scope.unit)


def may_see_small(user: User | AnonymousUser, unit: Unit) -> bool:
    """Numbers of fewer people than may be published are for those who read the unit's reports."""
    return may(user, READ, unit)


def may_open_cell(user: User | AnonymousUser, cell: Cell) -> bool:
    """What counts is public where the figure is; the rest is for those who see the return."""
    if cell.origin.state not in Return.COUNTING:
        return may_see(user, cell.origin)
    return cell.counted.is_public or may_see(user, cell.origin)


def may_enter(user: User | AnonymousUser, ret: Return, *, today: date | None = None) -> bool:
    """Those who enter figures of the unit, also when it has ended since."""
    return may(user, ENTER, ret.unit, today=today)


def may_see(user: User | AnonymousUser, ret: Return, *, today: date | None = None) -> bool:
    """Those who enter, approve or read figures of the unit see its return before it counts."""
    return any(may(user, one, ret.unit, today=today) for one in (ENTER, APPROVE, READ))


def may_decide(user: User | AnonymousUser, unit: Unit, *, today: date | None = None) -> bool:
    """Those who approve figures in the unit at which a return waits, or above it."""
    return may(user, APPROVE, unit, today=today)


def may_make(user: User | AnonymousUser, owner: Body, *, today: date | None = None) -> bool:
    """Whoever defines forms in the body's unit, where its level makes forms at all."""
    is_maker = owner.unit.level in periods.makers()
    return is_maker and may(user, DEFINE, owner.unit, today=today)


def may_define(user: User | AnonymousUser, form: Form, *, today: date | None = None) -> bool:
    """Those of the place that made the form; of one that came with the product, the province."""
    day = today or timezone.localdate()
    home = form.owner.unit if form.owner else units.here(on=day)
    return (
        home is not None and home.level in periods.makers() and may(user, DEFINE, home, today=day)
    )


def may_assign(
    user: User | AnonymousUser, form: Form, unit: Unit, *, today: date | None = None
) -> bool:
    """Whoever defines the form lays it upon units of the own territory only."""
    return may_define(user, form, today=today) and may(user, DEFINE, unit, today=today)
