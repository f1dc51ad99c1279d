"""What has to be public is recorded: a decision, or the document of a period that waited for it."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.services import storing
from kheo.foundation.refusals import said
from kheo.foundation.units.models import Body, Unit
from kheo.foundation.vietnamese import text as words
from kheo.know.disclosure import rules
from kheo.know.disclosure.errors import (
    AlreadyShown,
    ChangedMeanwhile,
    DecidedInTheFuture,
    LastDayMissing,
    ListNotInForce,
    PeriodTooFar,
    ReasonMissing,
    TitleMissing,
    UnitNotThere,
    UnknownItem,
    UnknownPeriod,
)
from kheo.know.disclosure.models import Publication
from kheo.know.disclosure.models.publications import LONGEST_REASON, LONGEST_TITLE
from kheo.know.disclosure.services import counting
from kheo.know.disclosure.services.locking import demand, locked_standing, write

HOLDER = "disclosure.file"
# A period may be written down this long before it begins.
AHEAD = timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What is to be made public, as it was typed."""

    list_key: str
    item_key: str
    title: str
    decided_on: date
    summary: str = ""
    numbered: str = ""
    document: OfficialDocument | None = None
    period: str = ""
    names_people: bool = False
    public_until: date | None = None
    files: "Sequence[File[bytes]]" = ()


@transaction.atomic
def record(
    *,
    body: Body,
    content: Content,
    submission_key: uuid.UUID,
    by: User,
    now: datetime,
    is_demo: bool = False,
) -> Publication:
    """Write down what a decision makes public, and owe it by the rule of its list.

    The same key twice is one record. Raises a DisclosureError that names its field.
    """
    demand(by, body.unit, now)
    found = Publication.objects.filter(submission_key=submission_key).with_names().first()
    if found is not None:
        return found
    made = Publication(
        submission_key=submission_key, unit=body.unit, body=body, is_demo=is_demo, recorded_by=by
    )
    made.list_key, made.item_key = content.list_key, content.item_key
    listing = _fill(made, content, now)
    made.rule_code = listing.rule
    made.due_on = counting.due_date(listing.rule, content.decided_on, body.unit).on
    made.recorded_at = now
    made.save(force_insert=True)
    _keep_files(made, content.files, by=by, now=now)
    if _is_still_owed(made, listing, timezone.localdate(now)):
        counting.owe(made, since=content.decided_on, by=by, now=now)
    write(made, "recorded", by=by, now=now, decided_on=str(made.decided_on), due=str(made.due_on))
    return made


@transaction.atomic
def describe(
    *, publication: Publication, content: Content, seen: datetime, by: User, now: datetime
) -> Publication:
    """Give the document of what waits for one, or correct what nobody has been shown yet.

    Raises AlreadyShown, or ChangedMeanwhile when another officer was quicker.
    """
    found = locked_standing(publication)
    demand(by, found.unit, now)
    if found.shown_since is not None:
        raise AlreadyShown
    if found.changed_at != seen:
        raise ChangedMeanwhile
    _fill(found, content, now)
    found.save()
    _keep_files(found, content.files, by=by, now=now)
    write(found, "described", by=by, now=now, decided_on=str(found.decided_on))
    return found


@transaction.atomic
def withdraw(*, publication: Publication, reason: str, by: User, now: datetime) -> Publication:
    """Take back what should not have been published; it stays in the history with its reason."""
    found = locked_standing(publication)
    demand(by, found.unit, now)
    why = said(reason, ReasonMissing)[:LONGEST_REASON]
    found.withdrawn_at, found.withdrawn_by, found.withdrawn_reason = now, by, why
    found.changed_at = now
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason", "changed_at"])
    counting.give_up(found, reason=why, by=by, now=now)
    write(found, "withdrawn", by=by, now=now)
    return found


def _is_still_owed(made: Publication, listing: rules.Listing, today: date) -> bool:
    """Old records, and those of units that ended, are history: nobody owes them any more."""
    is_alive = made.unit.valid_to is None or made.unit.valid_to >= today
    return is_alive and listing.holds(today)


def _fill(made: Publication, content: Content, now: datetime) -> rules.Listing:
    """Take over what was typed, checked; return the list it falls under."""
    today = timezone.localdate(now)
    if not made.opened_by_rule:
        made.item_key = content.item_key
    listing, item = _item(made, content)
    _check_days(made.unit, listing, content.decided_on, today)
    made.title = said(content.title, TitleMissing)[:LONGEST_TITLE]
    made.summary = words.clean(content.summary).strip()
    made.document, made.numbered = content.document, content.numbered.strip()
    made.decided_on = content.decided_on
    made.names_people, made.public_until = content.names_people, content.public_until
    if content.public_until is not None and content.public_until < today:
        raise LastDayMissing
    if not made.opened_by_rule:
        made.period = content.period
        made.year, made.next_due_on = _period(made.unit, item, content, today)
    made.changed_at = now
    return listing


def _item(made: Publication, content: Content) -> tuple[rules.Listing, rules.Item]:
    """Find list and item; what was opened by rule keeps its own."""
    listing = rules.book().list_of(made.list_key)
    item = listing.item(made.item_key) if listing else None
    if listing is None or item is None or made.list_key != content.list_key:
        raise UnknownItem
    if made.opened_by_rule and made.item_key != content.item_key:
        raise UnknownItem
    if not listing.is_for(level=made.unit.level, body_kind=made.body.kind):
        raise UnknownItem
    return listing, item


def _check_days(unit: Unit, listing: rules.Listing, decided_on: date, today: date) -> None:
    if decided_on > today:
        raise DecidedInTheFuture
    if not listing.holds(decided_on):
        raise ListNotInForce
    is_before = unit.valid_from is not None and decided_on < unit.valid_from
    is_after = unit.valid_to is not None and decided_on > unit.valid_to
    if is_before or is_after:
        raise UnitNotThere


def _period(unit: Unit, item: rules.Item, content: Content, today: date) -> tuple[int, date | None]:
    """Return the year a content counts for, and when the next of its kind is due."""
    if not content.period:
        return content.decided_on.year, None
    found = rules.named(content.period, item)
    period, rhythm = found if found else (None, None)
    if period is None or rhythm is None:
        raise UnknownPeriod
    if period.since > today + AHEAD:
        raise PeriodTooFar
    return period.year, next_due(unit, rhythm, period)


def next_due(unit: Unit, rhythm: rules.Rhythm, period: rules.Period) -> date:
    """Say when the period after this one has to be public."""
    _before, after = rules.around(period.each, period.since)
    since = after.since if rhythm.is_from_start else after.until
    return counting.due_date(rhythm.rule, since, unit).on


def _keep_files(
    made: Publication, files: "Iterable[File[bytes]]", *, by: User, now: datetime
) -> None:
    with storing(files, holder=HOLDER, subject=made.subject, by=by, now=now) as kept:
        made.files.add(*kept)
