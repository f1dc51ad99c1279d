"""What doors for programs may ask of petitions besides lists: who may send, what strangers read."""

from collections.abc import Sequence
from hashlib import blake2b

from django.core.cache import cache
from django.http import HttpRequest

from kheo.oversee.petitions import codes, limits, publishing, topics
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries.tracking import TOLD_TO_ALL
from kheo.oversee.petitions.topics import Topic

__all__ = ["Topic"]

KEPT_SECONDS = 3600


def may_send(request: HttpRequest) -> bool:
    """Count one sending under the limit of the web form and say whether it may pass."""
    return limits.is_allowed(request)


def fields() -> Sequence[Topic]:
    """List what petitions may be about, in the order of the file."""
    return tuple(topics.known().values())


def public_answer(petition: Petition) -> str:
    """Give the answer as everybody may read it; nothing while the petition is not public."""
    if not petition.is_public or petition.outcome not in TOLD_TO_ALL or not petition.answer:
        return ""
    # Taking out what tells who somebody is costs milliseconds; a list asks for a thousand answers.
    # The key is a hash, what is kept is public.
    told = "\0".join([petition.answer, *publishing.known(petition)])
    key = f"petitions.answer:{blake2b(told.encode(), digest_size=16).hexdigest()}"
    return str(cache.get_or_set(key, lambda: publishing.answer(petition), KEPT_SECONDS))


def is_code(text: str) -> bool:
    """Say whether a text has the shape of a tracking code."""
    return bool(codes.read(text))
