"""What is decided about a denunciation that came in: taken up, refused, sent on, extended."""

import re
from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kheo.foundation import refusals
from kheo.foundation.clock.book import default_book, default_calendar
from kheo.foundation.clock.deadlines import due
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.oversee.denunciations import law, permissions
from kheo.oversee.denunciations.models import Case, Paper
from kheo.oversee.denunciations.services import opening, owing
from kheo.oversee.denunciations.services.errors import (
    AlreadyMoved,
    AnonymousNotAccepted,
    ChoiceUnknown,
    CriteriaTooFew,
    DecisionMissing,
    NotAnonymous,
    TextMissing,
)
from kheo.oversee.denunciations.services.opening import Box

Stage = Case.Stage
Outcome = Duty.Outcome
# A number of a document and nothing else: no room for a name.
_DECISION = re.compile(r"\d{1,6}/[0-9A-ZĐƯƠÂÊÔ.&/-]{1,24}")
ARRIVED = ("assess", "review")
COMPLEX, SPECIAL = "complex", "special_complex"


def decided(number: str) -> str:
    """Give the number of a document; raise DecisionMissing when it is anything else."""
    if not _DECISION.fullmatch(number.strip()):
        raise DecisionMissing
    return number.strip()


@sensitive_variables()
@transaction.atomic
def accept(*, box: Box, decision: str, text: str, now: datetime) -> Case:
    """Take the denunciation up: owe the notice and the resolution from today."""
    case = _decider(box, now, Stage.RECEIVED)
    if _content(box).get("is_anonymous"):
        raise AnonymousNotAccepted
    number = decided(decision)
    opening.put(
        case, box.keys, Paper.Kind.DECISION, {"text": text, "number": number}, by=box.by, now=now
    )
    _end_arrival(case, box, now, Outcome.DONE)
    owing.owe(case, "notify", by=box.by, at=now)
    owing.owe(case, "resolve", by=box.by, at=now)
    case.stage, case.accepted_at = Stage.ACCEPTED, now
    case.save(update_fields=["stage", "accepted_at"])
    opening.write(case, "accepted", by=box.by, now=now, decision=number)
    return case


@sensitive_variables()
@transaction.atomic
def refuse(*, box: Box, ground: str, text: str, now: datetime) -> Case:
    """Do not take it up, for a ground that the law lists."""
    case = _decider(box, now, Stage.RECEIVED)
    if ground not in {one.code for one in law.book().grounds}:
        raise ChoiceUnknown
    case.ground = ground
    return _ended(case, box, Stage.REFUSED, text, now, Outcome.REFUSED, ground=ground)


@sensitive_variables()
@transaction.atomic
def forward(*, box: Box, text: str, now: datetime) -> Case:
    """Send it to the body that is competent; its papers have to go within the term of receipt."""
    case = _worker(box, Stage.RECEIVED)
    owing.owe(case, "forward", by=box.by, at=case.received_at)
    return _ended(case, box, Stage.FORWARDED, text, now, Outcome.NOT_OURS)


@sensitive_variables()
@transaction.atomic
def hand_to_investigators(*, box: Box, text: str, now: datetime) -> Case:
    """Send what looks like a crime to the body that investigates it, at any stage."""
    case = _decider(box, now, Stage.RECEIVED, Stage.ACCEPTED)
    return _ended(case, box, Stage.INVESTIGATED, text, now, Outcome.NOT_OURS)


@sensitive_variables()
@transaction.atomic
def use(*, box: Box, text: str, now: datetime) -> Case:
    """Pass on an unsigned letter with clear evidence for management, without this procedure."""
    case = _unsigned(box, now)
    return _ended(case, box, Stage.USED, text, now, Outcome.DONE)


@sensitive_variables()
@transaction.atomic
def file(*, box: Box, text: str, now: datetime) -> Case:
    """Keep an unsigned letter without clear evidence for the time of the rule, then erase it."""
    case = _unsigned(box, now)
    today = timezone.localdate(now)
    rule = default_book().get(law.book().filed_rule, today)
    case.keep_until = due(rule, today, default_calendar()).on
    case.save(update_fields=["keep_until"])
    return _ended(case, box, Stage.FILED, text, now, Outcome.FILED)


