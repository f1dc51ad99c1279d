"""Which units owe a return for a period, for which days of it, and who answers for each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body, Post, Succession, Unit
from kheo.insight.returns import senders
from kheo.insight.returns.models import Assignment, Return
from kheo.insight.returns.periods import Period

DAY = timedelta(days=1)
Seat = tuple[Unit, Body, Post]


@dataclass(frozen=True)
class Owner:
    """A unit that owes a return; days are None where it tells of the whole period on that side."""

    unit: Unit
    since: date | None = None
    until: date | None = None


def owners(assignment: Assignment, windows: Sequence[Period]) -> Iterator[tuple[Owner, Period]]:
    """Say who owes what of an assignment over some windows, in three statements."""
    if not windows:
        return
    first, last = min(one.start for one in windows), max(one.end for one in windows)
    found = list(_lived(assignment, first, last))
    renamed = _renamed(found, last)
    begins = {heir: unit for unit, heir in renamed.items()}
    by_pk = {unit.pk: unit for unit in found}
    for period in windows:
        for unit in found:
            heir = by_pk.get(renamed.get(unit.pk, 0))
            if not _overlaps(unit, period) or (heir is not None and _overlaps(heir, period)):
                continue
            yield _owner(unit, period, _begin(unit, begins, by_pk)), period


def _lived(assignment: Assignment, first: date, last: date) -> Iterable[Unit]:
    """Units of the sender's level that existed on some day of a window."""
    level = senders.sender(assignment.sender).level
    return (
        Unit.objects.within(assignment.unit)
        .filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=last),
            Q(valid_to__isnull=True) | Q(valid_to__gte=first),
            level=level,
        )
        .order_by("sort_key", "pk")
    )


def _overlaps(unit: Unit, period: Period) -> bool:
    return (unit.valid_from or date.min) <= period.end and (
        unit.valid_to or date.max
    ) >= period.start


def _renamed(found: Sequence[Unit], last: date) -> dict[int, int]:
    """Units that became exactly one other, and the other of nothing else: unit -> heir."""
    ended = [unit.pk for unit in found if unit.valid_to is not None and unit.valid_to < last]
    if not ended:
        return {}
    heirs = Succession.objects.filter(predecessor__in=ended).values("successor")
    rows = Succession.objects.filter(Q(predecessor__in=ended) | Q(successor__in=heirs))
    onward, back = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for predecessor, successor in rows.values_list("predecessor", "successor"):
        onward[predecessor].add(successor)
        back[successor].add(predecessor)
    return {
        unit: next(iter(onward[unit]))
        for unit in ended
        if len(onward[unit]) == 1 and len(back[next(iter(onward[unit]))]) == 1
    }


def _begin(unit: Unit, begins: dict[int, int], by_pk: dict[int, Unit]) -> date | None:
    """The day from which it, or what it was called before, exists."""
    while unit.pk in begins:
        unit = by_pk[begins[unit.pk]]
    return unit.valid_from


def _owner(unit: Unit, period: Period, begin: date | None) -> Owner:
    since = begin if begin is not None and begin > period.start else None
    until = unit.valid_to
    return Owner(unit, since, until if until is not None and until < period.end else None)


# --- Who answers ------------------------------------------------------------------------------


def seats(returns: Sequence[Return], *, today: date) -> dict[int, Seat]:
    """Find the unit, body and head that owe each return today; what has no head is left out.

    What an ended unit owes, its one heir owes; where several followed, the body of the largest
    answers and the duty waits in the old unit for a choice.
    """
    ended = [ret.unit for ret in returns if _has_ended(ret.unit, today)]
    heirs = units.became(ended, on=today) if ended else {}
    acting = {ret.pk: _acting(ret.unit, heirs) for ret in returns}
    bodies = _bodies({unit.pk for _owner, unit in acting.values()})
    heads = _heads({body.pk for body in bodies.values()})
    found: dict[int, Seat] = {}
    for ret in returns:
        owner, unit = acting[ret.pk]
        body = bodies.get((unit.pk, senders.sender(ret.sender).body))
        if body is not None and body.pk in heads:
            found[ret.pk] = (owner, body, heads[body.pk])
    return found


def _has_ended(unit: Unit, today: date) -> bool:
    return unit.valid_to is not None and unit.valid_to < today


def _acting(unit: Unit, heirs: dict[int, list[units.Part]]) -> tuple[Unit, Unit]:
    """In whose name the duty stands, and whose body answers."""
    parts = heirs.get(unit.pk, [])
    if not parts:
        return unit, unit
    return (parts[0].unit if len(parts) == 1 else unit), parts[0].unit


def _bodies(of: set[int]) -> dict[tuple[int, str], Body]:
    rows = Body.objects.filter(unit__in=of).select_related("unit").order_by("-pk")
    return {(body.unit_id, body.kind): body for body in rows}


def _heads(of: set[int]) -> dict[int, Post]:
    posts = Post.objects.filter(body__in=of, is_head=True, until__isnull=True)
    return {post.body_id: post for post in posts}
