"""Which acts in the log are news for everybody, and what is told of them."""

from collections.abc import Mapping

from kheo.portal.api.models import Event

# What the sender and the officers do between themselves (questions, additions, ratings) is no news.
NEWS: Mapping[str, Event] = {
    "petition.received": Event.RECEIVED,
    "petition.answered": Event.ANSWERED,
    "petition.reopened": Event.REOPENED,
    "petition.triaged": Event.UPDATED,
    "petition.rerouted": Event.UPDATED,
    "petition.progressed": Event.UPDATED,
    "petition.joined": Event.UPDATED,
    "petition.unjoined": Event.UPDATED,
    "petition.turned": Event.UPDATED,
}
SUBJECT = "petition:"


def pk_of(subject: str) -> int:
    """Read which petition an entry speaks of."""
    return int(subject.removeprefix(SUBJECT))
