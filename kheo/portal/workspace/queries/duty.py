"""One duty with everything its page shows: the five clears, the date and why, every step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kheo.foundation.accounts import queries as accounts
from kheo.foundation.accounts.models import User
from kheo.foundation.clock.errors import ClockError
from kheo.foundation.clock.rules import ExtensionLimit
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import kinds, permissions
from kheo.foundation.duties import queries as duties
from kheo.foundation.duties.models import Duty, Step


@dataclass(frozen=True)
class Dossier:
    """A duty as an officer sees it, and what that officer may do with it."""

    duty: Duty
    steps: list[Step]
    proof: list[StoredFile]
    head: User | None
    reasons: list[str]
    cautions: list[str]
    left: str
    # The day its clock shows: today, or the day it was stopped.
    clock: date
    is_late: bool
    may_assign: bool
    may_extend: bool
    # Who may work on it, and the grounds of the rule; nobody and none where the reader may not act.
    officers: QuerySet[User]
    grounds: tuple[ExtensionLimit, ...]
    children: list[duties.Child]

    @property
    def is_open(self) -> bool:
        return self.duty.closed_at is None

    @property
    def is_suspended(self) -> bool:
        return self.duty.progress == Duty.Progress.SUSPENDED

    @property
    def may_move(self) -> bool:
        """Say whether its date may still be moved by decision."""
        return self.may_extend and self.is_open and not (self.is_suspended or self.is_late)

    @property
    def has_grounds_left(self) -> bool:
        """Say whether the rule allows one more extension."""
        used = [extension.code for extension in self.duty.due.extensions]
        return any(used.count(ground.code) < ground.times for ground in self.grounds)


def dossier(duty: Duty, *, reader: User, today: date, language: str) -> Dossier:
    """Gather one duty for an officer; the row comes with its names."""
    is_known = _is_known(duty)
    may_assign = is_known and permissions.may_assign(reader, duty, today=today)
    may_extend = is_known and permissions.may_extend(reader, duty, today=today)
    return Dossier(
        duty=duty,
        steps=list(duties.steps(duty, public_only=False)),
        proof=list(duty.proof.all()),
        head=accounts.person_in(duty.head, today=today),
        reasons=duties.explanation(duty, language),
        cautions=duties.cautions(duty, language),
        left=duties.remaining(duty, today).words(language) if duty.closed_at is None else "",
        clock=duty.due.stopped_since or today,
        is_late=duty.is_late(today=today),
        may_assign=may_assign,
        may_extend=may_extend,
        officers=_officers(duty, today) if may_assign else User.objects.none(),
        grounds=tuple(_grounds(duty)) if may_extend else (),
        children=duties.children(duty),
    )


def _is_known(duty: Duty) -> bool:
    """A kind that no room registers any more, or that its room keeps sealed, is only read here."""
    return any(kind.key == duty.kind and not kind.is_sealed for kind in kinds.registered())


def _officers(duty: Duty, today: date) -> QuerySet[User]:
    # The body may have moved to what its unit became: its own unit says who sits in it.
    capability = kinds.get(duty.kind).capability
    return accounts.officers_who_may(capability, duty.body.unit, today=today, body=duty.body)


def _grounds(duty: Duty) -> Iterable[ExtensionLimit]:
    try:
        return duties.extension_grounds(duty)
    except ClockError:
        # The rule was taken out of the book: nothing allows an extension any more.
        return ()
