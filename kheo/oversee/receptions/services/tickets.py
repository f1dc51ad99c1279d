"""Numbers of the people who are there, and which one is called to which counter."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.oversee.receptions.models import Booking, Session, Ticket
from kheo.oversee.receptions.services import schedule
from kheo.oversee.receptions.services.errors import AlreadyDecided, NotAlive
from kheo.oversee.receptions.services.locking import demand, locked, write

# Who booked is called by place, before those who only took a number.
WALK_IN = 100_000


@transaction.atomic
def arrive(*, booking: Booking, by: User, now: datetime) -> Ticket:
    """Note that somebody who booked is there; the number on the screen is theirs from now on."""
    session = locked(booking.session_id)
    demand(by, session.unit, now)
    booking = Booking.objects.get(pk=booking.pk)
    there = Ticket.objects.filter(booking=booking).first()
    if there is not None:
        return there
    if booking.state not in (Booking.State.CONFIRMED, Booking.State.HELD):
        raise NotAlive
    _today(session, now)
    booking.state, booking.hold_until, booking.changed_at = Booking.State.CAME, None, now
    booking.save(update_fields=["state", "hold_until", "changed_at"])
    key = booking.submission_key
    return _issue(session, key, booking.place or WALK_IN, booking, by, now)


@transaction.atomic
def walk_in(*, session: Session, submission_key: uuid.UUID, by: User, now: datetime) -> Ticket:
    """Give a number to somebody who came without booking; pressed twice it is one number."""
    session = locked(session)
    demand(by, session.unit, now)
    given = Ticket.objects.filter(submission_key=submission_key).first()
    if given is not None:
        return given
    _today(session, now)
    return _issue(session, submission_key, None, None, by, now)


def _issue(
    session: Session,
    key: uuid.UUID,
    turn: int | None,
    booking: Booking | None,
    by: User,
    now: datetime,
) -> Ticket:
    last = Ticket.objects.filter(session=session).aggregate(last=Max("number"))["last"] or 0
    ticket = Ticket.objects.create(
        session=session,
        submission_key=key,
        number=last + 1,
        turn=turn if turn is not None else WALK_IN + last + 1,
        booking=booking,
        issued_at=now,
    )
    write(session.subject, "numbered", unit=session.unit, by=by, now=now, number=ticket.number)
    return ticket


@transaction.atomic
def call_next(
    *, session: Session, counter: int, after: int, by: User, now: datetime
) -> Ticket | None:
    """Call the next person to a counter, each person once; None when nobody waits.

    `after` is the ticket that the caller still saw at the counter (0: none). When another is
    there already, the button was pressed twice: nobody else is called.
    """
    session = locked(session)
    demand(by, session.unit, now)
    _today(session, now)
    tickets = Ticket.objects.filter(session=session)
    here = tickets.filter(counter=counter, done_at=None).order_by("-called_at").first()
    if here is not None and here.pk != after:
        return here
    if here is not None:
        here.done_at = now
        here.save(update_fields=["done_at"])
    found = tickets.filter(called_at=None).order_by("turn", "number").first()
    if found is None:
        return None
    found.counter, found.called_at, found.called_by = counter, now, by
    found.save(update_fields=["counter", "called_at", "called_by"])
    schedule.begin(session, by=by, now=now)
    facts = {"number": found.number, "counter": counter}
    write(session.subject, "called", unit=session.unit, by=by, now=now, **facts)
    return found


def _today(session: Session, now: datetime) -> None:
    """Refuse numbers and calls on any day but the day itself."""
    is_open = session.state in (Session.State.POSTED, Session.State.HELD)
    if not is_open or session.on != timezone.localdate(now):
        raise AlreadyDecided
