"""The one showing that this site makes itself, and its end where people are named."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.addresses import absolute
from kheo.know.disclosure import rules
from kheo.know.disclosure.errors import AlreadyPublished, ContentMissing, LastDayMissing
from kheo.know.disclosure.models import Act, Publication
from kheo.know.disclosure.services import counting, naming
from kheo.know.disclosure.services.locking import demand, locked_standing, write


@transaction.atomic
def publish_here(*, publication: Publication, by: User, now: datetime) -> Act:
    """Put a content on this site, which is its own proof; raise AlreadyPublished."""
    found = locked_standing(publication)
    demand(by, found.unit, now)
    today = timezone.localdate(now)
    _check(found, today)
    found.published_at, found.closed_at = now, None
    found.save(update_fields=["published_at", "closed_at"])
    act = Act.objects.create(
        submission_key=uuid.uuid4(),
        publication=found,
        channel=rules.book().page.key,
        place=absolute(found.get_absolute_url()),
        since=today,
        until=found.public_until,
        done_by=str(by),
        is_proven=True,
        is_complete=True,
        is_ours=True,
        recorded_at=now,
        recorded_by=by,
    )
    counting.recount(found, by=by, now=now)
    write(found, "published", by=by, now=now, act=act.pk, until=str(found.public_until or ""))
    return act


def _check(publication: Publication, today: date) -> None:
    if publication.published_at is not None and publication.closed_at is None:
        raise AlreadyPublished
    if publication.decided_on is None:
        raise ContentMissing
    last = publication.public_until
    if publication.names_people and (last is None or last < today):
        raise LastDayMissing
    naming.check_words_of(publication)
