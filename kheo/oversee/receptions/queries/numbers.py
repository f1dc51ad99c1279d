"""The four counts of the book for the inspectorate's tables, and the visits behind each.

Turns are visits, people are who came, matters are what they came with, groups are visits of as
many people as the law calls a group. Windows are [since, until) in days of Vietnam.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from kheo.foundation.moments import start_of
from kheo.foundation.units.models import Unit
from kheo.oversee.receptions.models import Matter, Session, Visit

REGULAR = Q(kind=Session.Kind.REGULAR, delegated_by__isnull=True)
HEAD = ~Q(kind=Session.Kind.REGULAR) & Q(delegated_by__isnull=True)
PERIODIC = Q(kind=Session.Kind.PERIODIC, delegated_by__isnull=True)
UNSCHEDULED = Q(kind=Session.Kind.UNSCHEDULED, delegated_by__isnull=True)
DELEGATED = Q(delegated_by__isnull=False)
# The blocks of table 01/TCD; every visit is in exactly one of the first three after "all".
BLOCKS = {
    "all": Q(),
    "regular": REGULAR,
    "head": HEAD,
    "delegated": DELEGATED,
    "periodic": PERIODIC,
    "unscheduled": UNSCHEDULED,
}
FIRST = Q(matters__earlier__isnull=True, matters__isnull=False)
REPEATED = Q(matters__earlier__isnull=False)


@dataclass(frozen=True)
class Counts:
    """One block of table 01/TCD."""

    sessions: int = 0
    turns: int = 0
    people: int = 0
    matters_first: int = 0
    matters_repeated: int = 0
    groups: int = 0
    group_people: int = 0
    group_matters_first: int = 0
    group_matters_repeated: int = 0
    refused: int = 0

    @property
    def matters(self) -> int:
        return self.matters_first + self.matters_repeated

    @property
    def group_matters(self) -> int:
        return self.group_matters_first + self.group_matters_repeated


def visits(unit: Unit, since: date, until: date, block: str = "all") -> QuerySet[Visit]:
    """Return the visits of a unit and all below it in [since, until), of one block."""
    return Visit.objects.filter(
        BLOCKS[block],
        unit__path__startswith=unit.path,
        received_at__gte=start_of(since),
        received_at__lt=start_of(until),
    )


def counts(unit: Unit, since: date, until: date, block: str = "all") -> Counts:
    """Count one block of table 01/TCD."""
    found = visits(unit, since, until, block)
    whole = found.aggregate(
        turns=Count("pk"),
        groups=Count("pk", filter=Q(is_group=True)),
        group_people=Sum("people", filter=Q(is_group=True), default=0),
        refused=Count("pk", filter=~Q(refusal_ground="")),
        # Last: from here on the name means the sum.
        people=Sum("people", default=0),
    )
    matters = found.aggregate(
        matters_first=Count("matters", filter=FIRST),
        matters_repeated=Count("matters", filter=REPEATED),
        group_matters_first=Count("matters", filter=FIRST & Q(is_group=True)),
        group_matters_repeated=Count("matters", filter=REPEATED & Q(is_group=True)),
    )
    return Counts(sessions=sessions(unit, since, until, block).count(), **whole, **matters)


def sessions(unit: Unit, since: date, until: date, block: str = "all") -> QuerySet[Session]:
    """Return the days that were held in [since, until), of one block."""
    own = {
        "all": Q(),
        "regular": Q(kind=Session.Kind.REGULAR, substitute__isnull=True),
        "head": ~Q(kind=Session.Kind.REGULAR) & Q(substitute__isnull=True),
        "delegated": Q(substitute__isnull=False),
        "periodic": Q(kind=Session.Kind.PERIODIC, substitute__isnull=True),
        "unscheduled": Q(kind=Session.Kind.UNSCHEDULED, substitute__isnull=True),
    }[block]
    return Session.objects.filter(
        own,
        unit__path__startswith=unit.path,
        state=Session.State.HELD,
        on__gte=since,
        on__lt=until,
    )


def kinds(unit: Unit, since: date, until: date, block: str = "all") -> dict[str, int]:
    """Count the matters of a window by kind, for table 02/TCD; every kind is there, also with 0."""
    found = matters(unit, since, until, block).values_list("kind").annotate(n=Count("pk"))
    return dict.fromkeys(Matter.Kind.values, 0) | dict(found.order_by())


def handlings(unit: Unit, since: date, until: date, block: str = "all") -> dict[str, int]:
    """Count the matters of a window by what became of them; "" has no result yet."""
    found = matters(unit, since, until, block).values_list("handling").annotate(n=Count("pk"))
    return dict.fromkeys(["", *Matter.Handling.values], 0) | dict(found.order_by())


def matters(unit: Unit, since: date, until: date, block: str = "all") -> QuerySet[Matter]:
    """Return the matters of a window, of one block."""
    return Matter.objects.filter(visit__in=visits(unit, since, until, block))


def behind(
    unit: Unit, since: date, until: date, block: str = "all", column: str = "turns"
) -> QuerySet[Visit]:
    """Return the visits behind one number of `counts`, the newest first."""
    own = {
        "turns": Q(),
        "people": Q(),
        "matters": Q(matters__isnull=False),
        "matters_first": FIRST,
        "matters_repeated": REPEATED,
        "groups": Q(is_group=True),
        "group_people": Q(is_group=True),
        "group_matters": Q(is_group=True, matters__isnull=False),
        "group_matters_first": FIRST & Q(is_group=True),
        "group_matters_repeated": REPEATED & Q(is_group=True),
        "refused": ~Q(refusal_ground=""),
    }[column]
    found = visits(unit, since, until, block).filter(own).distinct()
    return found.select_related("unit", "body").order_by("-received_at", "-id")
