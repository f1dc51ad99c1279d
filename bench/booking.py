"""Many phones press for the places of one day: how fast, and whether any is given twice."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.units.models import Body
from kheo.oversee.receptions import services
from kheo.oversee.receptions.models import Booking, Session
from kheo.oversee.receptions.models.bookings import PLACED
from tests.oversee.receptions import rush

AIM = 1000
PLACES, PRESSES = 1000, 1200


@dataclass(frozen=True)
class Booked:
    """What came of one day: acknowledged, given, and those who wait."""

    per_minute: float
    acknowledged: int
    failed: int
    places: list[int]
    waiting: int

    @property
    def is_exact(self) -> bool:
        """Say whether every place was given once, and everybody else has a turn."""
        everybody = len(self.places) + self.waiting == self.acknowledged == PRESSES
        return everybody and self.places == list(range(1, PLACES + 1))


def post_day(clerk: User, body: Body, *, now: datetime) -> Session:
    """Post a day of its own for this run."""
    sitting = services.Sitting(
        on=timezone.localdate(now) + timedelta(days=30 + Session.objects.count()),
        starts_at=time(8),
        ends_at=time(16),
        place="Phòng tiếp công dân",
        capacity=PLACES,
        kind=Session.Kind.UNSCHEDULED,
    )
    drafted = services.draft(body=body, sitting=sitting, by=clerk, now=now)
    return services.post(session=drafted, by=clerk, now=now)


def press(address: str, session: int) -> Booked:
    """Press more often than there are places, and read what is stored."""
    rushed = rush.press(address, session, presses=PRESSES)
    of_day = Booking.objects.filter(session=session)
    placed = of_day.filter(state__in=PLACED).values_list("place", flat=True)
    return Booked(
        per_minute=rushed.per_minute,
        acknowledged=len(set(rushed.acknowledged)),
        failed=rushed.failed,
        places=sorted(place for place in placed if place is not None),
        waiting=of_day.filter(state=Booking.State.WAITING).count(),
    )
