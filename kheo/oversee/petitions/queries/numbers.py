"""Numbers on petitions: of a month, of each unit, and the rows behind a figure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from kheo.foundation.duties.models import Duty
from kheo.foundation.figures import queries as figures
from kheo.foundation.figures.indicators import Row, Scope
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
    """How one unit stands this year."""

    unit: Unit
    received: int
    answered: int
    late: int


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
    """Count by unit below since New Year, in alphabetical order, leaving out those without any."""
    since, until = today.replace(month=1, day=1), today + timedelta(days=1)
    received = figures.by_unit("petitions.received", home, since, until)
    answered = {
        row.unit.pk: row.value for row in figures.by_unit("petitions.answered", home, since, until)
    }
    overdue = dict(
        Duty.objects.late(today=today)
        .filter(kind="petition.answer")
        .values_list("unit")
        .annotate(n=Count("pk"))
        .order_by()
    )
    rows = [
        UnitNumbers(
            unit=row.unit,
            received=int(row.value),
            answered=int(answered.get(row.unit.pk, Decimal(0))),
            late=overdue.get(row.unit.pk, 0),
        )
        for row in received
    ]
    return [row for row in rows if row.received or row.answered or row.late]


# --- Rows behind a figure, named by the indicators in apps.py ---------------------------------

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
    found = Petition.objects.filter(
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
    return Q(**{f"{field}__gte": _start(since), f"{field}__lt": _start(last.replace(day=1))})


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
