"""What the people of a case do: write into the box, do what is owed, bring in colleagues."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kheo.foundation import refusals
from kheo.foundation.accounts.models import User
from kheo.foundation.documents import storage
from kheo.oversee.denunciations import law, permissions, queries
from kheo.oversee.denunciations.models import Case, Grant, Paper
from kheo.oversee.denunciations.services import conflicts, opening, owing, rekeying
from kheo.oversee.denunciations.services.entering import Accused, Attached
from kheo.oversee.denunciations.services.errors import (
    AlreadyMoved,
    ChoiceUnknown,
    NotHoldable,
    TextMissing,
)
from kheo.oversee.denunciations.services.opening import Box

WRITTEN = (Paper.Kind.NOTE, Paper.Kind.MINUTES, Paper.Kind.EVIDENCE)
# What is carried out by doing it and saying so; the rest has an act of its own.
CARRIED_OUT = ("notify", "send", "act", "forward", "protect", "review")
Stage = Case.Stage


@sensitive_variables()
def add(*, box: Box, kind: str, text: str, now: datetime, files: Sequence[Attached] = ()) -> Paper:
    """Seal a note, minutes or evidence into the case."""
    if kind not in WRITTEN:
        raise ChoiceUnknown
    return _added(box, kind, {"text": refusals.said(text, TextMissing)}, files, now, "added")


@sensitive_variables()
def add_content(
    *,
    box: Box,
    text: str,
    now: datetime,
    accused: Sequence[Accused] = (),
    files: Sequence[Attached] = (),
) -> Paper:
    """Seal what the denouncer adds; whoever is named by it loses the keys without a word."""
    said: dict[str, object] = {
        "text": refusals.said(text, TextMissing),
        "accused": [{"name": one.name, "position": one.position} for one in accused],
    }
    paper = _added(box, Paper.Kind.ADDITION, said, files, now, "content_added")
    for grant in opening.living_grants(box.case):
        if conflicts.names(grant.person, conflicts.lines(said), now=now):
            rekeying.end(grant, now=now)
    return paper


def _added(
    box: Box,
    kind: str,
    said: dict[str, object],
    files: Sequence[Attached],
    now: datetime,
    action: str,
) -> Paper:
    written: list[str] = []
    try:
        with transaction.atomic():
            case = opening.changing(box)
            _demand_kept(case)
            paper = opening.put(case, box.keys, kind, said, by=box.by, now=now)
            for file in files:
                name = {"name": file.name, "type": file.media_type}
                stored = rekeying.store(case, box.keys, name, file.data, by=box.by, now=now)
                written.append(stored.path)
            opening.write(case, action, by=box.by, now=now, kind=str(kind), files=len(files))
    except BaseException:
        storage.remove_all(written)
        raise
    return paper


@sensitive_variables()
@transaction.atomic
def carry_out(*, box: Box, kind: str, text: str, now: datetime) -> Case:
    """Say what was done about one thing that is owed, and be done with it."""
    case = opening.changing(box)
    if kind not in CARRIED_OUT:
        raise ChoiceUnknown
    if owing.duty(case, kind) is None:
        raise AlreadyMoved
    said = {"text": refusals.said(text, TextMissing), "what": kind}
    opening.put(case, box.keys, Paper.Kind.DONE, said, by=box.by, now=now)
    owing.keep(case, kind, by=box.by, now=now)
    if kind == "act":
        case.conclusion.acted_at = now
        case.conclusion.save(update_fields=["acted_at"])
    opening.write(case, "carried_out", by=box.by, now=now, what=kind)
    settle(case, box, now)
    return case


def settle(case: Case, box: Box, now: datetime) -> None:
    """End a concluded case when nothing is owed in it any more."""
    is_done = all(owing.duty(case, kind) is None for kind in ("send", "act", "publish"))
    if case.stage == Stage.CONCLUDED and is_done:
        case.stage, case.ended_at = Stage.SETTLED, now
        case.save(update_fields=["stage", "ended_at"])
        opening.write(case, "settled", by=box.by, now=now)


@sensitive_variables()
@transaction.atomic
def protect(*, box: Box, measures: Collection[str], text: str, now: datetime) -> Case:
    """Seal what is done to protect the denouncer; what was asked for is then considered."""
    case = opening.changing(box)
    _demand_kept(case)
    if not set(measures) <= {one.code for one in law.book().measures}:
        raise ChoiceUnknown
    said = {"text": refusals.said(text, TextMissing), "measures": sorted(set(measures))}
    opening.put(case, box.keys, Paper.Kind.PROTECTION, said, by=box.by, now=now)
    owing.keep(case, "protect", by=box.by, now=now)
    opening.write(case, "protection_decided", by=box.by, now=now)
    return case


@transaction.atomic
def ask_protection(*, box: Box, now: datetime, received_at: datetime | None = None) -> Case:
    """Owe an answer to a request for protection that came later."""
    case = opening.changing(box)
    if owing.duty(case, "protect") is None and not _was_asked(case):
        owing.owe(case, "protect", by=box.by, at=received_at or now)
        opening.write(case, "protection_asked", by=box.by, now=now)
    return case


def _was_asked(case: Case) -> bool:
    return queries.about_duties(case).filter(kind="denunciation.protect").exists()


# --- People of the case -----------------------------------------------------------------------


@sensitive_variables()
@transaction.atomic
def bring_in(*, box: Box, person: User, role: str, knows_identity: bool, now: datetime) -> Grant:
    """Give a colleague the keys; who is named, stands aside, or has no post for it gets none.

    Raises NotHoldable, for every reason alike.
    """
    case = opening.changing(box)
    today = timezone.localdate(now)
    key = queries.living_key(person)
    is_entitled = permissions.may_hold(person, case.unit, today=today)
    if role == Grant.Role.DECIDER:
        is_entitled = permissions.may_decide(person, case, today=today)
    if key is None or not is_entitled or role not in Grant.Role.values or case.erased_at:
        raise NotHoldable
    if not box.knows_identity or conflicts.is_barred(person, box, now=now):
        raise NotHoldable
    if case.grants.filter(person=person, ended_at__isnull=True).exists():
        raise NotHoldable
    keys = box.keys if knows_identity else box.keys.without_identity()
    grant = rekeying.give(case, keys, key, role=role, by=box.by, now=now)
    opening.write(case, "keys_given", by=box.by, now=now, to=person.username, role=str(role))
    return grant


@transaction.atomic
def let_go(*, box: Box, person: User, now: datetime) -> None:
    """Take the keys from a colleague at once; the last officer cannot leave the case alone."""
    case = opening.changing(box)
    if person != box.by and box.role == Grant.Role.MEMBER:
        raise PermissionDenied
    living = opening.living_grants(case)
    grant = next((one for one in living if one.person_id == person.pk), None)
    if grant is None or len(living) == 1:
        raise NotHoldable
    rekeying.end(grant, now=now)
    opening.write(case, "keys_taken", by=box.by, now=now, to=person.username)


@sensitive_variables()
@transaction.atomic
def stand_aside(*, box: Box, now: datetime) -> None:
    """Declare a conflict of one's own: the keys go at once and cannot be given back."""
    case = opening.changing(box)
    living = opening.living_grants(case)
    if len(living) == 1:
        raise NotHoldable
    opening.put(case, box.keys, Paper.Kind.ASIDE, {"person": box.by.pk}, by=None, now=now)
    for grant in living:
        if grant.person_id == box.by.pk:
            rekeying.end(grant, now=now)
    opening.write(case, "keys_taken", by=box.by, now=now, to=box.by.username)


def _demand_kept(case: Case) -> None:
    if case.erased_at:
        raise AlreadyMoved
