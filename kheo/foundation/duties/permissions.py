"""Who may do what with a duty: its person, and those who assign work in its unit."""

from datetime import date

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.duties import kinds
from kheo.foundation.duties.models import Duty


def may_assign(user: User, duty: Duty, *, today: date) -> bool:
    """Say whether the user gives out the work of the duty's unit."""
    either = ("duties.assign", kinds.get(duty.kind).assigns)
    return any(may(user, capability, duty.unit, today=today) for capability in either)


def may_work(user: User, duty: Duty, *, today: date) -> bool:
    """Say whether the user may work on it: nobody else has it, or the user gives it out."""
    if duty.person_id in (None, user.pk):
        capability = kinds.get(duty.kind).capability
        if may(user, capability, duty.unit, today=today):
            return True
    return may_assign(user, duty, today=today)


def may_still_work(user: User, duty: Duty, today: date) -> bool:
    """Say whether a post of the user's still opens this work in the duty's unit."""
    wanted = (kinds.get(duty.kind).capability, "duties.assign")
    return any(may(user, capability, duty.unit, today=today) for capability in wanted)


def may_choose_heir(user: User, duty: Duty, *, today: date) -> bool:
    """Say whether the user decides which unit goes on with what an ended unit still owes."""
    return may_assign(user, duty, today=today) or may(user, "units.manage", duty.unit, today=today)


def may_extend(user: User, duty: Duty, *, today: date) -> bool:
    """Say whether the user may move its date: extend, suspend, resume."""
    return may(user, "duties.extend", duty.unit, today=today)


def may_read(user: User, duty: Duty, *, today: date) -> bool:
    """Say whether the user sees it with its internal steps."""
    return user.pk == duty.person_id or may(user, "duties.read", duty.unit, today=today)
