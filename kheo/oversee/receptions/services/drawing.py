"""Draws lots for a day that more people want than it has places, so that anybody can check it.

Before: the hash of a seed is posted with the day. After: the seed. The order is that of
sha256("<seed>|<code>"), which everybody can compute again from the page of the draw.
"""

from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.oversee.receptions.models import Booking, Session
from kheo.oversee.receptions.services import slips
from kheo.oversee.receptions.services.errors import AlreadyDecided, TooEarlyToDraw
from kheo.oversee.receptions.services.locking import demand, locked, write

State = Booking.State


def order_key(seed: str, code: str) -> str:
    """Give what the draw sorts by."""
    return sha256(f"{seed}|{code}".encode()).hexdigest()


@transaction.atomic
def draw(*, session: Session, now: datetime, by: User | None = None) -> Session:
    """Draw once, when no more names are taken: the first have places, the others wait in order.

    Raises TooEarlyToDraw.
    """
    session = locked(session)
    if by is not None:
        demand(by, session.unit, now)
    if session.drawn_at is not None:
        return session
    if not session.is_by_lot or session.state != Session.State.POSTED:
        raise AlreadyDecided
    if session.takes_entries(now=now):
        raise TooEarlyToDraw
    entered = Booking.objects.filter(session=session, state=State.ENTERED)
    drawn = sorted(entered, key=lambda booking: order_key(session.seed, booking.code))
    for lot, booking in enumerate(drawn, start=1):
        _give(session, booking, lot, now)
    session.drawn_at = now
    session.save(update_fields=["drawn_at"])
    detail = {"names": len(drawn), "seed": session.seed, "commitment": session.commitment}
    write(session.subject, "drawn", unit=session.unit, by=by, now=now, **detail)
    return session


def _give(session: Session, booking: Booking, lot: int, now: datetime) -> None:
    is_lucky = lot <= session.capacity
    booking.lot, booking.rank = lot, lot
    booking.place = lot if is_lucky else None
    booking.state = State.CONFIRMED if is_lucky else State.WAITING
    booking.changed_at = now
    booking.save(update_fields=["lot", "rank", "place", "state", "changed_at"])
    with override(settings.LANGUAGE_CODE):
        sentence = (
            _("Bốc thăm: mã %(code)s có chỗ số %(n)s, lúc %(when)s.")
            if is_lucky
            else _("Bốc thăm: mã %(code)s chưa có chỗ, đang chờ thứ %(n)s.")
        )
        facts = {
            "code": booking.code,
            "n": lot if is_lucky else lot - session.capacity,
            "when": slips.when(session, booking.place),
        }
        slips.tell(booking, event="drawn", text=sentence % facts, now=now)


def draw_due(*, now: datetime) -> int:
    """Draw for every day whose moment has come; return how many."""
    due = Session.objects.filter(
        is_by_lot=True, drawn_at=None, draws_at__lte=now, state=Session.State.POSTED
    )
    return sum(draw(session=session, now=now).drawn_at == now for session in due.order_by("pk"))
