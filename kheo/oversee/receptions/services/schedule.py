"""The days of heads: drafted by rule, posted in time, moved with a reason, held or missed."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.clock.book import default_calendar
from kheo.foundation.refusals import said
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body, Post
from kheo.foundation.vietnamese import text as words
from kheo.oversee.receptions import rules
from kheo.oversee.receptions.models import Booking, Session
from kheo.oversee.receptions.models.sessions import LONGEST_REASON
from kheo.oversee.receptions.services import slips
from kheo.oversee.receptions.services.errors import (
    AlreadyDecided,
    BasisMissing,
    DayTaken,
    DelegationRefused,
    InThePast,
    NobodyHeads,
    NotAWorkingDay,
    PostedTooLate,
    ReasonMissing,
    TooFewPlaces,
)
from kheo.oversee.receptions.services.locking import demand, locked, write

State = Session.State
Kind = Session.Kind
SEED_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A day as it was typed into the plan."""

    on: date
    starts_at: time
    ends_at: time
    place: str
    capacity: int
    kind: Session.Kind = Kind.PERIODIC
    mode: Session.Mode = Session.Mode.DIRECT
    online_link: str = ""
    draws_at: datetime | None = None


@transaction.atomic
def draft(
    *, body: Body, sitting: Sitting, by: User, now: datetime, is_demo: bool = False
) -> Session:
    """Put a day into the plan, for nobody to see yet; the same day and hour twice is one.

    Raises NobodyHeads, InThePast or NotAWorkingDay.
    """
    demand(by, body.unit, now)
    _check(sitting, now)
    head = units.current_head(body)
    if head is None:
        raise NobodyHeads
    session = Session(unit=body.unit, body=body, head=head, is_demo=is_demo)
    _fill(session, sitting)
    found = _same(session)
    if found is not None:
        return found
    session.save()
    write(session.subject, "drafted", unit=body.unit, by=by, now=now, on_day=str(session.on))
    return session


def _check(sitting: Sitting, now: datetime) -> None:
    if sitting.on < timezone.localdate(now):
        raise InThePast
    is_planned = sitting.kind != Kind.UNSCHEDULED
    if is_planned and not default_calendar().is_working_day(sitting.on):
        raise NotAWorkingDay


def _fill(session: Session, sitting: Sitting) -> None:
    session.on, session.kind, session.mode = sitting.on, sitting.kind, sitting.mode
    session.starts_at, session.ends_at = sitting.starts_at, sitting.ends_at
    session.place, session.capacity = words.clean(sitting.place).strip(), sitting.capacity
    session.online_link = sitting.online_link
    session.draws_at, session.is_by_lot = sitting.draws_at, sitting.draws_at is not None
    if session.is_by_lot and not session.seed:
        session.seed = secrets.token_hex(SEED_BYTES)
        session.commitment = slips.seed_hash(session.seed)


def _same(session: Session) -> Session | None:
    same = Session.objects.filter(
        head=session.head, on=session.on, starts_at=session.starts_at
    ).exclude(state=State.CALLED_OFF)
    return same.for_lists().first()


@transaction.atomic
def edit(*, session: Session, sitting: Sitting, by: User, now: datetime) -> Session:
    """Change a day that nobody has been told of; raise AlreadyDecided once it is posted."""
    session = locked(session)
    demand(by, session.unit, now)
    if session.state != State.DRAFT:
        raise AlreadyDecided
    _check(sitting, now)
    _fill(session, sitting)
    _save(session)
    return session


@transaction.atomic
def discard(*, session: Session, by: User, now: datetime) -> None:
    """Take a day out of the plan that nobody has been told of."""
    session = locked(session)
    demand(by, session.unit, now)
    if session.state != State.DRAFT:
        raise AlreadyDecided
    write(session.subject, "discarded", unit=session.unit, by=by, now=now)
    session.delete()


@transaction.atomic
def post(*, session: Session, by: User, now: datetime) -> Session:
    """Show a day to everybody, in time unless it is unscheduled; raise PostedTooLate."""
    session = locked(session)
    demand(by, session.unit, now)
    if session.state == State.POSTED:
        return session
    if session.state != State.DRAFT:
        raise AlreadyDecided
    _in_time(session, session.on, now)
    session.state, session.posted_at, session.posted_by = State.POSTED, now, by
    session.save(update_fields=["state", "posted_at", "posted_by"])
    detail = {"on_day": str(session.on), "commitment": session.commitment}
    write(session.subject, "posted", unit=session.unit, by=by, now=now, **detail)
    return session


def _in_time(session: Session, on: date, now: datetime) -> None:
    today = timezone.localdate(now)
    if on < today or (on == today and now >= session.ends):
        raise InThePast
    # Law on Reception of Citizens, art. 24; an unscheduled reception cannot be posted ahead.
    if session.kind != Kind.UNSCHEDULED and today > rules.last_posting(on).on:
        raise PostedTooLate


