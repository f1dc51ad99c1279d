"""Lists of documents, newest first, and what stands on the page of one."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from kheo.foundation.accounts import queries as accounts
from kheo.foundation.accounts.permissions import Somebody
from kheo.foundation.documents import numbers
from kheo.foundation.documents.models import DocumentRelation, DocumentVersion, OfficialDocument
from kheo.foundation.documents.models.register import WORDS
from kheo.foundation.documents.register import permissions
from kheo.foundation.units.models import Body, Unit
from kheo.foundation.vietnamese import text

Documents = QuerySet[OfficialDocument]
MOST_WORDS = 12


@dataclass(frozen=True)
class Asked:
    """What a list is narrowed to; empty means all."""

    words: str = ""
    kind: str = ""
    level: str = ""
    field: str = ""
    state: str = ""
    year: int | None = None
    issuer_keys: tuple[str, ...] = ()
    unit: Unit | None = None


def listed(user: Somebody, asked: Asked, *, today: date) -> Documents:
    """Return the documents that the user may know of and asks for, newest first."""
    found = permissions.readable(user, today=today)
    plain = {"kind": asked.kind, "level": asked.level, "field": asked.field, "unit": asked.unit}
    found = found.filter(**{name: value for name, value in plain.items() if value})
    if asked.year:
        found = found.filter(issued_on__range=(date(asked.year, 1, 1), date(asked.year, 12, 31)))
    if asked.issuer_keys:
        found = found.filter(issuer_key__in=asked.issuer_keys)
    if asked.state:
        found = found.in_state(asked.state, today=today)
    return _lines(_matching(found, asked.words))


def _matching(found: Documents, words: str) -> Documents:
    said = text.words(words)[:MOST_WORDS]
    if not said:
        return found
    return found.alias(said=WORDS).filter(said=SearchQuery(" ".join(said), config="simple"))


def _lines(found: Documents) -> Documents:
    """Read what a line of a list shows, newest first."""
    light = found.defer("folded", "folded_title", "withdrawn_reason")
    return light.select_related("unit").order_by("-issued_on", "-pk")


def latest(*, unit: Unit | None = None, kind: str = "") -> Documents:
    """Return the newest public documents as they came into the register, for feeds."""
    found = OfficialDocument.objects.public()
    if unit:
        found = found.filter(unit=unit)
    if kind:
        found = found.filter(kind=kind)
    return found.light().select_related("unit").order_by("-registered_at", "-pk")


def desk(user: Somebody, *, today: date) -> Documents:
    """Return the documents that an officer keeps, the last entered first."""
    kept = Q(pk__in=[])
    reach = accounts.units_where(user, permissions.REGISTER, today)
    for path in reach.values_list("path", flat=True):
        kept |= Q(kept_by__path__startswith=path)
    standing = OfficialDocument.objects.standing().filter(kept).light()
    return standing.select_related("unit", "kept_by").order_by("-registered_at", "-pk")


def issuer_keys(typed: str) -> tuple[str, ...]:
    """Give the keys that a typed issuer may have: bodies of ours of that name, and the name."""
    wanted = numbers.folded_key(text.one_spelling(typed))
    if not wanted:
        return ()
    bodies = Body.objects.values_list("pk", "name")
    same = [pk for pk, name in bodies if numbers.folded_key(text.one_spelling(name)) == wanted]
    return (wanted, *(f"body:{pk}" for pk in same))


def found_by_number(
    user: Somebody, typed: str, *, today: date, limit: int = 10
) -> list[OfficialDocument]:
    """Find documents by number and sign as typed, or by words of their subject."""
    readable = permissions.readable(user, today=today)
    try:
        number = numbers.parse(typed).number
    except numbers.NumberError:
        return list(_lines(_matching(readable, typed))[:limit]) if text.words(typed) else []
    key = Q(number_key=number.key) | Q(number_key__startswith=f"{number.key}#")
    same = readable.filter(key, number=number.number)
    return list(_lines(same.filter(year=number.year) if number.year else same)[:limit])


# --- One document -----------------------------------------------------------------------------


def relations_of(
    document: OfficialDocument, user: Somebody, *, today: date, limit: int = 50
) -> tuple[list[DocumentRelation], list[DocumentRelation]]:
    """List what a document does to others, and what others but its children do to it."""
    readable = permissions.readable(user, today=today).values("pk")
    mine = document.relations.filter(target__in=readable).select_related("target")
    theirs = document.relations_to.exclude(kind=DocumentRelation.Kind.IMPLEMENTS)
    theirs = theirs.filter(source__in=readable).select_related("source")
    light = ("folded", "folded_title")
    return (
        list(mine.defer(*(f"target__{name}" for name in light)).order_by("kind", "pk")[:limit]),
        list(theirs.defer(*(f"source__{name}" for name in light)).order_by("kind", "-pk")[:limit]),
    )


def versions_of(document: OfficialDocument) -> QuerySet[DocumentVersion]:
    """List the files of a document, the newest first, without their words."""
    rows = document.versions.select_related("file", "safe_copy", "added_by")
    return rows.defer("words").order_by("-number")
