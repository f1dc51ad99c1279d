"""Who may read a file: each room answers for the files that it holds."""

from collections.abc import Callable

from django.http import HttpRequest

from kheo.foundation.documents.models import StoredFile

MayRead = Callable[[HttpRequest, StoredFile], bool]


class HolderTaken(Exception):
    """Two rooms claimed the same holder; the first keeps it."""


_rules: dict[str, MayRead] = {}


def register(holder: str, may_read: MayRead) -> None:
    """Say who may read the files of a holder."""
    if _rules.setdefault(holder, may_read) is not may_read:
        raise HolderTaken(holder)


def may_read(request: HttpRequest, file: StoredFile) -> bool:
    """Ask the room that holds the file; files of nobody are read by nobody."""
    rule = _rules.get(file.holder)
    return rule is not None and rule(request, file)