@transaction.atomic
def move(*, session: Session, to: date, reason: str, by: User, now: datetime) -> Session:
    """Hold it on another day, posted in time too; all who booked keep their places and are told."""
    session = locked(session)
    demand(by, session.unit, now)
    _still_ahead(session)
    why = said(reason, ReasonMissing)[:LONGEST_REASON]
    if session.kind != Kind.UNSCHEDULED and not default_calendar().is_working_day(to):
        raise NotAWorkingDay
    was = session.on
    if to != was:
        _in_time(session, to, now)
    session.was_on, session.on, session.reason = was, to, why
    _save(session)
    write(session.subject, "moved", unit=session.unit, by=by, now=now, was=str(was), to=str(to))
    _tell_all(session, "moved", _("đã dời sang %(when)s. Lý do: %(why)s."), now)
    return session


@transaction.atomic
def call_off(*, session: Session, reason: str, by: User, now: datetime) -> Session:
    """Say in public that nobody will be received that day, and why; all who booked are told."""
    session = locked(session)
    demand(by, session.unit, now)
    _still_ahead(session)
    session.reason = said(reason, ReasonMissing)[:LONGEST_REASON]
    session.state = State.CALLED_OFF
    session.save(update_fields=["reason", "state"])
    write(session.subject, "called_off", unit=session.unit, by=by, now=now)
    _tell_all(session, "called_off", _("không tiếp. Lý do: %(why)s."), now)
    return session


@transaction.atomic
def explain_missed(*, session: Session, reason: str, by: User, now: datetime) -> Session:
    """Say why a day passed without anybody being received; it stays missed."""
    session = locked(session)
    demand(by, session.unit, now)
    if session.state != State.POSTED or session.on >= timezone.localdate(now):
        raise AlreadyDecided
    session.reason = said(reason, ReasonMissing)[:LONGEST_REASON]
    session.save(update_fields=["reason"])
    write(session.subject, "missed_explained", unit=session.unit, by=by, now=now)
    return session


@transaction.atomic
def substitute(
    *, session: Session, post: Post | None, basis: str, by: User, now: datetime
) -> Session:
    """Let another post sit in where the law allows it; raise DelegationRefused with the article."""
    session = locked(session)
    demand(by, session.unit, now)
    _still_ahead(session)
    if post is not None and post.pk != session.head_id:
        check_delegation(session.body, session.on)
        session.substitute_basis = said(basis, BasisMissing)[:200]
        session.substitute = post
    else:
        session.substitute, session.substitute_basis = None, ""
    session.save(update_fields=["substitute", "substitute_basis"])
    write(session.subject, "substituted", unit=session.unit, by=by, now=now)
    return session


def check_delegation(body: Body, on: date) -> None:
    """Refuse a delegation where the law of that day refuses it."""
    rule = rules.delegation(body.kind, body.unit.level)
    if not rule.is_allowed(on):
        raise DelegationRefused(
            _("%(refusal)s Căn cứ: %(basis)s.")
            % {"refusal": DelegationRefused.sentence, "basis": rule.basis}
        )


@transaction.atomic
def resize(*, session: Session, capacity: int, by: User, now: datetime) -> Session:
    """Give another number of places, never fewer than are taken; raise TooFewPlaces."""
    session = locked(session)
    demand(by, session.unit, now)
    _still_ahead(session)
    if Booking.objects.filter(session=session, place__gt=capacity).exists():
        raise TooFewPlaces
    session.capacity = capacity
    session.save(update_fields=["capacity"])
    write(session.subject, "resized", unit=session.unit, by=by, now=now, capacity=capacity)
    return session


@transaction.atomic
def conclude(*, session: Session, by: User, now: datetime) -> Session:
    """End a day that was held, also when nobody came; who booked and did not come is absent."""
    session = locked(session)
    demand(by, session.unit, now)
    if session.state != State.HELD:
        begin(session, by=by, now=now)
    left = Booking.objects.filter(session=session, state=Booking.State.CONFIRMED)
    left.update(state=Booking.State.ABSENT, changed_at=now)
    return session


def begin(session: Session, *, by: User, now: datetime) -> None:
    """Note that people are received; the caller holds the row of the day."""
    if session.state == State.HELD:
        return
    if session.state != State.POSTED or timezone.localdate(now) < session.on:
        raise AlreadyDecided
    session.state, session.held_at = State.HELD, now
    session.save(update_fields=["state", "held_at"])
    write(session.subject, "held", unit=session.unit, by=by, now=now)


def _still_ahead(session: Session) -> None:
    if session.state not in (State.DRAFT, State.POSTED):
        raise AlreadyDecided


def _save(session: Session) -> None:
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as clash:
        raise DayTaken from clash


def _tell_all(session: Session, event: str, sentence: str, now: datetime) -> None:
    waiting = Booking.objects.filter(session=session, state__in=Booking.ALIVE)
    with override(settings.LANGUAGE_CODE):
        for booking in waiting.order_by("pk"):
            facts = {"when": slips.when(session, booking.place), "why": session.reason}
            text = _("Buổi tiếp của %(body)s ") % {"body": session.body} + sentence % facts
            slips.tell(booking, event=event, text=text, now=now)
