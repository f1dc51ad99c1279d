"""Who is named in a publication: entered with the least set, corrected in place, forgotten."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import redaction
from kheo.foundation.documents.redaction import Kind
from kheo.foundation.vietnamese import text as words
from kheo.know.disclosure import tables
from kheo.know.disclosure.errors import (
    AlreadyShown,
    LineGone,
    NamesGone,
    NamesNotMeant,
    NobodyNamed,
    TellsTooMuch,
    TooManyNames,
)
from kheo.know.disclosure.models import NamedPerson, NameList, Publication
from kheo.know.disclosure.models.naming import LONGEST_NAME, LONGEST_RESULT, LONGEST_VILLAGE
from kheo.know.disclosure.services.locking import demand, locked_standing, write

# A list names people; everything else that tells who somebody is has no place in it.
_ALLOWED = frozenset({Kind.NAME})


@dataclass(frozen=True)
class Line:
    """One person as published."""

    name: str
    village: str = ""
    result: str = ""


@transaction.atomic
def name_people(
    *, publication: Publication, lines: Sequence[Line], by: User, now: datetime
) -> NameList:
    """Put a list in place; one that was shown is corrected line by line.

    Raises a DisclosureError that names its line.
    """
    found = locked_standing(publication)
    demand(by, found.unit, now)
    if found.closed_at is not None:
        raise NamesGone
    if found.shown_since is not None and NameList.objects.filter(pk=found.pk).exists():
        raise AlreadyShown
    _check(found, lines)
    NameList.objects.filter(pk=found.pk).delete()
    made = NameList.objects.create(
        publication=found, count=len(lines), entered_at=now, entered_by=by
    )
    NamedPerson.objects.bulk_create(
        NamedPerson(name_list=made, number=number, **vars(_clean(line)))
        for number, line in enumerate(lines, start=1)
    )
    write(found, "named", by=by, now=now, people=len(lines))
    return made


def _check(publication: Publication, lines: Sequence[Line]) -> None:
    if not publication.names_people:
        raise NamesNotMeant
    if not lines:
        raise NobodyNamed
    if len(lines) > tables.book().most_rows:
        raise TooManyNames
    for number, line in enumerate(lines, start=1):
        check_line(line, number)


def check_line(line: Line, number: int) -> None:
    """Refuse a line that tells more than its three fields may; raise TellsTooMuch."""
    if not line.name.strip():
        raise TellsTooMuch(_("Dòng %(n)d: chưa có tên.") % {"n": number})
    longest = ((line.name, LONGEST_NAME), (line.village, LONGEST_VILLAGE))
    if any(len(said) > most for said, most in (*longest, (line.result, LONGEST_RESULT))):
        raise TellsTooMuch(_("Dòng %(n)d: dài quá, chỉ ghi tên, thôn, kết quả.") % {"n": number})
    for said in (line.name, line.village, line.result):
        _check_words(said, _("Dòng %(n)d") % {"n": number})


def _check_words(said: str, where: str) -> None:
    telling = next(_telling(said), None)
    if telling is not None:
        raise TellsTooMuch(
            _("%(where)s: có %(what)s (“%(words)s”), không được công khai.")
            % {"where": where, "what": str(telling.kind.label).lower(), "words": telling.of(said)}
        )


def _telling(said: str) -> Iterator[redaction.Span]:
    return (span for span in redaction.left(said) if span.kind not in _ALLOWED)


def check_words_of(publication: Publication) -> None:
    """Refuse words around a list that tell more than it may; raise TellsTooMuch."""
    if publication.names_people:
        _check_words(publication.title, _("Tên nội dung"))
        _check_words(publication.summary, _("Nội dung chính"))


def _clean(line: Line) -> Line:
    return Line(*(" ".join(words.clean(said).split()) for said in vars(line).values()))


@transaction.atomic
def correct_line(
    *, publication: Publication, number: int, line: Line, by: User, now: datetime
) -> NamedPerson:
    """Write one line anew; what it said before is kept nowhere. Raises LineGone or TellsTooMuch."""
    person = _locked_line(publication, number, by, now)
    check_line(line, number)
    made = _clean(line)
    person.name, person.village, person.result = made.name, made.village, made.result
    person.save(update_fields=["name", "village", "result"])
    write(publication, "name_corrected", by=by, now=now, line=number)
    return person


@transaction.atomic
def remove_line(*, publication: Publication, number: int, by: User, now: datetime) -> None:
    """Take one person off a list, because that person's request was granted."""
    _locked_line(publication, number, by, now).delete()
    write(publication, "name_removed", by=by, now=now, line=number)


def _locked_line(publication: Publication, number: int, by: User, now: datetime) -> NamedPerson:
    found = locked_standing(publication)
    demand(by, found.unit, now)
    if found.closed_at is not None:
        raise NamesGone
    people = NamedPerson.objects.select_for_update(of=("self",))
    person = people.filter(name_list=found.pk, number=number).first()
    if person is None:
        raise LineGone
    return person


def forget_names(publication: Publication, *, now: datetime) -> int:
    """Delete the names of a publication whose row is locked; how many there were stays."""
    lists = NameList.objects.filter(publication=publication, gone_at__isnull=True)
    if not lists.update(gone_at=now):
        return 0
    gone, _kinds = NamedPerson.objects.filter(name_list=publication.pk).delete()
    write(publication, "names_gone", by=None, now=now, people=gone)
    return gone
