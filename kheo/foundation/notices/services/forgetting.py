"""Takes back what was queued about a record that must be forgotten."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Replace

from kheo.foundation.notices.models import Message


@transaction.atomic
def forget(*, about: Collection[str], words: Collection[str], instead: str) -> int:
    """Remove unsent messages that name a thing, and these words from all other unsent ones.

    A message that may have gone out keeps its row without words, so that somebody still sees
    that it failed. Returns how many messages were removed or emptied.
    """
    unsent = Message.objects.filter(sent_at__isnull=True)
    naming = Q(pk__in=[])
    for name in filter(None, about):
        naming |= Q(body__contains=name) | Q(recipient=name)
    emptied = unsent.filter(naming, claimed_at__isnull=False).update(
        subject="", body=instead, recipient="", next_at=None
    )
    removed, _kinds = unsent.filter(naming, claimed_at__isnull=True).delete()
    for word in filter(None, words):
        unsent.filter(body__contains=word).update(body=Replace("body", Value(word), Value(instead)))
    return emptied + removed
