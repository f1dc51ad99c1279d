"""Who receives people when, and places of a day: held, confirmed, changed, given back."""

import uuid
from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Status

from kheo.foundation.addresses import absolute
from kheo.foundation.units import queries as units
from kheo.oversee.receptions import permissions, queries, services
from kheo.oversee.receptions.models import Booking, Session
from kheo.portal.api.rest import schemas
from kheo.portal.api.rest.errors import Problem
from kheo.portal.api.rest.petitions import READ, SEND, WRITE, Idempotency, Secret, clean, slow_down
from kheo.portal.api.rest.petitions import unit_of as unit_of_code

router = Router()
Number = Annotated[int, Path(ge=1, le=2**62)]
Code = Annotated[str, Path(pattern="^TD-[0-9A-Z]{8}$", description="Such as TD-7K3M9QXA")]


@router.get("/receptions", response={200: list[schemas.SessionOut], **READ},
            summary="Days of reception of a month")  # fmt: skip
def days(
    request: HttpRequest,
    month: Annotated[
        str, Query(pattern="^20[0-9]{2}-(0[1-9]|1[0-2])$", description="Such as 2026-11")
    ] = "",
    unit: Annotated[str, Query(max_length=16, description="Code of a unit, else all")] = "",
) -> list[schemas.SessionOut]:
    """List the posted days of a month with the places taken, missed and moved ones too."""
    today = timezone.localdate()
    day = date(int(month[:4]), int(month[5:]), 1) if month else today
    place = unit_of_code(clean(unit)) if unit else units.here(on=today)
    since, until = queries.month_of(day)
    return [_day(one) for one in queries.month(place, since, until)] if place else []


@router.get("/receptions/{number}", response={200: schemas.SessionOut, **READ},
            summary="One day of reception")  # fmt: skip
def one_day(request: HttpRequest, number: Number) -> schemas.SessionOut:
    """Tell of one posted day."""
    return _day(_session(number))


def _session(number: int) -> Session:
    found = queries.with_taken(Session.objects.public().for_lists()).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _day(session: Session) -> schemas.SessionOut:
    now = timezone.now()
    return schemas.SessionOut(
        id=session.pk,
        unit_code=session.unit.code,
        unit_name=session.unit.full_name,
        receiver=str(session.receiver),
        kind=session.kind,
        mode=session.mode,
        state=session.state,
        on=session.on,
        starts_at=session.begins,
        ends_at=session.ends,
        place=session.place,
        capacity=session.capacity,
        taken=getattr(session, "taken", 0),
        waiting=getattr(session, "waiting", 0),
        takes_bookings=session.takes_bookings(now=now),
        is_by_lot=session.is_by_lot,
        is_missed=session.is_missed(today=timezone.localdate(now)),
        reason=session.reason,
        url=absolute(session.get_absolute_url()),
    )


@router.post("/receptions/{number}/bookings", response={201: schemas.SlipOut, **SEND},
             summary="Hold a place")  # fmt: skip
def hold(
    request: HttpRequest, number: Number, wish: schemas.HoldIn, key: Idempotency = None
) -> Status[schemas.SlipOut]:
    """Keep a place for some minutes, a turn on the waiting list, or a lot where lots are drawn.

    The answer carries the secret with which it is confirmed, changed or cancelled.
    """
    session = _session(number)
    slow_down(request)
    booking = services.hold(
        session=session,
        submission_key=uuid.uuid5(key or uuid.uuid4(), str(number)),
        place=wish.place,
        phone=wish.phone,
        now=timezone.now(),
    )
    slip = schemas.SlipOut(**_fields(booking), secret=services.secret_of(booking))
    return Status(201, slip)


def _fields(booking: Booking) -> dict[str, Any]:
    is_waiting = booking.state == Booking.State.WAITING
    return {
        "code": booking.code,
        "session": booking.session_id,
        "state": booking.state,
        "place": booking.place,
        "hour": booking.session.hour_of(booking.place) if booking.place else None,
        "hold_until": booking.hold_until and timezone.localtime(booking.hold_until),
        "before": queries.before(booking) if is_waiting else None,
    }


@router.get("/bookings/{code}", response={200: schemas.BookingOut, 403: Problem, **READ},
            summary="Follow a booking")  # fmt: skip
def booking(request: HttpRequest, code: Code, secret: Secret) -> schemas.BookingOut:
    """Tell the holder how a booking stands."""
    return _out(_held(code, secret))


def _held(code: str, secret: str) -> Booking:
    found = Booking.objects.select_related("session").filter(code=clean(code)).first()
    if found is None:
        raise Http404
    if not permissions.holds_slip(found, secret):
        raise services.NotTheHolder
    return found


def _out(booking: Booking) -> schemas.BookingOut:
    return schemas.BookingOut(**_fields(booking))


@router.post("/bookings/{code}/confirmation", response={200: schemas.BookingOut, **WRITE},
             summary="Confirm a booking")  # fmt: skip
def confirm(
    request: HttpRequest, code: Code, who: schemas.ContactIn, secret: Secret
) -> schemas.BookingOut:
    """Make a held place one's own, with a name and a phone or without."""
    held = _held(code, secret)
    return _out(
        services.confirm(
            booking=held,
            secret=secret,
            name=who.name,
            phone=who.phone,
            email=who.email,
            wants_online=who.wants_online,
            now=timezone.now(),
        )
    )


@router.post("/bookings/{code}/change", response={200: schemas.BookingOut, **WRITE},
             summary="Move a booking")  # fmt: skip
def change(
    request: HttpRequest, code: Code, to: schemas.MoveIn, secret: Secret
) -> schemas.BookingOut:
    """Move to another day or hour; the old place stays when nothing is free there."""
    held = _held(code, secret)
    return _out(
        services.change(
            booking=held,
            secret=secret,
            to=_session(to.session),
            place=to.place,
            now=timezone.now(),
        )
    )


@router.post("/bookings/{code}/cancellation", response={200: schemas.BookingOut, **WRITE},
             summary="Cancel a booking")  # fmt: skip
def cancel(request: HttpRequest, code: Code, secret: Secret) -> schemas.BookingOut:
    """Give a place back; the next who waits has it at once."""
    held = _held(code, secret)
    return _out(services.cancel(booking=held, secret=secret, now=timezone.now()))
