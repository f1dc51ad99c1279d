"""What becomes of a petition of each kind; the apps that know a kind register it here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    # Apps register while Django is still loading, when no model may be imported.
    from kheo.oversee.petitions.models import Petition


@dataclass(frozen=True)
class Path:
    """The way of one kind of petition: what is owed on receipt, and where it is worked on.

    `taken` and `shown` name, by dotted path, functions of the app that knows the kind:
    `taken(petition, by=User | None, now=datetime)` starts its record when a petition becomes
    one of this kind; `shown(petition, reader=Reader, today=date)` gives the template name and the
    context that the tracking page adds, or None.
    """

    kind: str
    label: str | Promise
    duty: str
    work_url: str = "petitions:work"
    taken: str = ""
    shown: str = ""
    # Takes the words out of the app's own record when the petition turns out to be a denunciation:
    # `emptied(petition, by=User, now=datetime)`.
    emptied: str = ""
    # Whether the sender may send an answer back; where the law has a second instance, no.
    reopens: bool = True
    # Whether taking it back is all there is to it; a room with a way of its own says no.
    withdraws: bool = True

    @property
    def take(self) -> "Callable[..., object] | None":
        return import_string(self.taken) if self.taken else None

    @property
    def empty(self) -> "Callable[..., object] | None":
        return import_string(self.emptied) if self.emptied else None

    @property
    def show(self) -> "Callable[..., tuple[str, dict[str, Any]] | None] | None":
        return import_string(self.shown) if self.shown else None


class KindTaken(Exception):
    """Two apps asked for the same kind; the first keeps it."""


class UnknownKind(LookupError):
    """Nobody registered this kind."""


_paths: dict[str, Path] = {}


def register(path: Path) -> None:
    """Make the way of a kind known; the same may come twice, another for its kind may not."""
    if _paths.setdefault(path.kind, path) != path:
        raise KindTaken(path.kind)


def of(petition: "Petition | str") -> Path:
    """Return the way of a petition, or of a kind; raise UnknownKind."""
    kind = petition if isinstance(petition, str) else str(petition.kind)
    try:
        return _paths[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def registered() -> list[Path]:
    """List all ways, by kind."""
    return [_paths[kind] for kind in sorted(_paths)]


# Where a petition began before it was one: functions by dotted path, asked in turn.
_origins: list[str] = []


def register_origin(path: str) -> None:
    """Let an app say how petitions began with it: `path(petition)` gives title, moment, words."""
    if path not in _origins:
        _origins.append(path)


def origin(petition: "Petition") -> tuple[str, datetime, str] | None:
    """Return the event before a petition was received, if some app knows one."""
    told = (import_string(path)(petition) for path in _origins)
    return next((event for event in told if event is not None), None)
