"""What the inspectorate's tables may count of petitions: what came, how it was sorted, what became.

A paper is handled (đã xử lý) once a clerk has decided about it or it has ended; being filed or sent
back to be completed makes it unfit (không đủ điều kiện). What was joined counts with the other one.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kheo.foundation.duties.models import Duty
from kheo.foundation.figures.indicators import Row
from kheo.foundation.figures.ledgers import Ledger, Tally, within
from kheo.foundation.moments import start_of
from kheo.foundation.vietnamese import dates
from kheo.oversee.petitions import topics
from kheo.oversee.petitions.models import Classification, Petition

UNFIT = ("file", "complete")
GUIDED = ("guide", "complete")
FORWARDED = ("forward_inside", "forward_outside")
URGED = ("order_below",)
NOT_OURS = ("not_ours", "not_ours_complaint")
Outcome = Duty.Outcome


def sorted_tallies(
    since: date,
    until: date,
    *,
    prefix: str = "",
    open_at: Callable[[date], Q],
    also: Q | None = None,
) -> dict[str, Tally]:
    """Name what table XLD counts of any paper; `also` says what else makes one handled."""
    carried = Q(**{f"{prefix}received_at__lt": start_of(since)}) & open_at(since)
    came = within(f"{prefix}received_at", since, until)
    to_do = carried | came
    ended = to_do & ~open_at(until)
    decided = Q(_decided(prefix, at__lt=start_of(until)))
    handled = ended | to_do & (decided if also is None else decided | also)
    fit = handled & ~Q(_decided(prefix, action__in=UNFIT, at__lt=start_of(until)))
    ours = ~Q(_decided(prefix, conditions__overlap=list(NOT_OURS), at__lt=start_of(until)))
    ours &= ~Q(**{f"{prefix}outcome": Outcome.NOT_OURS})
    in_window = {"at__gte": start_of(since), "at__lt": start_of(until)}
    found = {
        "carried": carried,
        "received": came,
        "handled": handled,
        "fit": fit,
        "unfit": handled & ~fit,
        "competent": handled & ours,
        "not_competent": handled & ~ours,
        "settled": ended,
        "being_settled": handled & ~ended,
        "not_settled": to_do & ~handled,
        "guided": Q(_decided(prefix, action__in=GUIDED, **in_window)),
        "forwarded": Q(_decided(prefix, action__in=FORWARDED, **in_window)),
        "urged": Q(_decided(prefix, action__in=URGED, **in_window)),
        "topic.none": to_do & Q(**{f"{prefix}topic": ""}),
    }
    found |= {f"topic.{key}": to_do & Q(**{f"{prefix}topic": key}) for key in topics.known()}
    tallies = {name: Tally(condition) for name, condition in found.items()}
    return tallies | {"people": Tally(came, f"{prefix}people")}


def _decided(prefix: str, **asked: Any) -> Exists:
    """Ask whether a clerk has decided so about the paper."""
    return Exists(Classification.objects.filter(petition=OuterRef(f"{prefix}pk"), **asked))


def _records(since: date, until: date) -> QuerySet[Any]:
    """Return feedback and proposals that came before the end and were open after the beginning."""
    return Petition.objects.filter(
        Q(received_at__lt=start_of(until)) & _open_at(since),
        kind__in=(Petition.Kind.FEEDBACK, Petition.Kind.PROPOSAL),
        joined_to__isnull=True,
    ).exclude(state=Petition.State.SEALED)


def _open_at(day: date) -> Q:
    return Q(answered_at__isnull=True) | Q(answered_at__gte=start_of(day))


def _tallies(since: date, until: date) -> dict[str, Tally]:
    ended = ~_open_at(until)
    own = {
        "feedback": Q(kind=Petition.Kind.FEEDBACK),
        "proposal": Q(kind=Petition.Kind.PROPOSAL),
        "in_time": ended & Q(is_answered_late=False),
        "late": ended & Q(is_answered_late=True),
        "done": ended & Q(outcome__in=(Outcome.DONE, Outcome.PARTLY)),
        "refused": ended & Q(outcome=Outcome.REFUSED),
        "withdrawn": ended & Q(outcome=Outcome.WITHDRAWN),
        "reopened": within("reopened_at", since, until),
    }
    tallies = {name: Tally(condition) for name, condition in own.items()}
    return sorted_tallies(since, until, open_at=_open_at) | tallies


def row(petition: Petition) -> Row:
    """Say of a petition what everybody may read, with its day."""
    words = _("%(petition)s, nhận %(day)s") % {
        "petition": petition, "day": dates.write_date(petition.received_at),
    }  # fmt: skip
    return Row(words, petition.get_absolute_url())


PETITIONS = Ledger("petitions", "unit", _records, _tallies, row)
