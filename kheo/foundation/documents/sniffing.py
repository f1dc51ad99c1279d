"""Says what a file is by its content; its name is only what somebody claims."""

from pathlib import PurePath

import puremagic

from kheo.foundation.documents.allowed import KINDS, Kind
from kheo.foundation.documents.refusals import NotWhatItSays, TypeNotAllowed


def kind_of(data: bytes, name: str) -> Kind:
    """Find the kind in the table; raise TypeNotAllowed, or NotWhatItSays when the name lied."""
    seen = _media_types(data)
    for kind in KINDS:
        if kind.sniffed & seen and (kind.confirm is None or kind.confirm(data)):
            return kind
    claimed = PurePath(name).suffix.lower()
    if any(claimed in kind.extensions for kind in KINDS):
        raise NotWhatItSays(name)
    raise TypeNotAllowed(name)


def _media_types(data: bytes) -> set[str]:
    try:
        return {match.mime_type for match in puremagic.magic_string(data)}
    except (puremagic.PureError, ValueError):
        return set()
