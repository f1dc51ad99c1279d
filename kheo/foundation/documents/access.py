"""Who may read a file: each room answers for the files that it holds."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    # Rooms register while Django is still loading, when no model may be imported.
    from kheo.foundation.documents.models import StoredFile

MayRead = Callable[[HttpRequest, "StoredFile"], bool]
# A public copy is held under the name of its original's holder with this behind it. Strangers get
# only such copies: whatever a room answers for an original is asked of officers and senders.
PUBLIC = ".public"


class HolderTaken(Exception):
    """Two rooms claimed the same holder; the first keeps it."""


_rules: dict[str, MayRead | str] = {}
_publishers: dict[str, MayRead | str] = {}


def register(holder: str, may_read: MayRead | str) -> None:
    """Say who may read the files of a holder: a function, or its dotted path."""
    if _rules.setdefault(holder, may_read) != may_read:
        raise HolderTaken(holder)


def register_publishing(
    holder: str, *, may_read_copy: MayRead | str, may_publish: MayRead | str
) -> None:
    """Say who reads the public copies of a holder's files, and who makes them."""
    register(holder + PUBLIC, may_read_copy)
    if _publishers.setdefault(holder, may_publish) != may_publish:
        raise HolderTaken(holder)


def may_publish(request: HttpRequest, file: "StoredFile") -> bool:
    """Ask the room whether this officer may make a file's public copy."""
    return _asked(_publishers.get(file.holder), request, file)


def may_read(request: HttpRequest, file: "StoredFile") -> bool:
    """Ask the room that holds the file; files of nobody are read by nobody."""
    return _asked(_rules.get(file.holder), request, file)


def _asked(rule: MayRead | str | None, request: HttpRequest, file: "StoredFile") -> bool:
    asked: MayRead | None = import_string(rule) if isinstance(rule, str) else rule
    return asked is not None and bool(asked(request, file))
