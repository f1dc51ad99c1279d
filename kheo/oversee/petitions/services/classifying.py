"""Carries out what the clerk decides about a paper, and keeps the decision with its reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import deadlines
from kheo.foundation.refusals import said
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text as words
from kheo.oversee.petitions import permissions
from kheo.oversee.petitions.models import Classification, Petition
from kheo.oversee.petitions.services import paths
from kheo.oversee.petitions.services.errors import (
    ActionNotAllowed,
    ConditionMissing,
    ReasonMissing,
    RequirementMissing,
)
from kheo.oversee.petitions.services.locking import demand, locked_open, write
from kheo.oversee.petitions.sorting import Action, sorting

LONGEST_REASON = 1000


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a clerk found and wants done; which of the rest is needed, the action says."""

    conditions: Sequence[str]
    action: str
    reason: str
    missing: Sequence[str] = ()
    to: str = ""
    what: str = ""
    unit: Unit | None = None
    lead: Petition | None = None
    parts: Sequence[paths.Part] = ()


@transaction.atomic
def classify(*, petition: Petition, decision: Decision, by: User, now: datetime) -> Classification:
    """Decide about a paper and do it: accept, guide, forward, file, join, split, report.

    Raises ConditionMissing, ActionNotAllowed, RequirementMissing, ReasonMissing, and what the
    action itself refuses.
    """
    petition = locked_open(petition)
    demand(permissions.may_triage(by, petition, today=timezone.localdate(now)))
    action = _checked(petition, decision)
    reason = said(decision.reason, ReasonMissing)[:LONGEST_REASON]
    until = _day(action, petition, now)
    row = Classification.objects.create(
        petition=petition,
        conditions=list(decision.conditions),
        missing=list(decision.missing),
        action=action.key,
        reason=reason,
        to=words.clean(decision.to).strip()[:300],
        due_on=None if action.key == "file" else until,
        keep_until=until if action.key == "file" else None,
        at=now,
        by=by,
    )
    write(
        petition,
        "classified",
        by=by,
        now=now,
        conditions=list(decision.conditions),
        way=action.key,
    )
    _PATHS[action.key](petition, decision, row, by, now)
    return row


def _checked(petition: Petition, decision: Decision) -> Action:
    law = sorting()
    known = {condition.key for condition in law.conditions_for(petition.kind)}
    if not decision.conditions:
        raise ConditionMissing
    if not known.issuperset(decision.conditions):
        raise ActionNotAllowed
    if decision.action not in law.allowed(decision.conditions):
        raise ActionNotAllowed
    asks = law.asks_what_is_missing(decision.conditions)
    if asks and decision.action == "complete" and not decision.missing:
        raise RequirementMissing
    if not set(law.requirements).issuperset(decision.missing):
        raise RequirementMissing
    return law.actions[decision.action]


def _day(action: Action, petition: Petition, now: datetime) -> date | None:
    """Count the day of the action's rule: sorting from receipt, keeping from the decision."""
    if not action.rule:
        return None
    since = now if action.key == "file" else petition.received_at
    return deadlines.count(action.rule, now=since, remote=petition.unit.is_remote).on


_Way = Callable[[Petition, Decision, Classification, User, datetime], object]
_PATHS: dict[str, _Way] = {
    "accept": lambda petition, _d, _row, _by, _now: paths.accept(petition),
    "complete": lambda petition, d, row, by, now: paths.complete(
        petition, missing=row.missing, what=d.what, by=by, now=now
    ),
    "guide": lambda petition, d, row, by, now: paths.guide(
        petition, to=row.to, what=d.what, reason=row.reason, by=by, now=now
    ),
    "forward_inside": lambda petition, d, row, by, now: paths.forward_inside(
        petition, unit=d.unit, reason=row.reason, by=by, now=now
    ),
    "forward_outside": lambda petition, _d, row, by, now: paths.forward_outside(
        petition, to=row.to, reason=row.reason, by=by, now=now
    ),
    "file": lambda petition, _d, row, by, now: paths.file(
        petition, reason=row.reason, keep_until=row.keep_until, by=by, now=now
    ),
    "join": lambda petition, d, _row, by, now: paths.join_to(petition, d.lead, by=by, now=now),
    "split": lambda petition, d, _row, by, now: paths.split(petition, d.parts, by=by, now=now),
    "order_below": lambda petition, _d, row, _by, now: paths.report(petition, row, now=now),
    "review": lambda petition, _d, row, _by, now: paths.report(petition, row, now=now),
    "urgent": lambda petition, _d, row, _by, now: paths.urgent(petition, row, now=now),
    # The room of denunciations takes it over; here it is only noted who saw what.
    "protect": lambda _petition, _d, _row, _by, _now: None,
}
