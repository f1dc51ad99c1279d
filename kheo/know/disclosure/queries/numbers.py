"""Numbers of disclosure for the figures: how many items the law asks, what acts were counted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kheo.foundation.figures.indicators import Row
from kheo.foundation.figures.ledgers import Ledger, Tally, on_days
from kheo.foundation.vietnamese import dates
from kheo.know.disclosure import rules
from kheo.know.disclosure.models import Act, Publication


@dataclass(frozen=True)
class Number:
    """A number of the law with where it stands and how sure it is."""

    value: int
    basis: str
    is_doubtful: bool


def required_items(*, level: str = "commune", list_key: str = "", on: date) -> Number | None:
    """Count the items that a list asks for on a day: of a level's main list, or of one by key."""
    book = rules.book()
    listing = book.list_of(list_key) if list_key else book.main(level=level, on=on)
    if listing is None or not listing.holds(on):
        return None
    doubtful = any(item.is_doubtful for item in listing.items)
    return Number(len(listing.items), listing.basis, doubtful)


def _acts(since: date, until: date) -> QuerySet[Any]:
    standing = Act.objects.filter(withdrawn_at__isnull=True)
    return standing.filter(publication__withdrawn_at__isnull=True).filter(
        on_days("since", since, until)
    )


def _of_acts(_since: date, _until: date) -> dict[str, Tally]:
    found = {
        "all": Tally(Q(pk__isnull=False)),
        "proven": Tally(Q(is_proven=True)),
        "complete": Tally(Q(is_complete=True)),
    }
    channels = rules.book().channels
    return found | {f"channel.{key}": Tally(Q(channel=key)) for key in channels}


def _act_row(act: Act) -> Row:
    words = _("%(channel)s từ %(day)s: %(title)s") % {
        "channel": rules.book().channels[act.channel].words,
        "day": dates.write_date(act.since),
        "title": act.publication.title,
    }
    return Row(words, act.publication.get_absolute_url())


def _publications(since: date, until: date) -> QuerySet[Any]:
    return Publication.objects.standing().filter(on_days("completed_on", since, until))


def _of_publications(_since: date, _until: date) -> dict[str, Tally]:
    found = {"complete": Tally(Q(pk__isnull=False))}
    for listing in rules.book().lists.values():
        for item in listing.items:
            condition = Q(list_key=listing.key, item_key=item.key)
            found[f"{listing.key}.{item.key}"] = Tally(condition)
    return found


def _publication_row(publication: Publication) -> Row:
    return Row(publication.title, publication.get_absolute_url())


# Names of people may stand in a title, so the rows are for officers; the numbers are for everybody.
READERS = ("disclosure.manage", "disclosure.read")
ACTS = Ledger(
    "disclosure.acts",
    "publication__unit",
    _acts,
    _of_acts,
    _act_row,
    readers=READERS,
    related=("publication__unit",),
)
PUBLICATIONS = Ledger(
    "disclosure.publications",
    "unit",
    _publications,
    _of_publications,
    _publication_row,
    readers=READERS,
    related=("unit",),
)
