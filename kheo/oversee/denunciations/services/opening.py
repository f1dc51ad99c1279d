"""The box of a case: opened by one person for one request, for a reason that is logged."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.oversee.denunciations import law, permissions, sealing
from kheo.oversee.denunciations.models import Case, Grant, Paper
from kheo.oversee.denunciations.services import conflicts, keys, rekeying
from kheo.oversee.denunciations.services.errors import AlreadyMoved, ChoiceUnknown, Closed


@dataclass(repr=False)
class Box:
    """A case whose keys one person has in hand; it lives as long as the request."""

    case: Case
    by: User
    role: str
    keys: sealing.Keys
    _read: dict[int, dict[str, Any]] = field(default_factory=dict)

    @property
    def knows_identity(self) -> bool:
        return bool(self.keys.identity)

    def read(self, paper: Paper) -> dict[str, Any]:
        """Open one paper; raise sealing.Tampered."""
        if paper.pk not in self._read:
            self._read[paper.pk] = rekeying.opened(paper, self.case, self.keys)
        return self._read[paper.pk]

    def papers(self, *kinds: str) -> list[Paper]:
        """List the papers that this person's keys open, in order."""
        found = self.case.papers.all()
        found = found.filter(kind__in=kinds) if kinds else found
        drawers = list(Paper.Drawer.values)
        drawers = drawers if self.knows_identity else [Paper.Drawer.CONTENT]
        return list(found.filter(drawer__in=drawers))

    def last(self, kind: str) -> Paper | None:
        papers = self.papers(kind)
        return papers[-1] if papers else None

    def all_of(self, *kinds: str) -> list[dict[str, Any]]:
        return [self.read(paper) for paper in self.papers(*kinds)]


@dataclass(frozen=True, repr=False)
class Page:
    """One opened paper as the page shows it."""

    paper: Paper
    said: dict[str, Any]


@dataclass(frozen=True, repr=False)
class Opened:
    """Everything a person reads of a case at once."""

    box: Box
    pages: list[Page]
    files: list[tuple[uuid.UUID, str]]


@sensitive_variables()
def open_box(*, code: str, passphrase: str, by: User, now: datetime) -> Box:
    """Open a case with one's own passphrase; raise Closed, KeyMissing, KeyShut, PassphraseWrong.

    Whoever is named in the case loses the keys here and learns no more than a stranger does.
    """
    case, grant = _door(code, by, now)
    _key, private = keys.unlock(passphrase=passphrase, by=by, now=now)
    try:
        taken = sealing.take(grant.sealed, private, case=case.uid.bytes)
    except sealing.Tampered:
        _write("refused", code, by, now)
        raise Closed from None
    box = Box(case, by, grant.role, taken)
    if conflicts.is_barred(by, box, now=now):
        rekeying.end(grant, now=now)
        _write("refused", code, by, now)
        raise Closed
    return box


@sensitive_variables()
def read(*, box: Box, why: str, now: datetime) -> Opened:
    """Open all papers to read them; the log keeps who, when, which code and why."""
    if why not in {reason.code for reason in law.book().reasons}:
        raise ChoiceUnknown
    with transaction.atomic():
        rekeying.if_needed(box.case, box.keys, by=box.by, now=now, put=box)
        pages = [Page(paper, box.read(paper)) for paper in box.papers()]
        files = [
            (file.uid, rekeying.name_of(file, box.case, box.keys)["name"])
            for file in box.case.files.all()
        ]
        write(box.case, "opened", by=box.by, now=now, why=why)
    return Opened(box, pages, files)


@sensitive_variables()
def read_file(*, box: Box, uid: uuid.UUID, now: datetime) -> tuple[str, str, bytes]:
    """Open one file: its name, its type, its bytes; logged like every reading."""
    file = box.case.files.filter(uid=uid).first()
    if file is None:
        raise Closed
    name = rekeying.name_of(file, box.case, box.keys)
    data = rekeying.bytes_of(file, box.case, box.keys)
    write(box.case, "file_opened", by=box.by, now=now, file=str(file.uid))
    return name["name"], name["type"], data


def changing(box: Box, *stages: str) -> Case:
    """Take the case for a change: still in this stage, under these keys, in these hands.

    Raises AlreadyMoved or Closed.
    """
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("unit", "body")
        .get(pk=box.case.pk)
    )
    if not case.grants.filter(person=box.by, ended_at__isnull=True).exists():
        raise Closed
    if case.epoch != box.case.epoch or (stages and case.stage not in stages):
        raise AlreadyMoved
    return case


def put(
    case: Case,
    keys_: sealing.Keys,
    kind: str,
    said: dict[str, Any],
    *,
    by: User | None,
    now: datetime,
    drawer: str = Paper.Drawer.CONTENT,
) -> Paper:
    """Seal a paper into a case."""
    paper = Paper(case=case, kind=kind, drawer=drawer, at=now, by=by)
    data = json.dumps(said, ensure_ascii=False).encode()
    paper.sealed = sealing.seal(data, keys_.of(drawer), label=rekeying.label(case, paper))
    paper.save()
    return paper


def write(case: Case, action: str, *, by: User | None, now: datetime, **detail: Any) -> None:
    """Enter an act into the log: the code and plain facts, never what people wrote."""
    log.record(
        action=f"denunciation.{action}",
        on=case.subject,
        by=by.username if by else "",
        at=now,
        unit_code=case.unit.code,
        detail=detail,
    )


def _door(code: str, by: User, now: datetime) -> tuple[Case, Grant]:
    """Find the case and the living grant, or refuse without saying which was missing."""
    found = Grant.objects.filter(case__code=code, person=by, ended_at__isnull=True)
    grant = found.select_related("case__unit", "case__body", "key").first()
    today = timezone.localdate(now)
    if (
        grant is None
        or grant.key.ended_at
        or not permissions.may_hold(by, grant.case.unit, today=today)
    ):
        _write("refused", code, by, now)
        raise Closed
    return grant.case, grant


def _write(action: str, code: str, by: User, now: datetime) -> None:
    # A code that does not exist is written down too, so that nobody learns which exist.
    log.record(
        action=f"denunciation.{action}", on=f"denunciation:{code[:24]}", by=by.username, at=now
    )


def living_grants(case: Case) -> Sequence[Grant]:
    """List who holds keys of a case now."""
    return list(
        case.grants.filter(ended_at__isnull=True)
        .select_related("person", "key")
        .order_by("given_at", "pk")
    )
