"""Counts for the inspectorate's tables; what is small is said as "dưới 5"."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count as Rows
from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from kheo.foundation.duties.models import Duty
from kheo.foundation.moments import start_of
from kheo.foundation.units.models import Unit
from kheo.oversee.denunciations import law
from kheo.oversee.denunciations.models import Case, Conclusion
from kheo.oversee.denunciations.models.cases import PREFIX

Stage = Case.Stage
Ruling = Conclusion.Ruling


@dataclass(frozen=True)
class Count:
    """A number that does not tell of single cases: print `shown`, add up `exact`."""

    exact: int

    @property
    def shown(self) -> str:
        """Nothing, or at least the smallest count; anything between is hidden."""
        least = law.book().smallest_count
        if 0 < self.exact < least:
            return _("dưới %(least)d") % {"least": least}
        return str(self.exact)

    def __str__(self) -> str:
        return self.shown


@dataclass(frozen=True)
class Numbers:
    """Tables 03/XLD and 03, 04/KQGQ over a window, without a single identity."""

    carried_over: Count
    received: Count
    by_stage: dict[str, Count]
    accepted: Count
    concluded: Count
    by_ruling: dict[str, Count]
    on_time: Count
    late: Count
    published: Count
    acted: Count
    # Sums of money and land are of conclusions; under the smallest count of them they are hidden.
    sums: dict[str, int | None]


def numbers(units: QuerySet[Unit], *, since: date, until: date) -> Numbers:
    """Count the cases of some units over the days [since, until)."""
    begin, end = start_of(since), start_of(until)
    cases = Case.objects.filter(unit__in=units, is_demo=False)
    concluded = Conclusion.objects.filter(case__in=cases, at__gte=begin, at__lt=end)
    rulings = dict(concluded.values_list("ruling").annotate(Rows("pk")))
    row = concluded.aggregate(
        all=Rows("pk"),
        late=Rows("pk", filter=Q(is_late=True)),
        published=Rows("case__publication"),
        acted=Rows("pk", filter=Q(acted_at__isnull=False)),
    )
    return Numbers(
        carried_over=Count(cases.filter(_open_at(begin)).count()),
        received=Count(cases.filter(received_at__gte=begin, received_at__lt=end).count()),
        by_stage=_stages(cases, begin, end),
        accepted=Count(cases.filter(accepted_at__gte=begin, accepted_at__lt=end).count()),
        concluded=Count(row["all"]),
        by_ruling={key: Count(rulings.get(key, 0)) for key in Ruling.values},
        on_time=Count(row["all"] - row["late"]),
        late=Count(row["late"]),
        published=Count(row["published"]),
        acted=Count(row["acted"]),
        sums=_sums(concluded, row["all"]),
    )


def open_late(units: QuerySet[Unit], *, today: date) -> Count:
    """Count the open cases in which something is late."""
    late = Duty.objects.late(today=today).filter(
        unit__in=units, subject__startswith=f"{PREFIX}:", is_demo=False
    )
    return Count(late.order_by().values("subject").distinct().count())


def _open_at(moment: datetime) -> Q:
    still = Q(ended_at__isnull=True) | Q(ended_at__gte=moment)
    return Q(received_at__lt=moment) & still


def _stages(cases: QuerySet[Case], begin: datetime, end: datetime) -> dict[str, Count]:
    """What has become of the cases that came in the window."""
    came = cases.filter(received_at__gte=begin, received_at__lt=end)
    found = dict(came.values_list("stage").annotate(Rows("pk")))
    return {key: Count(found.get(key, 0)) for key in Stage.values}


def _sums(concluded: QuerySet[Conclusion], count: int) -> dict[str, int | None]:
    is_hidden = 0 < count < law.book().smallest_count
    row = concluded.aggregate(**{name: Sum(name) for name in Conclusion.FIGURES})
    return {name: None if is_hidden else int(value or 0) for name, value in row.items()}
