"""The inspection board: its key exists only as shares, and only gives back the keys of others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Unit
from kheo.oversee.denunciations import law, permissions, queries, sealing
from kheo.oversee.denunciations.models import Board, BoardShare, Case, Grant, OfficerKey
from kheo.oversee.denunciations.services import conflicts, keys, opening, rekeying
from kheo.oversee.denunciations.services.errors import (
    BoardMissing,
    KeyMissing,
    MembersWrong,
    NotForOneself,
    ShareGone,
    SharesWrong,
)


@dataclass(frozen=True)
class Recovered:
    """How many cases a person can open again, and how many stay shut."""

    opened: int
    left: int


@sensitive_variables()
@transaction.atomic
def make_board(*, unit: Unit, members: Sequence[User], by: User, now: datetime) -> Board:
    """Make the board's key and seal one share to each member; the key itself is forgotten.

    Cases are covered by it when an officer opens them next. Raises MembersWrong.
    """
    today = timezone.localdate(now)
    if not permissions.may_recover(by, unit, today=today):
        raise PermissionDenied
    book, keyed = law.book(), queries.keyed(members)
    are_fit = all(permissions.may_recover(one, unit, today=today) for one in members)
    if not are_fit or len(keyed) != book.board_shares or len(members) != len(keyed):
        raise MembersWrong
    Board.objects.filter(unit=unit, ended_at__isnull=True).update(ended_at=now)
    public, private = sealing.new_pair()
    board = Board.objects.create(
        unit=unit,
        public_key=public,
        needed=book.board_needed,
        shares=book.board_shares,
        made_at=now,
        made_by=by,
    )
    shares = sealing.split(private, needed=board.needed, shares=board.shares)
    for key, share in zip(keyed.values(), shares, strict=True):
        sealed = sealing.to_person(share.encode(), bytes(key.public_key))
        BoardShare.objects.create(board=board, person=key.person, sealed=sealed)
    _write("board_made", board, by, now, needed=board.needed, shares=board.shares)
    return board


@sensitive_variables()
def show_share(*, board: Board, passphrase: str, by: User, now: datetime) -> str:
    """Open one's own share, to write it on paper; raise ShareGone once it has been."""
    share = board.members.filter(person=by).first()
    if share is None:
        raise PermissionDenied
    if share.taken_at:
        raise ShareGone
    _key, private = keys.unlock(passphrase=passphrase, by=by, now=now)
    try:
        words = sealing.for_person(share.sealed, private).decode()
    except sealing.Tampered:
        raise ShareGone from None
    _write("share_opened", board, by, now)
    return words


@transaction.atomic
def keep_on_paper(*, board: Board, by: User, now: datetime) -> None:
    """Erase one's share from here: from now on only the paper has it."""
    taken = board.members.filter(person=by, taken_at__isnull=True)
    if not taken.update(taken_at=now, sealed=b""):
        raise ShareGone
    _write("share_taken", board, by, now)


@sensitive_variables()
@transaction.atomic
def recover(
    *,
    board: Board,
    shares: Sequence[str],
    person: User,
    by: User,
    now: datetime,
    codes: Collection[str] = (),
) -> Recovered:
    """Seal cases to a person's new key: those whose old key is lost, and those entrusted by code.

    The board sees no content. Who is named in a case does not get it. Raises SharesWrong,
    NotForOneself, KeyMissing.
    """
    today = timezone.localdate(now)
    if not permissions.may_recover(by, board.unit, today=today):
        raise PermissionDenied
    if person == by:
        raise NotForOneself
    key = queries.living_key(person)
    if key is None:
        raise KeyMissing
    private = _joined(board, shares)
    lost = _lost(board, person, key)
    given = [one for one in _entrusted(board, person, codes) if one not in lost]
    opened = sum(_hand_back(case, private, key, by=by, now=now) for case in [*lost, *given])
    asked = len(lost) + len({code.strip().upper() for code in codes if code.strip()})
    _write("recovered", board, by, now, to=person.username, cases=opened)
    return Recovered(opened, max(asked - opened, 0))


def _joined(board: Board, shares: Sequence[str]) -> bytes:
    if board is None or board.pk is None:
        raise BoardMissing
    try:
        private = sealing.join([share for share in shares if share.strip()])
        is_ours = sealing.public_of(private) == bytes(board.public_key)
    except (sealing.SharesWrong, ValueError, TypeError):
        raise SharesWrong from None
    if not is_ours:
        raise SharesWrong
    return private


def _lost(board: Board, person: User, key: OfficerKey) -> list[Case]:
    grants = Grant.objects.filter(person=person, ended_at__isnull=True, case__board=board)
    found = grants.exclude(key=key).select_related("case__unit")
    return [grant.case for grant in found.order_by("pk")]


def _entrusted(board: Board, person: User, codes: Collection[str]) -> list[Case]:
    wanted = {code.strip().upper() for code in codes if code.strip()}
    found = Case.objects.filter(code__in=wanted, board=board, erased_at__isnull=True)
    held = found.filter(grants__person=person, grants__ended_at__isnull=True)
    return list(found.exclude(pk__in=held.values("pk")).select_related("unit"))


def _hand_back(case: Case, private: bytes, key: OfficerKey, *, by: User, now: datetime) -> bool:
    """Give one case to a person, if the person's post and the case allow it."""
    person, today = key.person, timezone.localdate(now)
    try:
        keys_ = sealing.take(case.board_sealed, private, case=case.uid.bytes)
        box = opening.Box(case, by, Grant.Role.OFFICER, keys_)
        is_barred = conflicts.is_barred(person, box, now=now)
    except sealing.Tampered:
        return False
    if is_barred or not permissions.may_hold(person, case.unit, today=today):
        return False
    old = case.grants.filter(person=person, ended_at__isnull=True).first()
    role = Grant.Role(old.role) if old else Grant.Role.OFFICER
    theirs = keys_ if old is None or old.knows_identity else keys_.without_identity()
    if old is not None:
        rekeying.end(old, now=now)
    rekeying.give(case, theirs, key, role=role, by=by, now=now)
    opening.write(case, "recovered", by=by, now=now, to=person.username)
    return True


def _write(action: str, board: Board, by: User, now: datetime, **detail: object) -> None:
    log.record(
        action=f"seal.{action}",
        on=f"board:{board.pk}",
        by=by.username,
        at=now,
        unit_code=board.unit.code,
        detail=detail,
    )
