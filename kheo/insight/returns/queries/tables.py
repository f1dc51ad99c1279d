"""Who has sent what: units × periods for those who follow, and what an officer's own units owe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from kheo.foundation.accounts.permissions import Somebody
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.units.models import Unit
from kheo.insight.returns import senders
from kheo.insight.returns.models import Form, Return
from kheo.insight.returns.periods import Period
from kheo.insight.returns.queries.timeliness import (
    Mark,
    Timeliness,
    by_unit,
    mark,
    with_filled,
)

ENTER = "returns.enter"


@dataclass(frozen=True)
class Square:
    """One unit and period: the return, if there is one, and how it stands."""

    period: Period
    mark: Mark
    ret: Return | None = None


@dataclass(frozen=True)
class Row:
    """One unit over the periods, and how timely and complete it was."""

    unit: Unit
    squares: tuple[Square, ...]
    judged: Timeliness


def owing_units(
    form: Form, windows: Sequence[Period], within: QuerySet[Unit], *, today: date, lacking: bool
) -> QuerySet[Unit]:
    """List the units that owe a form for some windows, or only those that did not send in time.

    A unit that is to send but whose return has not opened yet stands there as well.
    """
    returns = _over(windows).filter(unit=OuterRef("pk"), form=form)
    paths = Q(pk__in=[])
    for unit in within:
        paths |= Q(path__startswith=unit.path)
    found = Unit.objects.filter(paths).order_by("sort_key", "pk")
    if lacking:
        return found.filter(Exists(returns.filter(first_sent_at=None, due_on__lt=today)))
    assigned = Q(pk__in=[])
    for one in form.assignments.filter(until=None, period_kind=windows[0].kind).select_related(
        "unit"
    ):
        level = senders.sender(one.sender).level
        assigned |= Q(level=level, path__startswith=one.unit.path, valid_to=None)
    return found.filter(assigned | Q(Exists(returns)))


def rows(units: Sequence[Unit], form: Form, windows: Sequence[Period], *, today: date) -> list[Row]:
    """Lay out some units over the windows, in three statements however many they are."""
    found = with_filled(_over(windows).filter(unit__in=units, form=form))
    squares = {(ret.unit_id, ret.period_end): ret for ret in found}
    ends = [one.end for one in windows]
    judged = by_unit(units, form, min(ends), max(ends), today=today)
    return [
        Row(
            unit,
            tuple(_square(squares.get((unit.pk, one.end)), one, today) for one in windows),
            judged.get(unit.pk, Timeliness()),
        )
        for unit in units
    ]


def _over(windows: Sequence[Period]) -> QuerySet[Return]:
    return Return.objects.owed().filter(
        period_kind=windows[0].kind, period_end__in=[one.end for one in windows]
    )


def _square(ret: Return | None, period: Period, today: date) -> Square:
    return Square(period, Mark.NONE) if ret is None else Square(period, marked(ret, today), ret)


def marked(ret: Return, today: date) -> Mark:
    """Say how a return stands that was read with `with_filled`."""
    filled: int = ret.filled  # type: ignore[attr-defined]
    until: date | None = ret.reopened_until  # type: ignore[attr-defined]
    return mark(ret, today=today, filled=filled, reopened_until=until)


def mine(user: Somebody, *, is_done: bool, today: date) -> QuerySet[Return]:
    """List the returns of the officer's own units and of those they follow: to do, or sent."""
    of = units_where(user, ENTER, today)
    owed = Return.objects.owed().filter(Q(unit__in=of) | Q(duty__unit__in=of))
    found = with_filled(owed).select_related("unit", "form", "version", "duty")
    if is_done:
        return found.exclude(state__in=Return.EDITABLE).order_by("-due_on", "-pk")
    return found.filter(state__in=Return.EDITABLE).order_by("due_on", "pk")
