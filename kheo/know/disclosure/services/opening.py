"""What falls due again is opened by itself: a publication without a document yet, and its duty.

A period that was over and due before anybody could know of it is not opened: nobody is made late
by an installation. It shows as missing all the same.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kheo.foundation.duties.services import NobodyAnswers
from kheo.foundation.log import services as log
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body
from kheo.know.disclosure import rules
from kheo.know.disclosure.models import Publication
from kheo.know.disclosure.services import counting
from kheo.know.disclosure.services.recording import next_due


@dataclass(frozen=True)
class Opened:
    """How many duties were opened, and how many bodies nobody heads."""

    duties: int
    headless: int


@dataclass(frozen=True)
class _Expected:
    """One period of one item that has begun to count."""

    listing: rules.Listing
    item: rules.Item
    rhythm: rules.Rhythm
    period: rules.Period

    @property
    def since(self) -> date:
        return self.period.since if self.rhythm.is_from_start else self.period.until

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.listing.key, self.item.key, rules.name_of(self.rhythm, self.period))


def open_due(*, now: datetime) -> Opened:
    """Open what each living body owes for the periods that count from today or before; idempotent.

    One transaction per body, so that a body nobody heads holds up no other.
    """
    today = timezone.localdate(now)
    home = units.here(on=today)
    expected = list(_expected(today))
    if home is None or not expected:
        return Opened(0, 0)
    bodies = Body.objects.filter(unit__in=units.subtree(home, on=today)).select_related("unit")
    known = _known(expected)
    opened = headless = 0
    for body in bodies.order_by("pk"):
        wanted = [one for one in expected if _is_wanted(one, body, known, today)]
        if not wanted:
            continue
        try:
            opened += _open(body, wanted, now)
        except NobodyAnswers:
            headless += 1
    return Opened(opened, headless)


def _expected(today: date) -> Iterator[_Expected]:
    for listing in rules.book().lists.values():
        if not listing.holds(today):
            continue
        for item in listing.items:
            for rhythm in item.rhythms:
                yield _Expected(listing, item, rhythm, _latest(rhythm, today))


def _latest(rhythm: rules.Rhythm, today: date) -> rules.Period:
    """Return the latest period whose days count already."""
    now = rules.of_day(rhythm.each, today)
    is_counting = rhythm.is_from_start or now.until == today
    return now if is_counting else rules.around(rhythm.each, today)[0]


def _known(expected: list[_Expected]) -> set[tuple[int, str, str, str]]:
    """Read in one question what was opened, or recorded for the period by an officer."""
    wanted = Q()
    for one in expected:
        listing, item, period = one.key
        wanted |= Q(list_key=listing, item_key=item, period=period)
    # What an officer recorded and withdrew leaves the period owed.
    standing = Q(withdrawn_at__isnull=True) | Q(opened_by_rule=True)
    rows = Publication.objects.filter(wanted, standing)
    return set(rows.values_list("body", "list_key", "item_key", "period"))


def _is_wanted(
    one: _Expected, body: Body, known: set[tuple[int, str, str, str]], today: date
) -> bool:
    if not one.listing.body_kinds or (body.pk, *one.key) in known:
        return False
    if not one.listing.is_for(level=body.unit.level, body_kind=body.kind):
        return False
    if body.unit.valid_from is not None and body.unit.valid_from > one.since:
        return False
    return counting.due_date(one.rhythm.rule, one.since, body.unit).on >= today


@transaction.atomic
def _open(body: Body, wanted: list[_Expected], now: datetime) -> int:
    made = [_row(body, one, now) for one in wanted]
    Publication.objects.bulk_create(made, ignore_conflicts=True)
    keys = {row.submission_key: one for row, one in zip(made, wanted, strict=True)}
    fresh = Publication.objects.filter(submission_key__in=keys).select_related("unit", "body")
    opened = 0
    for publication in fresh.order_by("pk"):
        counting.owe(publication, since=keys[publication.submission_key].since, by=None, now=now)
        opened += 1
    if opened:
        log.record(
            action="disclosure.opened",
            on=f"body:{body.pk}",
            at=now,
            unit_code=body.unit.code,
            detail={"opened": opened},
        )
    return opened


def _row(body: Body, one: _Expected, now: datetime) -> Publication:
    listing, item, period = one.key
    return Publication(
        # Another key each time: a second worker's rows fall on the constraint, and are not its own.
        submission_key=uuid.uuid4(),
        unit=body.unit,
        body=body,
        list_key=listing,
        item_key=item,
        title=one.rhythm.title(one.period),
        period=period,
        year=one.period.year,
        opened_by_rule=True,
        due_on=counting.due_date(one.rhythm.rule, one.since, body.unit).on,
        rule_code=one.rhythm.rule,
        next_due_on=next_due(body.unit, one.rhythm, one.period),
        names_people=one.item.names_people,
        recorded_at=now,
        changed_at=now,
    )
