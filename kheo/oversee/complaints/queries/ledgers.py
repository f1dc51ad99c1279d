"""What the inspectorate's tables may count of complaints, their decisions and the works ordered."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kheo.foundation.figures.indicators import Row
from kheo.foundation.figures.ledgers import Ledger, Tally, on_days, within
from kheo.foundation.moments import start_of
from kheo.oversee.complaints.models import Complaint, Decision, Execution, Publication
from kheo.oversee.complaints.models.decision import AMOUNTS
from kheo.oversee.petitions import queries as petitions
from kheo.oversee.petitions.models import Petition

READERS = ("complaints.handle", "complaints.decide")
Stage, Ruling = Complaint.Stage, Decision.Ruling
INSTANCES = {"first": 1, "second": 2}


def _complaints(since: date, until: date) -> QuerySet[Any]:
    """Return the complaints that came before the end and were open after the beginning."""
    return Complaint.objects.filter(
        Q(petition__received_at__lt=start_of(until)) & (_open_at(since) | _published(since, until)),
        petition__kind=Petition.Kind.COMPLAINT,
        petition__joined_to__isnull=True,
    )


def _open_at(day: date) -> Q:
    """Still to be settled when the day begins; the desk may have ended it in its own way."""
    by_desk = Q(petition__answered_at__isnull=True) | Q(petition__answered_at__gte=start_of(day))
    return Q(ended_on__gte=day) | Q(ended_on__isnull=True) & by_desk


def _published(since: date, until: date) -> Q:
    inside = Publication.objects.filter(
        on_days("since", since, until), decision__complaint=OuterRef("pk")
    )
    return Q(Exists(inside))


def _tallies(since: date, until: date) -> dict[str, Tally]:
    accepted = Q(accepted_on__lt=until)
    found = petitions.sorted_tallies(
        since, until, prefix="petition__", open_at=_open_at, also=accepted
    )
    settled = _settled(since, until)
    for name, condition in settled.items():
        found[name] = Tally(condition)
        found |= {f"{one}.{name}": Tally(condition & Q(instance=n)) for one, n in INSTANCES.items()}
    found |= {name: Tally(settled["decided"], f"decision__{name}") for name in AMOUNTS}
    return found


def _settled(since: date, until: date) -> dict[str, Q]:
    """Name what table 01/KQGQ counts; the carried and new there are those accepted."""
    ended = on_days("ended_on", since, until)
    decided = ended & Q(stage=Stage.DECIDED)
    settled = ended & Q(stage__in=(Stage.DECIDED, Stage.WITHDRAWN, Stage.DISCONTINUED))
    return {
        "came": within("petition__received_at", since, until),
        "accepted_before": Q(accepted_on__lt=since) & _open_at(since),
        "accepted": on_days("accepted_on", since, until),
        "not_accepted": ended & Q(stage=Stage.REFUSED),
        "all_settled": settled,
        "decided": decided,
        "withdrawn": ended & Q(stage=Stage.WITHDRAWN),
        "discontinued": ended & Q(stage=Stage.DISCONTINUED),
        "right": decided & Q(decision__ruling=Ruling.RIGHT),
        "partly": decided & Q(decision__ruling=Ruling.PARTLY),
        "wrong": decided & Q(decision__ruling=Ruling.WRONG),
        "in_time": settled & (Q(ended_on__lte=F("resolve_by")) | Q(resolve_by__isnull=True)),
        "late": settled & Q(ended_on__gt=F("resolve_by")),
        "published": _published(since, until),
    }


def on_days_of(since: date, until: date) -> Q:
    """Ask whether the paper came in the window."""
    came = {
        "petition__received_at__gte": start_of(since),
        "petition__received_at__lt": start_of(until),
    }
    return Q(**came)


def _orders(since: date, until: date) -> QuerySet[Any]:
    """Return what was ordered before the end of a window and not done before its beginning."""
    return Execution.objects.filter(
        Q(done_on__isnull=True) | Q(done_on__gte=since), decision__decided_on__lt=until
    )


def _of_orders(since: date, until: date) -> dict[str, Tally]:
    done = on_days("done_on", since, until)
    rest = Q(done_on__isnull=True) | Q(done_on__gte=until)
    return {
        "carried": Tally(Q(decision__decided_on__lt=since)),
        "new": Tally(Q(decision__decided_on__gte=since)),
        "done": Tally(done),
        "done_in_time": Tally(done & Q(done_on__lte=F("due_on"))),
        "done_late": Tally(done & Q(done_on__gt=F("due_on"))),
        "rest": Tally(rest),
        "overdue": Tally(rest & Q(due_on__lt=until)),
    }


def _row(complaint: Complaint) -> Row:
    return petitions.row(complaint.petition)


def _order_row(order: Execution) -> Row:
    complaint = order.decision.complaint
    words = _("Quyết định %(number)s, thi hành đơn %(code)s") % {
        "number": order.decision.number, "code": complaint.petition.code,
    }  # fmt: skip
    return Row(words, complaint.get_absolute_url())


COMPLAINTS = Ledger(
    "complaints", "petition__unit", _complaints, _tallies, _row, related=("petition",)
)
EXECUTIONS = Ledger(
    "executions", "decision__complaint__petition__unit", _orders, _of_orders, _order_row,
    readers=READERS, related=("decision__complaint__petition",),
)  # fmt: skip
