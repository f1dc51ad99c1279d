"""Who may read a file: each room answers for the files that it holds."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    # Rooms register while Django is still loading, when no model may be imported.
    from kheo.foundation.documents.models import StoredFile

MayRead = Callable[[HttpRequest, "StoredFile"], bool]


class HolderTaken(Exception):
    """Two rooms claimed the same holder; the first keeps it."""


_rules: dict[str, MayRead | str] = {}


def register(holder: str, may_read: MayRead | str) -> None:
    """Say who may read the files of a holder: a function, or its dotted path."""
    if _rules.setdefault(holder, may_read) != may_read:
        raise HolderTaken(holder)


def may_read(request: HttpRequest, file: "StoredFile") -> bool:
    """Ask the room that holds the file; files of nobody are read by nobody."""
    rule = _rules.get(file.holder)
    if isinstance(rule, str):
        rule = import_string(rule)
    return rule is not None and bool(rule(request, file))
