"""Regulations are adopted, replaced and looked at again."""

from datetime import date, datetime

from django.db import transaction

from kheo.foundation.accounts.models import User
from kheo.know.workplaces import rules
from kheo.know.workplaces.errors import (
    DocumentMissing,
    NothingToReview,
    NotTheirs,
    OlderThanCurrent,
    ReviewedTooEarly,
)
from kheo.know.workplaces.models import Adopted, Workplace
from kheo.know.workplaces.services.locking import demand, locked, not_ahead, write
from kheo.know.workplaces.services.papers import Paper


@transaction.atomic
def adopt(
    *,
    workplace: Workplace,
    regulation: str,
    adopted_on: date,
    paper: Paper,
    by: User,
    now: datetime,
) -> Adopted:
    """Enter a regulation; the one before it gives way. The same day twice is one.

    Raises NotTheirs, InTheFuture, DocumentMissing or OlderThanCurrent.
    """
    workplace = locked(workplace)
    demand(by, workplace.unit, now)
    if regulation not in {one.key for one in rules.kinds()[workplace.kind].regulations}:
        raise NotTheirs
    not_ahead(adopted_on, now)
    if paper.is_missing:
        raise DocumentMissing
    current = _current(workplace, regulation)
    if current is not None:
        if current.adopted_on == adopted_on:
            return current
        if current.adopted_on > adopted_on:
            raise OlderThanCurrent
        current.replaced_on = adopted_on
        current.save(update_fields=["replaced_on"])
    made = Adopted.objects.create(
        workplace=workplace,
        regulation=regulation,
        adopted_on=adopted_on,
        printed=paper.printed,
        document=paper.document,
        made_at=now,
        made_by=by,
    )
    write(workplace, "workplace.adopted", by=by, now=now, regulation=regulation)
    return made


@transaction.atomic
def review(*, workplace: Workplace, regulation: str, on: date, by: User, now: datetime) -> Adopted:
    """Say that a regulation was looked at and stands.

    Raises NothingToReview, InTheFuture or ReviewedTooEarly.
    """
    workplace = locked(workplace)
    demand(by, workplace.unit, now)
    current = _current(workplace, regulation)
    if current is None:
        raise NothingToReview
    not_ahead(on, now)
    if on < current.last_look:
        raise ReviewedTooEarly
    current.reviewed_on = on
    current.save(update_fields=["reviewed_on"])
    write(workplace, "workplace.reviewed", by=by, now=now, regulation=regulation)
    return current


def _current(workplace: Workplace, regulation: str) -> Adopted | None:
    standing = workplace.regulations.filter(regulation=regulation, replaced_on__isnull=True)
    return standing.first()
