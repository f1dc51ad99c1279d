"""How documents stand to one another, and what that does to them: ended, amended."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import DocumentRelation, OfficialDocument
from kheo.foundation.documents.register import permissions
from kheo.foundation.documents.register.errors import (
    AlreadyRelated,
    AlreadyWithdrawn,
    EndsALaterOne,
    GoesInACircle,
    NotYoursToEnd,
    RelatedToItself,
)
from kheo.foundation.log import services as log

Kind = DocumentRelation.Kind
ENDING = (Kind.REPLACES, Kind.ANNULS)
CHANGING = (*ENDING, Kind.AMENDS)
# Any number that nothing else in this database locks: relations are written one at a time, because
# two of them may close a circle that neither closes alone.
_LOCK = 0x76616E62


@transaction.atomic
def relate(
    *, source: OfficialDocument, target: OfficialDocument, kind: str, by: User, now: datetime
) -> DocumentRelation:
    """Write that `source` implements, amends, replaces… `target`."""
    kind = Kind(kind)
    if source.pk == target.pk:
        raise RelatedToItself
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    source, target = _both(source, target)
    _check(source, target, kind, by, timezone.localdate(now))
    relation = DocumentRelation.objects.create(
        source=source, target=target, kind=kind, since=_since(source), related_at=now, related_by=by
    )
    settle(target.pk)
    _log("related", relation, source, by, now)
    return relation


@transaction.atomic
def unrelate(*, relation: DocumentRelation, by: User, now: datetime) -> None:
    """Take back a relation that was written by mistake."""
    rows = DocumentRelation.objects.select_for_update(of=("self",))
    found = rows.select_related("source__kept_by", "target__kept_by").get(pk=relation.pk)
    today = timezone.localdate(now)
    asked = found.target if found.kind in CHANGING else found.source
    may = permissions.may_change(by, found.source, today=today)
    if not may and not permissions.may_change(by, asked, today=today):
        raise PermissionDenied
    _log("unrelated", found, found.source, by, now)
    found.delete()
    settle(found.target_id)


def follow(source: OfficialDocument) -> None:
    """After a document's days changed or it was withdrawn, settle what it changed."""
    mine = DocumentRelation.objects.filter(source=source)
    mine.update(since=_since(source))
    for target in mine.filter(kind__in=CHANGING).values_list("target_id", flat=True):
        settle(target)


def settle(pk: int) -> None:
    """Write on a document since when others have ended or amended it."""
    others = DocumentRelation.objects.filter(target_id=pk, source__withdrawn_at__isnull=True)
    first = others.filter(kind__in=ENDING).order_by("since", "pk").first()
    amended = others.filter(kind=Kind.AMENDS).aggregate(since=Min("since"))["since"]
    End = OfficialDocument.End
    how = {Kind.REPLACES: End.REPLACED, Kind.ANNULS: End.ANNULLED}
    OfficialDocument.objects.filter(pk=pk).update(
        ended_on=first.since if first else None,
        ended_how=how[Kind(first.kind)] if first else "",
        amended_on=amended,
    )


def _since(source: OfficialDocument) -> date:
    return source.in_force_from or source.issued_on


def _both(
    source: OfficialDocument, target: OfficialDocument
) -> tuple[OfficialDocument, OfficialDocument]:
    """Lock the two in the order of their keys, so that two officers do not wait for each other."""
    rows = OfficialDocument.objects.light().select_for_update(of=("self",)).order_by("pk")
    found = rows.select_related("kept_by").in_bulk([source.pk, target.pk])
    return found[source.pk], found[target.pk]


def _check(
    source: OfficialDocument, target: OfficialDocument, kind: Kind, by: User, today: date
) -> None:
    may_source = permissions.may_change(by, source, today=today)
    if not may_source or not permissions.may_read(by, target, today=today):
        raise PermissionDenied
    if source.withdrawn_at or target.withdrawn_at:
        raise AlreadyWithdrawn
    if kind in CHANGING:
        _check_changing(source, target, by, today)
    if DocumentRelation.objects.filter(source=source, target=target, kind=kind).exists():
        raise AlreadyRelated
    if kind is not Kind.CITES and (chain := _chain(source.pk, target.pk, kind)):
        raise GoesInACircle(_told(chain, by, today))


def _check_changing(
    source: OfficialDocument, target: OfficialDocument, by: User, today: date
) -> None:
    if source.issued_on < target.issued_on:
        raise EndsALaterOne
    if not permissions.may_change(by, target, today=today):
        raise NotYoursToEnd


# Walks from the target along the same kind until it meets the source; `path` stops old circles.
_CHAIN = """
WITH RECURSIVE walk(id, path) AS (
    SELECT %(target)s::bigint, ARRAY[%(target)s::bigint]
    UNION ALL
    SELECT r.target_id, walk.path || r.target_id
    FROM walk JOIN documents_documentrelation r ON r.source_id = walk.id
    JOIN documents_officialdocument d ON d.id = r.source_id AND d.withdrawn_at IS NULL
    WHERE r.kind = %(kind)s AND NOT r.target_id = ANY(walk.path) AND NOT walk.id = %(source)s
)
SELECT path FROM walk WHERE id = %(source)s ORDER BY cardinality(path) LIMIT 1
"""


def _chain(source: int, target: int, kind: Kind) -> list[int]:
    """Give the documents from the source over the target back to the source; [] when open."""
    asked: dict[str, int | str] = {"source": source, "target": target, "kind": kind.value}
    with connection.cursor() as cursor:
        cursor.execute(_CHAIN, asked)
        row = cursor.fetchone()
    return [source, *row[0]] if row else []


def _told(chain: list[int], by: User, today: date) -> list[str]:
    """Name the documents of a chain; one that the officer may not know of has no name."""
    found = OfficialDocument.objects.light().select_related("kept_by").in_bulk(set(chain))
    return [
        str(found[pk]) if permissions.may_read(by, found[pk], today=today) else "…" for pk in chain
    ]


def _log(
    act: str, relation: DocumentRelation, source: OfficialDocument, by: User, now: datetime
) -> None:
    log.record(
        action=f"document.{act}",
        on=f"document:{relation.source_id}",
        by=by.username,
        at=now,
        unit_code=source.kept_by.code,
        detail={"kind": relation.kind, "target": f"document:{relation.target_id}"},
    )
