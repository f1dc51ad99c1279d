"""What those who send and those who approve have to know: whose turn it is, and what is wrong."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from kheo.foundation.figures.services import Stated
from kheo.foundation.units.models import Unit
from kheo.insight.returns import periods, senders
from kheo.insight.returns.checking import Kind, Problem
from kheo.insight.returns.models import CellChange, Return
from kheo.insight.returns.queries.judging import judge, judge_all, last_numbers

__all__ = [
    "Kind",
    "Problem",
    "contributors",
    "judge",
    "judge_all",
    "last_numbers",
    "locks_on",
    "may_be_reopened",
    "next_unit",
    "stated",
    "waits_at",
    "way",
]

DAY = timedelta(days=1)
State = Return.State


def way(ret: Return) -> list[Unit]:
    """List the units that approve a return, the nearest first: those of the days it tells of."""
    return senders.way_up(ret.unit, senders.sender(ret.sender), on=ret.covers[1])


def waits_at(ret: Return) -> Unit | None:
    """Return the unit whose decision a sent return waits for."""
    if ret.state != State.SENT:
        return None
    return next((unit for unit in way(ret) if unit.level == ret.step), None)


def next_unit(ret: Return, after: Unit) -> Unit | None:
    """Return the unit that decides after another; None when that was the last."""
    units = way(ret)
    place = units.index(after) + 1
    return units[place] if place < len(units) else None


def contributors(ret: Return) -> frozenset[int]:
    """Name who entered or sent numbers of a return; none of them may approve it."""
    typed = ret.changes.exclude(how=CellChange.How.RECORDS).values_list("by", flat=True)
    found = {*typed.order_by().distinct(), ret.entered_by_id, ret.sent_by_id}
    return frozenset(pk for pk in found if pk is not None)


def may_be_reopened(ret: Return, now: datetime) -> bool:
    """Say whether it is closed: approved, locked, or never sent and its time is over."""
    if ret.state in (State.APPROVED, State.LOCKED):
        return True
    if ret.state not in (State.DRAFT, State.REOPENED) or ret.grace_until is None:
        return False
    today = timezone.localdate(now)
    last = ret.reopenings.last()
    is_open = last is not None and last.until >= today
    return not is_open and (ret.state == State.REOPENED or today > ret.grace_until)


def locks_on(kind: str, due_on: date) -> date:
    """The day from which approved numbers of a kind of period, due on a day, are locked."""
    return periods.kind(kind).locks_after(due_on)


def stated(ret: Return) -> Iterator[Stated]:
    """Say what a return states: each number over its part of the period.

    A cumulative number is one over all windows of the year so far.
    """
    assert ret.version is not None
    places = ret.version.asked.places
    since, until = ret.covers
    begin = periods.kind(ret.period_kind).window(1, ret.period.year).start
    for cell in ret.cells.all():
        place = places.get(cell.place)
        runs_on = place is not None and place.row.is_cumulative
        yield Stated(
            indicator=cell.indicator,
            unit=ret.unit,
            breakdown=cell.breakdown,
            level=cell.level,
            since=min(begin, since) if runs_on else since,
            until=until + DAY,
            value=cell.value,
        )
