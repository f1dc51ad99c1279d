"""The lists that people and officers read: days of a month, what was owed, the day, the book."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.units.models import Body, Unit
from kheo.foundation.vietnamese import text as words
from kheo.oversee.receptions.models import Booking, Matter, Session, Ticket, Visit
from kheo.oversee.receptions.models.bookings import PLACED
from kheo.oversee.receptions.models.sessions import SessionQuerySet
from kheo.oversee.receptions.queries import plans

MANAGE = "receptions.manage"


@dataclass(frozen=True)
class Standing:
    """How many days the head of a body received people in a month, of how many owed."""

    body: Body
    owed: int
    held: int
    missed: int
    to_come: int
    basis: str

    @property
    def is_kept(self) -> bool:
        return self.held >= self.owed

    @property
    def is_broken(self) -> bool:
        """Say whether the rule of the month cannot be kept any more by what is planned."""
        return self.held + self.to_come < self.owed


# --- For everybody ----------------------------------------------------------------------------


def month(unit: Unit, since: date, until: date) -> SessionQuerySet:
    """List the posted days of a unit and all below it with the places taken, in one query."""
    return with_taken(
        Session.objects.public()
        .for_lists()
        .filter(unit__path__startswith=unit.path, on__gte=since, on__lt=until)
    ).order_by("on", "starts_at", "unit__sort_key", "id")


def with_taken(sessions: SessionQuerySet) -> SessionQuerySet:
    """Add to each day how many of its places are taken and how many people wait."""
    placed = Q(bookings__state__in=PLACED)
    waiting = Q(bookings__state=Booking.State.WAITING)
    entered = Q(bookings__state=Booking.State.ENTERED)
    return sessions.annotate(
        taken=Count("bookings", filter=placed),
        waiting=Count("bookings", filter=waiting),
        entered=Count("bookings", filter=entered),
    )


def open_days(body: Body, *, now: datetime) -> list[Session]:
    """List the days of a body that still take bookings, the nearest first."""
    found = with_taken(
        Session.objects.for_lists().filter(
            body=body, state=Session.State.POSTED, on__gte=now.date()
        )
    ).order_by("on", "starts_at")
    return [day for day in found if day.takes_bookings(now=now)]


def free_places(session: Session) -> list[int]:
    """List the places of a day that nobody has."""
    taken = set(
        Booking.objects.filter(session=session, place__isnull=False).values_list("place", flat=True)
    )
    return [place for place in range(1, session.capacity + 1) if place not in taken]


def before(booking: Booking) -> int:
    """Count who waits before a booking."""
    waiting = Booking.objects.filter(session=booking.session_id, state=Booking.State.WAITING)
    return waiting.filter(rank__lt=booking.rank or 0).count()


def lots(session: Session) -> list[Booking]:
    """List the codes of a draw in the order they were drawn, or in alphabetical order before."""
    entered = Booking.objects.filter(session=session)
    if session.drawn_at:
        return list(entered.filter(lot__isnull=False).order_by("lot"))
    return list(entered.filter(state=Booking.State.ENTERED).order_by("code"))


def standings(unit: Unit, day: date, *, today: date) -> list[Standing]:
    """Say of every head below a unit who posted days this month: held against owed."""
    since, until = plans.month_of(day)
    rows = (
        Session.objects.public()
        .filter(
            unit__path__startswith=unit.path,
            on__gte=since,
            on__lt=until,
            kind=Session.Kind.PERIODIC,
        )
        .select_related("body__unit")
        .order_by("unit__sort_key", "body_id", "on")
    )
    days: dict[Body, list[Session]] = {}
    for session in rows:
        days.setdefault(session.body, []).append(session)
    return [standing(body, found, since, until, today=today) for body, found in days.items()]


def standing(
    body: Body, sessions: list[Session], since: date, until: date, *, today: date
) -> Standing:
    """Count the days of one month against its rule; two sittings of a day are one day."""
    spans = plans.spans(body, since, until)
    held = {one.on for one in sessions if one.state == Session.State.HELD}
    coming = {
        one.on for one in sessions if one.state == Session.State.POSTED and one.on >= today
    } - held
    missed = {one.on for one in sessions if one.is_missed(today=today)} - held - coming
    return Standing(
        body=body,
        owed=sum(span.owed for span in spans),
        held=len(held),
        missed=len(missed),
        to_come=len(coming),
        basis=spans[0].rule.source if spans else "",
    )


# --- For officers -----------------------------------------------------------------------------


def reach(user: User, today: date, prefix: str = "unit__") -> Q:
    """Say in which units, and below which, the user keeps receptions."""
    found = Q(pk__in=[])
    for path in units_where(user, MANAGE, today).values_list("path", flat=True):
        found |= Q(**{f"{prefix}path__startswith": path})
    return found


def bodies_of(user: User, today: date) -> QuerySet[Body]:
    """List the bodies whose days the user plans: those of the units of the own posts."""
    own = units_where(user, MANAGE, today)
    return Body.objects.filter(unit__in=own).select_related("unit").order_by("unit_id", "name")


def near(user: User, since: date, until: date) -> SessionQuerySet:
    """List the days of the user's units, drafts too, with the places taken."""
    found = Session.objects.for_lists().filter(reach(user, since), on__gte=since, on__lt=until)
    return with_taken(found).order_by("on", "starts_at", "id")


