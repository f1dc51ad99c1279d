"""Giving the keys of a case, taking them away, and putting everything under new ones."""

import json
import uuid
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import storage
from kheo.foundation.log import services as log
from kheo.oversee.denunciations import permissions, queries, sealing
from kheo.oversee.denunciations.models import Case, Grant, OfficerKey, Paper, SealedFile

FOLDER = "niem-phong"


class Holder(Protocol):
    """Whoever holds keys and has to be told when they change."""

    case: Case
    keys: sealing.Keys


# --- Papers and files under keys --------------------------------------------------------------


def label(case: Case, thing: Paper | SealedFile) -> str:
    """Name the one place where a sealed thing opens."""
    kind = thing.kind if isinstance(thing, Paper) else "file"
    return f"{case.uid}/{thing.uid}/{kind}"


@sensitive_variables()
def opened(paper: Paper, case: Case, keys: sealing.Keys) -> dict[str, Any]:
    """Open a paper; raise sealing.Tampered."""
    data = sealing.unseal(paper.sealed, keys.of(paper.drawer), label=label(case, paper))
    return dict(json.loads(data))


@sensitive_variables()
def name_of(file: SealedFile, case: Case, keys: sealing.Keys) -> dict[str, str]:
    """Open what a file is called and of which type it is."""
    return dict(json.loads(sealing.unseal(file.sealed_name, keys.content, label=label(case, file))))


def bytes_of(file: SealedFile, case: Case, keys: sealing.Keys) -> bytes:
    """Open a file; one that is gone from the storage counts as tampered."""
    try:
        sealed = storage.absolute(file.path).read_bytes()
    except OSError:
        raise sealing.Tampered from None
    return sealing.unseal(sealed, keys.content, label=f"{label(case, file)}/data")


@sensitive_variables()
def store(
    case: Case,
    keys: sealing.Keys,
    name: dict[str, str],
    data: bytes,
    *,
    by: User | None,
    now: datetime,
) -> SealedFile:
    """Seal a file into a case; its place in the storage tells nothing."""
    file = SealedFile(case=case, at=now, by=by)
    _fill(file, case, keys, name, data)
    file.save()
    return file


def _fill(
    file: SealedFile, case: Case, keys: sealing.Keys, name: dict[str, str], data: bytes
) -> None:
    file.path = _place()
    file.sealed_name = sealing.seal(
        json.dumps(name, ensure_ascii=False).encode(), keys.content, label=label(case, file)
    )
    storage.write(file.path, sealing.seal(data, keys.content, label=f"{label(case, file)}/data"))


def _place() -> str:
    name = uuid.uuid4().hex
    return f"{FOLDER}/{name[:2]}/{name}"


# --- Giving and taking away -------------------------------------------------------------------


def give(
    case: Case,
    keys: sealing.Keys,
    key: OfficerKey,
    *,
    role: str,
    by: User | None,
    now: datetime,
) -> Grant:
    """Seal the keys of a case to a person."""
    return Grant.objects.create(
        case=case,
        person=key.person,
        key=key,
        role=role,
        knows_identity=bool(keys.identity),
        sealed=sealing.give(keys, bytes(key.public_key), case=case.uid.bytes),
        given_at=now,
        given_by=by,
    )


@transaction.atomic
def end(grant: Grant, *, now: datetime) -> None:
    """Take the keys away at once; the next officer puts the box under new ones."""
    living = Grant.objects.filter(pk=grant.pk, ended_at__isnull=True)
    if living.update(ended_at=now, sealed=b""):
        Case.objects.filter(pk=grant.case_id).update(is_to_rekey=True)


def cover(case: Case, keys: sealing.Keys) -> None:
    """Seal the keys to the inspection board as well, once it has a key."""
    board = queries.board_of(case.unit)
    if board is not None:
        case.board = board
        case.board_sealed = sealing.give(keys, bytes(board.public_key), case=case.uid.bytes)


def _is_entitled(grant: Grant, case: Case, now: datetime) -> bool:
    today = timezone.localdate(now)
    is_living = grant.key.ended_at is None and grant.person.is_active
    return is_living and permissions.may_hold(grant.person, case.unit, today=today)


# --- New keys ---------------------------------------------------------------------------------


def if_needed(case: Case, keys: sealing.Keys, *, by: User, now: datetime, put: Holder) -> bool:
    """Put the box under new keys when somebody has left it; cover it when the board is new.

    Only who knows the identity can do so: the other keys cannot move what they do not open.
    """
    if not keys.identity:
        return False
    case = Case.objects.select_for_update(of=("self",)).select_related("unit").get(pk=case.pk)
    gone = _end_unentitled(case, now)
    board = queries.board_of(case.unit)
    is_board_new = board is not None and board.pk != case.board_id
    if not (case.is_to_rekey or gone or is_board_new):
        return False
    if case.is_to_rekey or gone:
        keys = _rekey(case, keys, now)
        log.record(
            action="denunciation.rekeyed",
            on=case.subject,
            by=by.username,
            at=now,
            unit_code=case.unit.code,
            detail={"epoch": case.epoch},
        )
    cover(case, keys)
    case.save(update_fields=["epoch", "is_to_rekey", "board", "board_sealed"])
    put.case, put.keys = case, keys
    return True


def _end_unentitled(case: Case, now: datetime) -> int:
    living = case.grants.filter(ended_at__isnull=True).select_related("person", "key")
    gone = [grant for grant in living if not _is_entitled(grant, case, now)]
    for grant in gone:
        end(grant, now=now)
    return len(gone)


def _rekey(case: Case, old: sealing.Keys, now: datetime) -> sealing.Keys:
    new = sealing.new_keys()
    for paper in case.papers.all():
        data = sealing.unseal(paper.sealed, old.of(paper.drawer), label=label(case, paper))
        paper.sealed = sealing.seal(data, new.of(paper.drawer), label=label(case, paper))
        paper.save(update_fields=["sealed"])
    _rekey_files(case, old, new)
    for grant in case.grants.filter(ended_at__isnull=True).select_related("key"):
        theirs = new if grant.knows_identity else new.without_identity()
        grant.sealed = sealing.give(theirs, bytes(grant.key.public_key), case=case.uid.bytes)
        grant.save(update_fields=["sealed"])
    case.epoch += 1
    case.is_to_rekey = False
    return new


def _rekey_files(case: Case, old: sealing.Keys, new: sealing.Keys) -> None:
    written: list[str] = []
    try:
        for file in case.files.all():
            name, data, was = name_of(file, case, old), bytes_of(file, case, old), file.path
            _fill(file, case, new, name, data)
            written.append(file.path)
            file.save(update_fields=["path", "sealed_name"])
            transaction.on_commit(partial(storage.remove_all, [was]))
    except BaseException:
        storage.remove_all(written)
        raise
