"""Places of a day: held, confirmed, changed, given back; the waiting list moves up by itself."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation import receipts
from kheo.foundation.accounts.models import User
from kheo.foundation.vietnamese import text as words
from kheo.oversee.receptions import permissions, rules
from kheo.oversee.receptions.models import Booking, Session
from kheo.oversee.receptions.services import slips
from kheo.oversee.receptions.services.errors import (
    AlreadyEntered,
    HoldExpired,
    NotAlive,
    NothingFree,
    NotOpen,
    NotTheHolder,
    PhoneNeeded,
    PlaceGone,
)
from kheo.oversee.receptions.services.locking import demand, locked, locked_of_holder, write

State = Booking.State
_FREE = """
SELECT n FROM generate_series(1, %s) AS n
WHERE NOT EXISTS (SELECT FROM receptions_booking WHERE session_id = %s AND place = n)
ORDER BY n LIMIT 1
"""


@transaction.atomic
def hold(
    *,
    session: Session,
    submission_key: uuid.UUID,
    now: datetime,
    place: int | None = None,
    phone: str = "",
    is_demo: bool = False,
) -> Booking:
    """Keep a place for some minutes; without one left, a turn on the waiting list.

    The same key twice is one booking. Raises NotOpen, PlaceGone, or PhoneNeeded and
    AlreadyEntered where lots are drawn.
    """
    session = locked(session)
    made = Booking.objects.filter(submission_key=submission_key).first()
    if made is not None:
        return made
    if not session.takes_bookings(now=now):
        raise NotOpen
    booking = Booking(
        session=session,
        code=slips.new_code(),
        submission_key=submission_key,
        secret_hash=receipts.hash_of(slips.secret_of(submission_key)),
        phone=phone,
        made_at=now,
        changed_at=now,
        is_demo=is_demo,
    )
    if session.takes_entries(now=now):
        _enter(booking)
    else:
        settle(session, now)
        _stand(booking, place, now)
    booking.save(force_insert=True)
    write(f"booking:{booking.code}", booking.state, unit=session.unit, by=None, now=now)
    return booking


def _enter(booking: Booking) -> None:
    """Take a name for the draw: one for each phone, or one person would draw for ten."""
    if not booking.phone:
        raise PhoneNeeded
    same = Booking.objects.filter(session=booking.session, phone=booking.phone, state=State.ENTERED)
    if same.exists():
        raise AlreadyEntered
    booking.state = State.ENTERED


def _stand(booking: Booking, wished: int | None, now: datetime) -> None:
    """Give a new booking the wished place, the first free one, or a turn to wait."""
    free = _wished(booking.session, wished) if wished else free_place(booking.session)
    if free is None:
        booking.state, booking.rank = State.WAITING, _last_rank(booking.session) + 1
        return
    booking.state, booking.place = State.HELD, free
    booking.hold_until = now + timedelta(minutes=rules.custom().hold_minutes)


def _wished(session: Session, place: int) -> int:
    taken = Booking.objects.filter(session=session, place=place).exists()
    if taken or not 1 <= place <= session.capacity:
        raise PlaceGone
    return place


def free_place(session: Session) -> int | None:
    """Find the first place nobody has; the caller holds the row of the day."""
    with connection.cursor() as cursor:
        cursor.execute(_FREE, [session.capacity, session.pk])
        row = cursor.fetchone()
    return int(row[0]) if row else None


def _last_rank(session: Session) -> int:
    ranks = Booking.objects.filter(session=session, state=State.WAITING)
    return int(ranks.aggregate(last=Max("rank"))["last"] or 0)


def settle(session: Session, now: datetime) -> int:
    """End the holds that ran out and move the waiting list up; return how many moved.

    The caller holds the row of the day.
    """
    held = Booking.objects.filter(session=session, state=State.HELD, hold_until__lte=now)
    held.update(state=State.EXPIRED, place=None, hold_until=None, changed_at=now)
    if session.state != Session.State.POSTED or now >= session.begins:
        return 0
    waiting = Booking.objects.filter(session=session, state=State.WAITING).order_by("rank", "pk")
    moved = 0
    while (place := free_place(session)) is not None and (booking := waiting.first()) is not None:
        _move_up(session, booking, place, now)
        moved += 1
    return moved


def _move_up(session: Session, booking: Booking, place: int, now: datetime) -> None:
    booking.state, booking.place, booking.changed_at = State.CONFIRMED, place, now
    booking.save(update_fields=["state", "place", "changed_at"])
    write(f"booking:{booking.code}", "moved_up", unit=session.unit, by=None, now=now)
    _tell(session, booking, "moved_up", now)


def _tell(session: Session, booking: Booking, event: str, now: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        text = _("Bạn có chỗ gặp %(head)s lúc %(when)s, mã %(code)s.") % {
            "head": session.receiver,
            "when": slips.when(session, booking.place),
            "code": booking.code,
        }
    slips.tell(booking, event=event, text=text, now=now)


def confirm(
    *,
    booking: Booking,
    secret: str,
    now: datetime,
    name: str = "",
    phone: str = "",
    email: str = "",
    wants_online: bool = False,
) -> Booking:
    """Make a held place one's own, with a name and a phone or without.

    A hold that ran out still counts as long as nobody else waits for the place.
    Raises NotTheHolder, NotAlive or HoldExpired.
    """
    contact: dict[str, str | bool] = {
        "name": words.clean(name).strip(),
        "phone": phone.strip(),
        "email": email.strip(),
        "wants_online": wants_online,
    }
    confirmed = _confirm(booking, secret, contact, now)
    # Refused only after the commit: whoever waited keeps the place that was given up.
    if confirmed.state == State.EXPIRED:
        raise HoldExpired
    return confirmed


@transaction.atomic
def _confirm(
    booking: Booking, secret: str, contact: dict[str, str | bool], now: datetime
) -> Booking:
    session, booking = locked_of_holder(booking, secret)
    if booking.state == State.EXPIRED:
        return booking
    if not booking.is_alive:
        raise NotAlive
    if booking.hold_until and booking.hold_until <= now and _somebody_waits(session):
        settle(session, now)
        return Booking.objects.get(pk=booking.pk)
    contact["phone"] = contact["phone"] or booking.phone
    for field, value in contact.items():
        setattr(booking, field, value)
    is_new = booking.state == State.HELD
    if is_new:
        booking.state, booking.hold_until = State.CONFIRMED, None
    booking.changed_at = now
    booking.save()
    if is_new:
        _tell(session, booking, "confirmed", now)
        write(f"booking:{booking.code}", "confirmed", unit=session.unit, by=None, now=now)
    return booking


def _somebody_waits(session: Session) -> bool:
    return Booking.objects.filter(session=session, state=State.WAITING).exists()


@transaction.atomic
def cancel(*, booking: Booking, now: datetime, secret: str = "", by: User | None = None) -> Booking:
    """Give a place back, by its holder or at the counter; the next who waits has it at once."""
    session = locked(booking.session_id)
    booking = Booking.objects.get(pk=booking.pk)
    if by is not None:
        demand(by, session.unit, now)
    elif not permissions.holds_slip(booking, secret):
        raise NotTheHolder
    if booking.state == State.CANCELLED:
        return booking
    if not booking.is_alive:
        raise NotAlive
    leave(booking, now)
    write(f"booking:{booking.code}", "cancelled", unit=session.unit, by=by, now=now)
    settle(session, now)
    return booking


def leave(booking: Booking, now: datetime) -> None:
    """Take a booking off its place; what it said of its holder goes too."""
    booking.state, booking.changed_at = State.CANCELLED, now
    booking.place = booking.hold_until = None
    booking.name = booking.phone = booking.email = ""
    booking.save()


@transaction.atomic
def change(
    *, booking: Booking, secret: str, to: Session, now: datetime, place: int | None = None
) -> Booking:
    """Move a booking to another day or hour; raise NothingFree and keep the old place."""
    days = {pk: locked(pk) for pk in sorted({booking.session_id, to.pk})}
    booking = Booking.objects.get(pk=booking.pk)
    old, new = days[booking.session_id], days[to.pk]
    if not permissions.holds_slip(booking, secret):
        raise NotTheHolder
    if not booking.is_alive:
        raise NotAlive
    if not new.takes_bookings(now=now) or new.takes_entries(now=now):
        raise NotOpen
    settle(new, now)
    # Settling may have ended this very hold.
    booking.refresh_from_db()
    if not booking.is_alive:
        raise NotAlive
    found = _wished(new, place) if place else free_place(new)
    if found is None:
        raise NothingFree
    booking.session, booking.place, booking.state = new, found, State.CONFIRMED
    booking.hold_until = booking.rank = booking.lot = None
    booking.changed_at = now
    booking.save()
    write(f"booking:{booking.code}", "changed", unit=new.unit, by=None, now=now)
    settle(old, now)
    _tell(new, booking, "changed", now)
    return booking


def tidy(*, now: datetime) -> int:
    """End all holds that ran out, day by day; return how many people moved up."""
    days = Booking.objects.filter(state=State.HELD, hold_until__lte=now)
    pks = sorted(set(days.values_list("session_id", flat=True)))
    return sum(_tidy(pk, now) for pk in pks)


@transaction.atomic
def _tidy(pk: int, now: datetime) -> int:
    return settle(locked(pk), now)
