"""The tree of documents that carry one out, down to the communes: one query for each question.

Whoever may not know of a document in the middle still sees what stands below it, hung to the next
document above; the one in the middle is neither named nor counted.
"""

# ruff: noqa: S608 - the words are written here, every value is a parameter
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from kheo.foundation.accounts import queries as accounts
from kheo.foundation.accounts.permissions import Somebody
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.register import permissions
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit

# Whether a reader may know of document d; %(paths)s are the places whose register he keeps.
_SHOWN = """(d.visibility = 'public' OR EXISTS (
    SELECT 1 FROM units_unit k WHERE k.id = d.kept_by_id AND k.path LIKE ANY(%(paths)s)))"""
_DOCUMENT = "documents_officialdocument d ON d.id = r.source_id AND d.withdrawn_at IS NULL"
_BELOW = f"""FROM tree
    JOIN documents_documentrelation r ON r.target_id = tree.id AND r.kind = 'implements'
    JOIN {_DOCUMENT}"""
_FIRST = f"""FROM documents_documentrelation r JOIN {_DOCUMENT}
    WHERE r.kind = 'implements' AND r.target_id = ANY(%(roots)s)"""
# Everything below the roots; each row knows its root.
_TREE = f"""WITH RECURSIVE tree(root, id, shown) AS (
    SELECT r.target_id, d.id, {_SHOWN} {_FIRST}
    UNION SELECT tree.root, d.id, {_SHOWN} {_BELOW} AND d.id <> tree.root)"""
# The next documents below the roots that the reader may know of.
_CHILDREN = f"""WITH RECURSIVE tree(root, id, shown) AS (
    SELECT r.target_id, d.id, {_SHOWN} {_FIRST}
    UNION SELECT tree.root, d.id, {_SHOWN} {_BELOW} AND NOT tree.shown AND d.id <> tree.root)"""


@dataclass(frozen=True)
class Tally:
    """How many documents of a kind were issued at a level below a document."""

    level: str
    kind: str
    count: int


@dataclass(frozen=True)
class Branch:
    """A document of the tree with how many stand below it and the first of them."""

    document: OfficialDocument
    below: int
    first: list[OfficialDocument]


def children(
    root: OfficialDocument, user: Somebody, *, today: date, kind: str = "", level: str = ""
) -> QuerySet[OfficialDocument]:
    """Return what carries a document out directly, the earliest first."""
    sql, asked = _sql(f"{_CHILDREN} SELECT id FROM tree WHERE shown", [root], user, today)
    found = OfficialDocument.objects.filter(pk__in=RawSQL(sql, asked)).light()  # noqa: S611
    if kind:
        found = found.filter(kind=kind)
    if level:
        found = found.filter(level=level)
    return found.select_related("unit").order_by("issued_on", "pk")


def tallies(root: OfficialDocument, user: Somebody, *, today: date) -> list[Tally]:
    """Count the documents below one by level and kind, the higher levels and more first."""
    sql = f"""{_TREE} SELECT d.level, d.kind, count(*) FROM (
        SELECT DISTINCT id FROM tree WHERE shown) t
        JOIN documents_officialdocument d ON d.id = t.id GROUP BY d.level, d.kind"""
    levels = list(OfficialDocument.Level.values)
    rows = [Tally(*row) for row in _rows(sql, [root], user, today)]
    return sorted(rows, key=lambda one: (levels.index(one.level), -one.count, one.kind))


def branches(
    documents: Sequence[OfficialDocument], user: Somebody, *, today: date, first: int = 5
) -> list[Branch]:
    """Tell of some documents how many stand below each, with the first of them: two queries."""
    below = _counts(documents, user, today)
    nearest = _nearest(documents, user, today, first)
    return [Branch(one, below.get(one.pk, 0), nearest.get(one.pk, [])) for one in documents]


def _counts(documents: Sequence[OfficialDocument], user: Somebody, today: date) -> dict[int, int]:
    sql = f"{_TREE} SELECT root, count(DISTINCT id) FROM tree WHERE shown GROUP BY root"
    return dict(_rows(sql, documents, user, today))


def _nearest(
    documents: Sequence[OfficialDocument], user: Somebody, today: date, first: int
) -> dict[int, list[OfficialDocument]]:
    sql = f"""{_CHILDREN} SELECT root, id FROM (
        SELECT t.root, t.id, d.issued_on, row_number() OVER (
            PARTITION BY t.root ORDER BY d.issued_on, t.id) AS place
        FROM (SELECT DISTINCT root, id FROM tree WHERE shown) t
        JOIN documents_officialdocument d ON d.id = t.id) ranked
        WHERE place <= %(first)s ORDER BY root, place"""
    pairs = _rows(sql, documents, user, today, first=first)
    found = OfficialDocument.objects.light().in_bulk({pk for _root, pk in pairs})
    nearest: dict[int, list[OfficialDocument]] = defaultdict(list)
    for root, pk in pairs:
        nearest[root].append(found[pk])
    return nearest


def silent_communes(
    root: OfficialDocument, user: Somebody, *, within: Unit, today: date
) -> QuerySet[Unit]:
    """Return the communes of today that have issued nothing to carry a document out.

    A commune has issued something when one of those that it was made of has.
    """
    sql = f"""{_TREE}, spoken(id) AS (
        SELECT DISTINCT d.unit_id FROM tree JOIN documents_officialdocument d ON d.id = tree.id
        WHERE tree.shown AND d.unit_id IS NOT NULL
        UNION SELECT s.successor_id FROM spoken
        JOIN units_succession s ON s.predecessor_id = spoken.id)
        SELECT id FROM spoken"""
    sql, asked = _sql(sql, [root], user, today)
    communes = units.communes(within, on=today)
    return communes.exclude(pk__in=RawSQL(sql, asked)).order_by("sort_key", "pk")  # noqa: S611


# --- Asking -----------------------------------------------------------------------------------


def _named(
    roots: Iterable[OfficialDocument], user: Somebody, today: date, **more: Any
) -> dict[str, Any]:
    kept = accounts.units_where(user, permissions.REGISTER, today)
    paths = [f"{path}%" for path in kept.values_list("path", flat=True)]
    return {"roots": [root.pk for root in roots], "paths": paths, **more}


def _sql(
    sql: str, roots: Iterable[OfficialDocument], user: Somebody, today: date
) -> tuple[str, Any]:
    """Give the words with the values in their order, as a part of another query takes them."""
    named = _named(roots, user, today)
    order = _PLACE.findall(sql)
    return _PLACE.sub("%s", sql), tuple(named[name] for name in order)


_PLACE = re.compile(r"%\((\w+)\)s")


def _rows(
    sql: str, roots: Iterable[OfficialDocument], user: Somebody, today: date, **more: Any
) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, _named(roots, user, today, **more))
        return list(cursor.fetchall())
