"""Says which unit holds what stands at an address of this site; rooms register their pages.

A person who writes about a page need not know which office keeps it.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    # Rooms register while Django is still loading, when no model may be imported.
    from kheo.foundation.units.models import Unit

Holder = Callable[[Mapping[str, Any]], "Unit | None"]
_holders: dict[str, str] = {}


class KeyTaken(Exception):
    """Two rooms asked for the same page; the first keeps it."""


def register(url_name: str, dotted_path: str) -> None:
    """Name the function of a room that finds the unit from the parts of an address."""
    if _holders.setdefault(url_name, dotted_path) != dotted_path:
        raise KeyTaken(url_name)


def unit_of(address: str) -> "Unit | None":
    """Find the unit that holds what stands at an address, whole or from the first slash."""
    try:
        page = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return None
    found = _holders.get(page.view_name or "")
    if found is None:
        return None
    holder: Holder = import_string(found)
    return holder(page.kwargs)
