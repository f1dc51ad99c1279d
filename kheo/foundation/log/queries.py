"""Questions about the log: what was done to a thing, and whether anything was changed since."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from kheo.foundation.log import merkle
from kheo.foundation.log.models import Entry, Seal, Unsealed

FIELDS = ("id", "at", "action", "actor", "subject", "unit_code", "detail")
# Seals held at once while verifying; each may hold some thousand entries.
SEALS = 10


@dataclass(frozen=True)
class Verdict:
    """Whether the log is whole; if not, the first entry that is not and why."""

    ok: bool
    checked: int
    first_broken: int | None
    message: str
    # The last link: who keeps it elsewhere can later prove that nothing before it was cut off.
    head: str


class Broken(Exception):
    """The log was tampered with; carries the entry and the sentence."""

    def __init__(self, entry: int | None, message: str) -> None:
        super().__init__(message)
        self.entry = entry


def about(subject: str) -> QuerySet[Entry]:
    """Return what was done to a thing, in the order it was written down."""
    return Entry.objects.filter(subject=subject).order_by("id")


def content(entries: Collection[int]) -> QuerySet[Entry, dict[str, Any]]:
    """Return what is hashed of these entries, in order."""
    rows: QuerySet[Entry, dict[str, Any]] = Entry.objects.filter(pk__in=entries).values(*FIELDS)
    return rows.order_by("id")


def last_chain() -> str:
    """Return the last link of the chain."""
    return Seal.objects.order_by("-id").values_list("chain", flat=True).first() or merkle.BEGINNING


def verify(*, kept_head: str = "") -> Verdict:
    """Recompute every hash and say whether the log is whole.

    `kept_head` is a link that somebody wrote down earlier: it must still be in the chain.
    Memory does not grow with the log.
    """
    checked, head, met = 0, merkle.BEGINNING, not kept_head
    try:
        for seal in _seals():
            checked += _check(seal, head)
            head = seal.chain
            met = met or head == kept_head
        _check_strangers()
        _check_waiting()
    except Broken as broken:
        return Verdict(False, checked, broken.entry, str(broken), head)
    if not met:
        message = _("Chuỗi niêm phong không còn mắt xích %(link)s: phần cuối đã bị cắt hoặc thay.")
        return Verdict(False, checked, None, message % {"link": kept_head}, head)
    message = _("Nhật ký nguyên vẹn: %(n)d mục đã niêm phong, %(rest)d mục chờ. Mắt xích: %(link)s")
    rest = Unsealed.objects.count()
    return Verdict(True, checked, None, message % {"n": checked, "rest": rest, "link": head}, head)


def _seals() -> Iterator[Seal]:
    return Seal.objects.order_by("id").iterator(chunk_size=SEALS)


def _check(seal: Seal, previous: str) -> int:
    """Recompute one seal from its entries; return how many it holds."""
    leaves = merkle.split(bytes(seal.leaves))
    found = {row["id"]: row for row in content(seal.entries)}
    for entry, leaf in zip(seal.entries, leaves, strict=False):
        if entry not in found:
            raise Broken(entry, _missing(entry, seal))
        if merkle.leaf(found[entry]) != leaf:
            raise Broken(entry, _changed(found[entry]))
    if merkle.root(leaves) != seal.root or not _is_linked(seal, previous, len(leaves)):
        raise Broken(seal.entries[0] if seal.entries else None, _unlinked(seal))
    return len(leaves)


def _is_linked(seal: Seal, previous: str, leaves: int) -> bool:
    link = merkle.chain(previous, seal.root, seal.entries, seal.sealed_at)
    return leaves == len(seal.entries) and link == seal.chain


def _check_strangers() -> None:
    """Find an entry that is neither sealed nor waiting: written past the triggers."""
    with connection.cursor() as cursor:
        # EXCEPT sorts or hashes; an anti-join without statistics (after a restore) never ends.
        cursor.execute(
            """
            SELECT id FROM log_entry
            EXCEPT SELECT entry_id FROM log_unsealed
            EXCEPT SELECT unnest(entries) FROM log_seal
            ORDER BY id LIMIT 1
            """
        )
        row = cursor.fetchone()
    if row is not None:
        raise Broken(row[0], _unasked(content([row[0]]).get()))


def _check_waiting() -> None:
    """Find an entry that was removed before its seal."""
    there = Entry.objects.filter(pk=OuterRef("entry_id"))
    lost = Unsealed.objects.filter(~Exists(there)).order_by("entry_id").first()
    if lost is not None:
        raise Broken(
            lost.entry_id, _("Mục %(id)d đã bị xóa trước khi niêm phong.") % {"id": lost.entry_id}
        )


def _named(row: dict[str, Any]) -> dict[str, Any]:
    return {"id": row["id"], "action": row["action"], "at": f"{row['at']:%d/%m/%Y %H:%M}"}


def _changed(row: dict[str, Any]) -> str:
    return _("Mục %(id)d (%(action)s, %(at)s UTC) đã bị sửa sau khi niêm phong.") % _named(row)


def _unasked(row: dict[str, Any]) -> str:
    return _("Mục %(id)d (%(action)s, %(at)s UTC) được chèn ngoài quy trình.") % _named(row)


def _missing(entry: int, seal: Seal) -> str:
    return _("Mục %(id)d đã bị xóa; nó được niêm phong lúc %(at)s UTC.") % {
        "id": entry,
        "at": f"{seal.sealed_at:%d/%m/%Y %H:%M:%S}",
    }


def _unlinked(seal: Seal) -> str:
    return _("Niêm phong %(id)d lúc %(at)s UTC không nối với niêm phong trước.") % {
        "id": seal.pk,
        "at": f"{seal.sealed_at:%d/%m/%Y %H:%M:%S}",
    }
