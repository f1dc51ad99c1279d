"""What the inspectorate's tables may count of denunciations: codes and dates, sealed."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kheo.foundation.figures.indicators import Row
from kheo.foundation.figures.ledgers import Ledger, Tally, within
from kheo.foundation.moments import start_of
from kheo.oversee.denunciations import law
from kheo.oversee.denunciations.models import Case, Conclusion

READERS = ("denunciations.handle", "denunciations.decide")
Stage, Ruling = Case.Stage, Conclusion.Ruling


def smallest_count() -> int:
    """Return the smallest number of cases that may be told."""
    return law.book().smallest_count


def _records(since: date, until: date) -> QuerySet[Any]:
    """Return the cases that came before the end and had something left after the beginning."""
    after = Q(ended_at__isnull=True) | Q(ended_at__gte=start_of(since))
    return Case.objects.filter(
        after | within("conclusion__at", since, until) | _to_act(since),
        received_at__lt=start_of(until),
    ).defer("board_sealed")


def _to_act(day: date) -> Q:
    """Concluded before the day, and not yet acted on when it begins."""
    open_then = Q(conclusion__acted_at__isnull=True) | Q(conclusion__acted_at__gte=start_of(day))
    return Q(conclusion__at__lt=start_of(day)) & open_then


def _open_at(day: date) -> Q:
    """Neither ended in another way nor concluded when the day begins."""
    begin = start_of(day)
    is_open = Q(ended_at__isnull=True) | Q(ended_at__gte=begin)
    unconcluded = Q(conclusion__isnull=True) | Q(conclusion__at__gte=begin)
    return is_open & unconcluded


def _tallies(since: date, until: date) -> dict[str, Tally]:
    found = {**_sorted(since, until), **_concluded(since, until)}
    tallies = {name: Tally(condition) for name, condition in found.items()}
    concluded = within("conclusion__at", since, until)
    sums = {name: Tally(concluded, f"conclusion__{name}") for name in Conclusion.FIGURES}
    return tallies | sums


def _sorted(since: date, until: date) -> dict[str, Q]:
    """Name what tables 01 and 03/XLD count."""
    carried = Q(received_at__lt=start_of(since)) & _open_at(since)
    came = within("received_at", since, until)
    ended = ~_open_at(until)
    to_do = carried | came
    handled = Q(accepted_at__lt=start_of(until)) | ended
    left = within("ended_at", since, until)
    unfit, away = Q(stage__in=(Stage.FILED,)) & left, Q(stage=Stage.FORWARDED) & left
    return {
        "carried": carried,
        "received": came,
        "handled": to_do & handled,
        "fit": to_do & handled & ~unfit,
        "unfit": to_do & unfit,
        "competent": to_do & handled & ~away,
        "not_competent": to_do & away,
        "settled": to_do & ended,
        "being_settled": to_do & handled & ~ended,
        "not_settled": to_do & ~handled,
        "accepted": within("accepted_at", since, until),
        "refused": left & Q(stage=Stage.REFUSED),
        "forwarded": away,
        "filed": unfit,
        "investigated": left & Q(stage=Stage.INVESTIGATED),
        "used": left & Q(stage=Stage.USED),
        "withdrawn": left & Q(stage=Stage.WITHDRAWN),
    }


def _concluded(since: date, until: date) -> dict[str, Q]:
    """Name what tables 03 and 04/KQGQ count."""
    concluded = within("conclusion__at", since, until)
    acted = within("conclusion__acted_at", since, until)
    return {
        "accepted_before": Q(accepted_at__lt=start_of(since)) & _open_at(since),
        "concluded": concluded,
        "right": concluded & Q(conclusion__ruling=Ruling.RIGHT),
        "partly": concluded & Q(conclusion__ruling=Ruling.PARTLY),
        "wrong": concluded & Q(conclusion__ruling=Ruling.WRONG),
        "in_time": concluded & Q(conclusion__is_late=False),
        "late": concluded & Q(conclusion__is_late=True),
        "published": within("publication__published_at", since, until),
        "to_act_before": _to_act(since),
        "acted": acted,
        "to_act": (_to_act(since) | concluded) & ~acted,
    }


def _row(case: Case) -> Row:
    return Row(case.code, case.get_absolute_url())


CASES = Ledger("cases", "unit", _records, _tallies, _row, readers=READERS, is_sealed=True)
