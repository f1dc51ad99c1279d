"""Numbers on petitions: of a month, of each unit, and the rows behind a figure."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from kheo.foundation.figures import breakdowns
from kheo.foundation.figures import queries as figures
from kheo.foundation.figures.indicators import Row, Scope
from kheo.foundation.moments import start_of
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries.lists import late


@dataclass(frozen=True)
class MonthNumbers:
    """How a month went; the rating is None until somebody has rated."""

    received: int
    answered: int
    late: int
    rating: float | None


@dataclass(frozen=True)
class UnitNumbers:
    """How one unit stands this year; `rating` is None until somebody has rated."""

    unit: Unit
    received: int
    answered: int
    late: int
    in_time: int = 0
    rating: float | None = None

    @property
    def in_time_share(self) -> float | None:
        """Give the percentage of answers that came in time; None without answers."""
        return self.in_time / self.answered * 100 if self.answered else None


def month_numbers(today: date) -> MonthNumbers:
    """Count what came and was answered in the month, what is late today, and how it was rated."""
    home = units.here(on=today)
    if home is None:
        return MonthNumbers(received=0, answered=0, late=0, rating=None)
    since, until = today.replace(day=1), today + timedelta(days=1)
    return MonthNumbers(
        received=int(figures.total("petitions.received", home, since, until)),
        answered=int(figures.total("petitions.answered", home, since, until)),
        late=Petition.objects.filter(late(today=today)).count(),
        rating=_rating(home, since, until),
    )


def _rating(home: Unit, since: date, until: date) -> float | None:
    counted = figures.by_value("petitions.rated", home, since, until, "stars")
    rated = sum(counted.values())
    return float(sum(int(stars) * n for stars, n in counted.items()) / rated) if rated else None


def of_units(home: Unit, *, today: date) -> list[UnitNumbers]:
    """Count by unit below since New Year, in alphabetical order, leaving out those without any.

    What the province itself answers comes first.
    """
    counted = _counted(home, today)
    overdue = _overdue(today)
    units_of = Unit.objects.filter(pk__in=counted.keys() | overdue.keys())
    rows = [
        _row(unit, counted.get(unit.pk, Counter()), overdue.get(unit.pk, 0))
        for unit in units_of.filter(path__startswith=home.path).order_by("sort_key", "pk")
    ]
    shown = [row for row in rows if row.received or row.answered or row.late]
    return sorted(shown, key=lambda row: row.unit.pk != home.pk)


def _counted(home: Unit, today: date) -> dict[int, "Counter[tuple[str, str]]"]:
    """Sum this year's facts by unit, indicator and the value that matters of its breakdown."""
    sums: dict[int, Counter[tuple[str, str]]] = {}
    since, until = today.replace(month=1, day=1), today + timedelta(days=1)
    for unit, indicator, breakdown, n in figures.own_sums(_VALUED, home, since, until):
        value = breakdowns.read(breakdown).get(_VALUED[indicator], "")
        sums.setdefault(unit, Counter())[(indicator, value)] += int(n)
    return sums


# The indicators of the table, each with the breakdown that is told apart.
_VALUED = {
    "petitions.received": "",
    "petitions.answered": "timely",
    "petitions.rated": "stars",
}


def _overdue(today: date) -> dict[int, int]:
    rows = Petition.objects.filter(late(today=today)).values_list("unit")
    return dict(rows.annotate(n=Count("pk")).order_by())


def _row(unit: Unit, sums: "Counter[tuple[str, str]]", overdue: int) -> UnitNumbers:
    stars = {int(value): n for (code, value), n in sums.items() if code == "petitions.rated"}
    rated = sum(stars.values())
    in_time = sums[("petitions.answered", "in_time")]
    return UnitNumbers(
        unit=unit,
        received=sums[("petitions.received", "")],
        answered=in_time + sums[("petitions.answered", "late")],
        late=overdue,
        in_time=in_time,
        rating=sum(star * n for star, n in stars.items()) / rated if rated else None,
    )


# --- Rows behind a figure, named by the indicators in apps.py ---------------------------------

UNCOUNTED = (Petition.State.JOINED, Petition.State.SEALED)
# When each indicator counts a petition, and what its breakdowns are called there. A petition that
# was reopened is counted twice: once for the answer that was sent back, once for the next.
_COUNTED: dict[str, list[tuple[str, dict[str, str]]]] = {
    "petitions.received": [("received_at", {})],
    "petitions.answered": [
        ("answered_at", {"timely": "is_answered_late"}),
        ("earlier_answered_at", {"timely": "was_answered_late"}),
    ],
    "petitions.rated": [
        ("rated_at", {"stars": "rating"}),
        ("earlier_rated_at", {"stars": "earlier_rating"}),
    ],
    "petitions.reopened": [("reopened_at", {})],
}


def behind(scope: Scope, first: int, count: int) -> list[Row]:
    """List the petitions that a figure counts, one row for each time."""
    parts = [_times(scope, moment, names) for moment, names in _COUNTED[scope.indicator]]
    times = parts[0].union(*parts[1:], all=True).order_by("moment", "pk")[first : first + count]
    keys = [pk for pk, _moment in times]
    found = Petition.objects.for_lists().in_bulk(keys)
    return [Row(label=str(found[pk]), url=found[pk].get_absolute_url()) for pk in keys]


def _times(
    scope: Scope, moment: str, names: dict[str, str]
) -> "QuerySet[Any, tuple[int, datetime]]":
    asked = {names.get(key, key): _value(key, value) for key, value in scope.breakdown.items()}
    # What was joined to an earlier one of the same sender, or sealed, was taken out of the figures.
    found = Petition.objects.exclude(state__in=UNCOUNTED).filter(
        _within_months(moment, scope), unit__path__startswith=scope.unit.path, **asked
    )
    return found.order_by().annotate(moment=F(moment)).values_list("pk", "moment")


def _value(key: str, value: str) -> object:
    return {"timely": value == "late", "stars": int(value) if value.isdecimal() else None}.get(
        key, value
    )


def _within_months(field: str, scope: Scope) -> Q:
    since = scope.since.replace(day=1)
    last = (scope.until - timedelta(days=1)).replace(day=28) + timedelta(days=4)
    return Q(**{f"{field}__gte": start_of(since), f"{field}__lt": start_of(last.replace(day=1))})