@sensitive_variables()
@transaction.atomic
def withdraw(*, box: Box, text: str, now: datetime) -> Case:
    """End it because whoever denounced has withdrawn all of it, in writing."""
    case = _worker(box, Stage.RECEIVED, Stage.ACCEPTED)
    refusals.said(text, TextMissing)
    opening.put(case, box.keys, Paper.Kind.WITHDRAWAL, {"text": text}, by=box.by, now=now)
    return _ended(case, box, Stage.WITHDRAWN, "", now, Outcome.WITHDRAWN)


@sensitive_variables()
@transaction.atomic
def extend(
    *, box: Box, kind: str, criteria: Collection[str], decision: str, text: str, now: datetime
) -> Case:
    """Give more time by a written decision; the criteria are counted, and sealed."""
    case = _decider(box, now, Stage.ACCEPTED)
    known = {one.code for one in law.book().criteria}
    if kind not in (COMPLEX, SPECIAL) or not set(criteria) <= known:
        raise ChoiceUnknown
    if len(set(criteria)) < (law.book().special_from if kind == SPECIAL else 1):
        raise CriteriaTooFew
    duty = owing.duty(case, "resolve")
    if duty is None:
        raise AlreadyMoved
    number = decided(decision)
    said = {"text": text, "number": number, "criteria": sorted(set(criteria))}
    opening.put(case, box.keys, Paper.Kind.DECISION, said, by=box.by, now=now)
    grounds = next((g for g in _limits(duty) if g[0] == kind), None)
    if grounds is None:
        raise ChoiceUnknown
    duties.extend(
        duty, grounds=grounds[1], days=grounds[2], decision=number, code=kind, by=box.by, now=now
    )
    opening.write(case, "extended", by=box.by, now=now, ground=kind, decision=number)
    return case


def _limits(duty: Duty) -> list[tuple[str, str, int]]:
    inputs = duty.due.inputs
    rule = default_book().get(inputs.rule_code, default_calendar().day_of(inputs.trigger))
    return [(one.code, one.grounds_vi, one.add or one.up_to or 0) for one in rule.extensions]


# --- What all of these share ------------------------------------------------------------------


def _decider(box: Box, now: datetime, *stages: str) -> Case:
    case = opening.changing(box, *stages)
    if not permissions.may_decide(box.by, case, today=timezone.localdate(now)):
        raise PermissionDenied
    return case


def _worker(box: Box, *stages: str) -> Case:
    return opening.changing(box, *stages)


def _unsigned(box: Box, now: datetime) -> Case:
    case = _worker(box, Stage.RECEIVED)
    if not _content(box).get("is_anonymous"):
        raise NotAnonymous
    return case


def _content(box: Box) -> dict[str, object]:
    return box.all_of(Paper.Kind.CONTENT)[0]


def _end_arrival(case: Case, box: Box, now: datetime, outcome: Duty.Outcome) -> None:
    for kind in ARRIVED:
        owing.keep(case, kind, by=box.by, now=now, outcome=outcome)


def _ended(
    case: Case,
    box: Box,
    stage: Case.Stage,
    text: str,
    now: datetime,
    outcome: Duty.Outcome,
    **detail: str,
) -> Case:
    """End the case at a stage; what is still owed ends with it, but for papers to be sent."""
    if stage != Stage.WITHDRAWN:
        said = {"text": refusals.said(text, TextMissing)}
        opening.put(case, box.keys, Paper.Kind.DECISION, said, by=box.by, now=now)
    for kind in (*ARRIVED, "resolve", "notify"):
        owing.keep(case, kind, by=box.by, now=now, outcome=outcome)
    case.stage, case.ended_at = stage, now
    case.save(update_fields=["stage", "ended_at", "ground"])
    opening.write(case, str(stage), by=box.by, now=now, **detail)
    return case