def of_day(session: Session) -> list[Booking]:
    """List who booked a day: by place, then who waits."""
    alive = Booking.objects.filter(session=session).exclude(
        state__in=[Booking.State.CANCELLED, Booking.State.EXPIRED]
    )
    return list(alive.select_related("ticket").order_by("place", "rank", "code"))


def tickets(session: Session) -> list[Ticket]:
    """List the numbers of a day with what was written of each, in calling order."""
    found = Ticket.objects.filter(session=session).select_related("booking", "visit")
    return list(found.order_by("turn", "number"))


def called(session: Session) -> list[Ticket]:
    """List who is at a counter now, the one called last first."""
    here = Ticket.objects.filter(session=session, called_at__isnull=False, done_at=None)
    return list(here.order_by("-called_at"))


def book(user: User, *, today: date, text: str = "", unit: Unit | None = None) -> QuerySet[Visit]:
    """List the book of the user's units, the newest first, with certain words when asked."""
    visits = (
        Visit.objects.filter(reach(user, today))
        .select_related("unit", "body", "receiver", "leader")
        .prefetch_related(Prefetch("matters", Matter.objects.select_related("petition", "duty")))
        .defer("folded", "search")
    )
    if unit is not None:
        visits = visits.filter(unit__path__startswith=unit.path)
    if text:
        visits = visits.filter(search=_matching(text))
    return visits.order_by("-received_at", "-id")


def _matching(text: str) -> SearchQuery:
    asked = words.words(words.one_spelling(text))
    return SearchQuery(
        " & ".join(f"{word}:*" for word in asked), config="simple", search_type="raw"
    )


def earlier_of(unit: Unit, name: str, *, limit: int = 5) -> list[Matter]:
    """List what was brought before by somebody of this name, for the officer to choose from."""
    if not name.strip():
        return []
    found = Matter.objects.filter(
        visit__unit=unit, visit__is_sealed=False, visit__name__iexact=name.strip()
    )
    return list(found.select_related("visit").order_by("-visit__received_at")[:limit])


def planned_units(unit: Unit, since: date, until: date) -> QuerySet[Unit]:
    """List the communes of a unit that have posted days in [since, until)."""
    days = Session.objects.public().filter(unit=OuterRef("pk"), on__gte=since, on__lt=until)
    return Unit.objects.filter(path__startswith=unit.path).filter(Exists(days)).order_by("sort_key")
