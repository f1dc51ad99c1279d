"""The log as an auditor reads it: what was done in their territory, and when it was sealed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.duties import queries as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.log.models import Entry, Seal
from kheo.foundation.moments import start_of
from kheo.foundation.paging import page
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions import queries as petitions
from kheo.oversee.petitions.models import Petition
from kheo.portal.workspace.queries import words

PETITION = "petition"
HEIR = "successions__successor__"


class UnknownSubject(Exception):
    """No record bears this code."""


@dataclass(frozen=True)
class Search:
    """What an auditor looks for; an empty field asks for everything."""

    subject: str = ""
    action: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Line:
    """One entry with the words for it."""

    entry: Entry
    action: words.Words
    actor: str
    unit: str
    subject: str
    facts: list[tuple[words.Words, str]]
    sealed_at: datetime | None


@dataclass(frozen=True)
class LogPage:
    """Some lines, the newest first, and the cursor of those after them; empty at the end."""

    lines: list[Line]
    next: str = ""


def subject_of(typed: str) -> str:
    """Turn what was typed into a subject: itself, or that of a tracking code."""
    if ":" in typed:
        return typed
    found = petitions.by_code(typed)
    if found is None:
        raise UnknownSubject
    return found.subject


def duty_of(subject: str) -> Duty | None:
    """Return the duty that a record gave rise to, if it did."""
    try:
        return duties.about(subject)
    except Duty.DoesNotExist:
        return None


def log_page(search: Search, *, reader: User, today: date, after: str = "") -> LogPage:
    """Cut one page out of the entries of the reader's territory."""
    found = Entry.objects.filter(_territory(reader, today), _asked(search))
    cut = page(found.order_by("-at", "-id"), after)
    return LogPage(_lines(cut.items), cut.next)


# --- Which entries ----------------------------------------------------------------------------


def _territory(reader: User, today: date) -> Q:
    """The reader's units and those they came from; what has no unit goes with the whole."""
    roots = list(units_where(reader, "log.read", today))
    inside = Q(pk__in=[])
    for root in roots:
        for way in ("", HEIR, HEIR * 2):
            inside |= Q(**{f"{way}path__startswith": root.path})
    found = Q(unit_code__in=Unit.objects.filter(inside).values("code"))
    return found | Q(unit_code="") if units.here(on=today) in roots else found


def _asked(search: Search) -> Q:
    asked = Q()
    if search.subject:
        asked &= Q(subject=search.subject)
    if search.action:
        asked &= Q(action__startswith=search.action)
    if search.day:
        begin = start_of(search.day)
        asked &= Q(at__gte=begin, at__lt=begin + timedelta(days=1))
    return asked


# --- What is said of them ---------------------------------------------------------------------


def _lines(entries: list[Entry]) -> list[Line]:
    sealed, names = _sealed(entries), _names(entries)
    places, codes = _places(entries), _codes(entries)
    return [
        Line(
            entry=entry,
            action=words.action(entry.action),
            actor=names.get(entry.actor, ""),
            unit=_place(entry, places),
            subject=codes.get(entry.subject) or _plain(entry.subject),
            facts=[(words.fact(key), _fact(value)) for key, value in entry.detail.items()],
            sealed_at=sealed.get(entry.pk),
        )
        for entry in entries
    ]


def _sealed(entries: list[Entry]) -> dict[int, datetime]:
    wanted = {entry.pk for entry in entries}
    seals = Seal.objects.filter(entries__overlap=sorted(wanted))
    rows = seals.values_list("sealed_at", "entries")
    return {pk: sealed_at for sealed_at, batch in rows for pk in wanted.intersection(batch)}


def _names(entries: list[Entry]) -> dict[str, str]:
    people = User.objects.filter(username__in={entry.actor for entry in entries})
    return {person.username: str(person) for person in people}


def _places(entries: list[Entry]) -> list[Unit]:
    """All bearers of the codes, over time."""
    wanted = {entry.unit_code for entry in entries}
    return list(Unit.objects.filter(code__in=wanted).order_by("valid_from", "pk"))


def _place(entry: Entry, places: list[Unit]) -> str:
    """Name the unit as it was on the day, or else as it was called last."""
    day = timezone.localdate(entry.at)
    bearers = [unit for unit in places if unit.code == entry.unit_code]
    then = [unit for unit in bearers if _exists(unit, day)]
    return next((unit.full_name for unit in [*then, *reversed(bearers)]), entry.unit_code)


def _exists(unit: Unit, day: date) -> bool:
    begun = unit.valid_from is None or unit.valid_from <= day
    return begun and (unit.valid_to is None or unit.valid_to >= day)


def _codes(entries: list[Entry]) -> dict[str, str]:
    """The tracking codes of petitions, which people know them by."""
    subjects = (entry.subject.partition(":") for entry in entries)
    wanted = {int(pk) for sort, _sep, pk in subjects if sort == PETITION and pk.isdecimal()}
    rows = Petition.objects.filter(pk__in=wanted).values_list("pk", "code")
    return {f"{PETITION}:{pk}": code for pk, code in rows}


def _plain(subject: str) -> str:
    sort, _sep, number = subject.partition(":")
    return f"{words.subject(sort)} {number}".strip()


def _fact(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_fact, value))
    return "" if value is None else str(value)
