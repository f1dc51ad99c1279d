"""Which room fills in the letters about a record; rooms register here while Django loads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    # Rooms register while Django is still loading, when no model may be imported.
    from kheo.foundation.accounts.models import User
    from kheo.foundation.units.models import Body, Post


@dataclass(frozen=True)
class Prepared:
    """What a room gives for the letters about one of its records.

    `holder` is the holder of the stored files; the room registers who reads it in
    `documents.access`. `fields` are first words that the officer may change before issuing.
    Without `signers` the head of the body is offered.
    """

    title: str
    body: "Body"
    holder: str
    keys: tuple[str, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    signers: tuple["Post", ...] = ()
    back_url: str = ""


Prepare = Callable[["User", int, date], "Prepared | None"]


class SubjectTaken(Exception):
    """Two rooms claimed the letters of one kind of record; the first keeps them."""


@dataclass(frozen=True)
class Source:
    """The dotted paths of a room's functions.

    `prepare(user, pk, today) -> Prepared | None`: None when there is no such record or the user
    may write no letter about it. `issued(letter=IssuedLetter, by=User, now=datetime)` is called in
    the transaction of the issuing, when given.
    """

    prepare: str
    issued: str = ""


_sources: dict[str, Source] = {}


def register(kind: str, prepare: str, *, issued: str = "") -> None:
    """Say which room fills in letters about subjects `kind:<number>`."""
    source = Source(prepare, issued)
    if _sources.setdefault(kind, source) != source:
        raise SubjectTaken(kind)


def prepare(subject: str, user: "User", *, today: date) -> "Prepared | None":
    """Ask the room of a subject; None when nobody knows it or the user may not write."""
    kind, _, number = subject.partition(":")
    source = _sources.get(kind)
    if source is None or not number.isascii() or not number.isdigit():
        return None
    asked: Prepare = import_string(source.prepare)
    return asked(user, int(number), today)


def after_issue(subject: str) -> Callable[..., object] | None:
    """Give the function that the room wants called when a letter was issued."""
    source = _sources.get(subject.partition(":")[0])
    return import_string(source.issued) if source and source.issued else None
