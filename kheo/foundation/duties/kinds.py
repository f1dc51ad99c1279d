"""The kinds of duty that the rooms register, each with the rule of its date."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    # Rooms register while Django is still loading, when no model may be imported.
    from kheo.foundation.duties.models import Duty


@dataclass(frozen=True)
class Change:
    """What has just happened to a duty that people outside have to hear of."""

    # The kind of the step and its number, which no other step bears.
    step: str
    number: int
    at: datetime
    reason: str = ""
    decision: str = ""
    was_due_on: date | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of duty: its words, the rule that dates it and the page where it is worked."""

    key: str
    label: str | Promise
    # A code of law/deadlines.yaml, or a function that reads it from the settings.
    rule: str | Callable[[], str]
    url_name: str = ""
    # What an officer needs in the unit to work on it.
    capability: str = "duties.work"
    # What else than `duties.assign` lets an officer give it out or hand it over (a clerk's triage).
    assigns: str = "duties.assign"
    needs_proof: bool = False
    # Whether the person concerned may read its public steps.
    is_public: bool = True
    # Whether the calendar feed of the officer shows it.
    feed: bool = True
    # Whether it is moved on the pages of its room alone: nobody writes free words beside it.
    is_sealed: bool = False
    # A function `(duty, change)` of the room, by its dotted path: called in the transaction in
    # which a date moves, a clock stops or another body takes over, to tell those it concerns.
    told: str = ""

    @property
    def rule_code(self) -> str:
        return self.rule if isinstance(self.rule, str) else self.rule()

    @property
    def tell(self) -> "Callable[[Duty, Change], object] | None":
        return import_string(self.told) if self.told else None


class KeyTaken(Exception):
    """Two rooms asked for the same kind; the first keeps it."""


class UnknownKind(Exception):
    """Nobody registered this kind."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; the same kind may come twice, another under its key may not."""
    if _kinds.setdefault(kind.key, kind) != kind:
        raise KeyTaken(kind.key)


def get(key: str) -> Kind:
    """Return a registered kind; raise UnknownKind."""
    try:
        return _kinds[key]
    except KeyError:
        raise UnknownKind(key) from None


def registered() -> list[Kind]:
    """List all kinds by key."""
    return [_kinds[key] for key in sorted(_kinds)]
