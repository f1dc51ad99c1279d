"""Entering, correcting and withdrawing documents."""

import uuid
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import kinds
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.models.register import LONGEST_FOLDED
from kheo.foundation.documents.register import permissions
from kheo.foundation.documents.register.errors import (
    AlreadyRegistered,
    AlreadyWithdrawn,
    ChangedMeanwhile,
    IsInTheFuture,
    WrongOrder,
)
from kheo.foundation.documents.register.particulars import Particulars
from kheo.foundation.documents.register.services import relations
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text


@transaction.atomic
def register(
    *,
    particulars: Particulars,
    kept_by: Unit,
    key: uuid.UUID,
    by: User,
    now: datetime,
    is_demo: bool = False,
) -> OfficialDocument:
    """Enter a document into a unit's register; the same sending twice is one document."""
    today = timezone.localdate(now)
    if not permissions.may_register(by, kept_by, today=today):
        raise PermissionDenied
    check_days(particulars, today=today)
    _take_turns(particulars)
    if sent := OfficialDocument.objects.filter(submission_key=key, registered_by=by).first():
        return sent
    _refuse_twice(particulars, by=by, today=today)
    document = OfficialDocument(
        submission_key=key, kept_by=kept_by, registered_at=now, registered_by=by, is_demo=is_demo
    )
    _write(document, particulars, now)
    document.save(force_insert=True)
    _log("registered", document, by, now)
    return document


@transaction.atomic
def correct(
    *, document: OfficialDocument, particulars: Particulars, seen: datetime, by: User, now: datetime
) -> OfficialDocument:
    """Correct what was entered; `seen` is the state that the officer corrected."""
    found = locked(document, by=by, now=now)
    if found.changed_at != seen:
        raise ChangedMeanwhile
    check_days(particulars, today=timezone.localdate(now))
    _take_turns(particulars)
    _refuse_twice(particulars, by=by, today=timezone.localdate(now), but=found.pk)
    before = _facts(found)
    _write(found, particulars, now)
    found.save()
    relations.follow(found)
    changed = sorted(name for name, value in _facts(found).items() if before[name] != value)
    _log("corrected", found, by, now, changed=",".join(changed))
    return found


@transaction.atomic
def withdraw(
    *, document: OfficialDocument, reason: str, by: User, now: datetime
) -> OfficialDocument:
    """Take out what was entered by mistake; the row stays, with the reason."""
    found = locked(document, by=by, now=now)
    found.withdrawn_at = found.changed_at = now
    found.withdrawn_by = by
    found.withdrawn_reason = reason
    fields = ["withdrawn_at", "withdrawn_by", "withdrawn_reason", "changed_at"]
    found.save(update_fields=fields)
    relations.follow(found)
    _log("withdrawn", found, by, now)
    return found


def locked(document: OfficialDocument, *, by: User, now: datetime) -> OfficialDocument:
    """Read a document again under lock, for an officer who may change it."""
    rows = OfficialDocument.objects.select_for_update(of=("self",)).select_related("kept_by")
    found = rows.get(pk=document.pk)
    if not permissions.may_change(by, found, today=timezone.localdate(now)):
        raise PermissionDenied
    if found.withdrawn_at:
        raise AlreadyWithdrawn
    return found


# --- Checks -----------------------------------------------------------------------------------


def check_days(said: Particulars, *, today: date) -> None:
    """Refuse days that cannot be; raise IsInTheFuture or WrongOrder with the field."""
    for name in ("issued_on", "received_on"):
        day = getattr(said, name)
        if day and day > today:
            raise IsInTheFuture(name)
    if said.received_on and said.received_on < said.issued_on:
        raise WrongOrder("received_on", _("Ngày đến không thể trước ngày ban hành."))
    if said.in_force_to and said.in_force_to < (said.in_force_from or said.issued_on):
        raise WrongOrder("in_force_to", _("Ngày hết hiệu lực không thể trước ngày có hiệu lực."))


def _take_turns(said: Particulars) -> None:
    """Let two officers who enter the same document pass one after the other."""
    words = f"document {said.issuer_key} {said.number_key} {said.year}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [words])


def _refuse_twice(said: Particulars, *, by: User, today: date, but: int = 0) -> None:
    if not said.number_key:
        return
    same = OfficialDocument.objects.standing().filter(
        issuer_key=said.issuer_key, number_key=said.number_key, year=said.year
    )
    if existing := same.exclude(pk=but).select_related("kept_by").first():
        is_readable = permissions.may_read(by, existing, today=today)
        raise AlreadyRegistered(existing, is_readable=is_readable)


# --- Writing ----------------------------------------------------------------------------------

_COPIED = (
    "kind", "title", "issued_on", "issuer", "field", "signer_name", "signer_title", "received_on",
    "in_force_from", "in_force_to", "visibility", "issuer_key", "number_key", "year",
)  # fmt: skip
_FACTS = (*_COPIED, "numbered", "issuer_name", "level", "unit_id")


def _write(document: OfficialDocument, said: Particulars, now: datetime) -> None:
    for name in _COPIED:
        setattr(document, name, getattr(said, name))
    document.number = said.number.number if said.number else None
    document.sign = said.number.sign if said.number else ""
    document.numbered = said.number.written if said.number else ""
    document.issuer_name = said.printed_issuer
    document.level = said.actual_level
    document.unit = said.place
    document.folded_title = _folded(document)
    document.changed_at = now


def _folded(document: OfficialDocument) -> str:
    said = (
        document.numbered,
        kinds.kinds()[document.kind].vi,
        document.title,
        document.issuer_name,
        document.signer_name,
    )
    return " ".join(text.words(" ".join(said)))[:LONGEST_FOLDED]


def _facts(document: OfficialDocument) -> dict[str, object]:
    return {name: getattr(document, name) for name in _FACTS if name != "issuer"}


def _log(act: str, document: OfficialDocument, by: User, now: datetime, **facts: str) -> None:
    log.record(
        action=f"document.{act}",
        on=f"document:{document.pk}",
        by=by.username,
        at=now,
        unit_code=document.kept_by.code,
        detail={"numbered": document.numbered, "kind": document.kind, **facts},
    )
