"""Facts for the inspectorate's tables: what came, what was settled, how, and the rows behind.

Nothing is added up in advance. A window is [since, until); a unit stands for itself and all below.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from kheo.foundation.moments import start_of
from kheo.oversee.complaints.models import Complaint, ComplaintQuerySet, Decision, Execution
from kheo.oversee.complaints.models.decision import AMOUNTS
from kheo.oversee.petitions.models import Petition

Stage = Complaint.Stage
Ruling = Decision.Ruling
SETTLED = (Stage.DECIDED, Stage.WITHDRAWN, Stage.DISCONTINUED)


class Fact(StrEnum):
    """What a cell may count; `rows` lists the complaints behind each."""

    CARRIED_OVER = "carried_over"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    DISCONTINUED = "discontinued"
    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    IN_TIME = "in_time"
    LATE = "late"
    PUBLISHED = "published"
    OPEN = "open"


@dataclass(frozen=True)
class Settlement:
    """One instance in one window, as table 01/KQGQ asks for it."""

    counts: dict[Fact, int]
    money_to_state: Decimal
    money_to_people: Decimal
    land_to_state: Decimal
    land_to_people: Decimal
    officials: int


@dataclass(frozen=True)
class Executions:
    """Decisions to be carried out, as table 02/KQGQ asks for it."""

    to_do: int
    done: int
    done_late: int
    overdue: int


def rows(
    fact: Fact, *, path: str, since: date, until: date, instance: int | None = None
) -> ComplaintQuerySet:
    """List the complaints that a cell counts, ready for a page."""
    return (
        _of(path, instance)
        .filter(_when(Fact(fact), since, until))
        .with_petition()
        .order_by("petition__received_at", "pk")
        .distinct()
    )


def settlement(*, path: str, since: date, until: date, instance: int | None = None) -> Settlement:
    """Count everything about one window; each count has its `rows`."""
    found = _of(path, instance).order_by()
    counts = found.aggregate(
        **{
            fact.value: Count("pk", filter=_when(fact, since, until), distinct=True)
            for fact in Fact
        }
    )
    sums = Decision.objects.filter(
        complaint__in=found, decided_on__gte=since, decided_on__lt=until
    ).aggregate(**{name: Coalesce(Sum(name), Decimal(0)) for name in AMOUNTS[:-1]})
    officials = Decision.objects.filter(
        complaint__in=found, decided_on__gte=since, decided_on__lt=until
    ).aggregate(n=Coalesce(Sum("officials"), 0))["n"]
    return Settlement({fact: counts[fact.value] for fact in Fact}, **sums, officials=officials)


def executions(*, path: str, since: date, until: date) -> Executions:
    """Count what decisions ordered and was still to be done in a window."""
    row = ordered(path=path, since=since, until=until).aggregate(
        to_do=Count("pk"),
        done=Count("pk", filter=_done_in(since, until)),
        done_late=Count("pk", filter=_done_in(since, until) & Q(done_on__gt=F("due_on"))),
        overdue=Count(
            "pk",
            filter=(Q(done_on__isnull=True) | Q(done_on__gte=until)) & Q(due_on__lt=until),
        ),
    )
    return Executions(**row)


def ordered(*, path: str, since: date, until: date) -> QuerySet[Execution]:
    """List what was ordered before the end of a window and not done before its beginning."""
    return Execution.objects.filter(
        Q(done_on__isnull=True) | Q(done_on__gte=since),
        decision__complaint__petition__unit__path__startswith=path,
        decision__decided_on__lt=until,
    ).select_related("decision__complaint__petition")


def people(*, path: str, since: date, until: date, instance: int | None = None) -> int:
    """Count the people behind the complaints received in a window."""
    received = _of(path, instance).filter(_when(Fact.RECEIVED, since, until))
    return int(received.aggregate(n=Coalesce(Sum("petition__people"), 0))["n"])


def _of(path: str, instance: int | None) -> ComplaintQuerySet:
    found = Complaint.objects.filter(petition__unit__path__startswith=path)
    # A paper that was joined to another is counted once, with the other.
    found = found.filter(petition__joined_to__isnull=True)
    found = found.filter(petition__kind=Petition.Kind.COMPLAINT)
    return found if instance is None else found.filter(instance=instance)


def _when(fact: Fact, since: date, until: date) -> Q:
    ended = Q(ended_on__gte=since, ended_on__lt=until)
    settled = ended & Q(stage__in=SETTLED)
    before, after = Q(petition__received_at__lt=start_of(since)), _open_after(since)
    decided = ended & Q(stage=Stage.DECIDED)
    return {
        Fact.CARRIED_OVER: before & after,
        Fact.RECEIVED: Q(
            petition__received_at__gte=start_of(since), petition__received_at__lt=start_of(until)
        ),
        Fact.ACCEPTED: Q(accepted_on__gte=since, accepted_on__lt=until),
        Fact.REFUSED: ended & Q(stage=Stage.REFUSED),
        Fact.DECIDED: decided,
        Fact.WITHDRAWN: ended & Q(stage=Stage.WITHDRAWN),
        Fact.DISCONTINUED: ended & Q(stage=Stage.DISCONTINUED),
        Fact.RIGHT: decided & Q(decision__ruling=Ruling.RIGHT),
        Fact.PARTLY: decided & Q(decision__ruling=Ruling.PARTLY),
        Fact.WRONG: decided & Q(decision__ruling=Ruling.WRONG),
        Fact.IN_TIME: settled & Q(ended_on__lte=F("resolve_by")),
        Fact.LATE: settled & Q(ended_on__gt=F("resolve_by")),
        Fact.PUBLISHED: Q(
            decision__publications__since__gte=since, decision__publications__since__lt=until
        ),
        Fact.OPEN: Q(petition__received_at__lt=start_of(until)) & _open_after(until),
    }[fact]


def _open_after(day: date) -> Q:
    """Still to be settled when the day begins; the desk may have ended it in its own way."""
    by_desk = Q(petition__answered_at__isnull=True) | Q(petition__answered_at__gte=start_of(day))
    return Q(ended_on__gte=day) | Q(ended_on__isnull=True) & by_desk


def _done_in(since: date, until: date) -> Q:
    return Q(done_on__gte=since, done_on__lt=until)
