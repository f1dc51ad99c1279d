"""The secret address of an officer's calendar feed."""

from datetime import datetime

from django.db import transaction

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import queries
from kheo.foundation.duties.models import Feed
from kheo.foundation.log import services as log


def feed_token(person: User) -> str:
    """Return the token of a person's feed address; the database keeps no secret."""
    feed, _made = Feed.objects.get_or_create(person=person)
    return queries.SIGNER.sign(f"{feed.person_id}-{feed.revision}")


@transaction.atomic
def revoke_feed(*, by: User, now: datetime) -> str:
    """Make every address given out so far worthless and return a new one."""
    feed, _made = Feed.objects.select_for_update().get_or_create(person=by)
    feed.revision += 1
    feed.save(update_fields=["revision"])
    log.record(action="feed.revoked", on=f"user:{by.pk}", by=by.username, at=now)
    return feed_token(by)
