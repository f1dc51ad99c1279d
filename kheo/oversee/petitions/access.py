"""What doors for programs may ask of petitions besides lists: who may send, what strangers read."""

from collections.abc import Sequence

from django.http import HttpRequest

from kheo.oversee.petitions import codes, limits, publishing, topics
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries.tracking import TOLD_TO_ALL
from kheo.oversee.petitions.topics import Topic

__all__ = ["Topic"]


def may_send(request: HttpRequest) -> bool:
    """Count one sending under the limit of the web form and say whether it may pass."""
    return limits.is_allowed(request)


def fields() -> Sequence[Topic]:
    """List what petitions may be about, in the order of the file."""
    return tuple(topics.known().values())


def public_answer(petition: Petition) -> str:
    """Give the answer as everybody may read it; nothing while the petition is not public."""
    is_told = petition.is_public and petition.outcome in TOLD_TO_ALL
    return publishing.answer(petition) if is_told else ""


def is_code(text: str) -> bool:
    """Say whether a text has the shape of a tracking code."""
    return bool(codes.read(text))
