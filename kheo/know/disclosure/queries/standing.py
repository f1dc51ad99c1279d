"""How each item stands in each unit on a day: of one unit, or of all communes in one statement.

A publication carries what its acts come to, so one grouped statement over publications is enough.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, FilteredRelation, Max, Min, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.know.disclosure import rules

AT = "found__"


class State(StrEnum):
    """How an item stands, the most pressing first."""

    LATE = "late"
    PARTIAL = "partial"
    MISSING = "missing"
    WAITING = "waiting"
    DONE = "done"
    ENDED = "ended"
    NONE = "none"

    @property
    def label(self) -> Promise:
        return LABELS[self][0]

    @property
    def short(self) -> Promise:
        """One word for a cell."""
        return LABELS[self][1]

    @property
    def tone(self) -> str:
        return TONES[self]

    @property
    def is_settled(self) -> bool:
        """Say whether nothing is owed."""
        return self in (State.DONE, State.ENDED, State.NONE)


LABELS: dict[State, tuple[Promise, Promise]] = {
    State.LATE: (_("Quá hạn công khai"), _("Trễ")),
    State.PARTIAL: (_("Chưa đủ hình thức hoặc bằng chứng"), _("Chưa đủ")),
    State.MISSING: (_("Chưa công khai"), _("Chưa có")),
    State.WAITING: (_("Chờ công khai, còn hạn"), _("Còn hạn")),
    State.DONE: (_("Đang công khai"), _("Có")),
    State.ENDED: (_("Đã công khai, đã hết thời gian"), _("Đã hết")),
    State.NONE: (_("Chưa phát sinh"), _("—")),
}
TONES: dict[State, str] = {
    State.LATE: "late",
    State.PARTIAL: "soon",
    State.MISSING: "late",
    State.WAITING: "open",
    State.DONE: "done",
    State.ENDED: "",
    State.NONE: "",
}


@dataclass(frozen=True)
class Cell:
    """What the publications of one item in one unit come to."""

    owed: int = 0
    late: int = 0
    partial: int = 0
    done: int = 0
    there: int = 0
    due_on: date | None = None
    shown_until: date | None = None
    next_due_on: date | None = None
    state: State = State.NONE

    def __add__(self, other: "Cell") -> "Cell":
        dues = [day for day in (self.due_on, other.due_on) if day]
        nexts = [day for day in (self.next_due_on, other.next_due_on) if day]
        ends = [day for day in (self.shown_until, other.shown_until) if day]
        return Cell(
            owed=self.owed + other.owed,
            late=self.late + other.late,
            partial=self.partial + other.partial,
            done=self.done + other.done,
            there=self.there + other.there,
            due_on=min(dues, default=None),
            shown_until=max(ends, default=None),
            next_due_on=max(nexts, default=None),
        )

    def judged(self, item: rules.Item, *, today: date, is_now: bool) -> "Cell":
        """Say in which state it is; a period that ran out is not done."""
        return replace(self, state=self._state(item, today, is_now))

    def _state(self, item: rules.Item, today: date, is_now: bool) -> State:
        ran_out = is_now and self.next_due_on is not None and self.next_due_on < today
        if self.late or (ran_out and not self.owed):
            return State.LATE
        if self.partial:
            return State.PARTIAL
        if self.owed:
            return State.WAITING
        if self.done:
            return State.DONE if self.there else State.ENDED
        return State.MISSING if item.is_periodic else State.NONE


@dataclass(frozen=True)
class Standing:
    """One item of a unit's list and how it stands."""

    item: rules.Item
    cell: Cell


@dataclass(frozen=True)
class Row:
    """One unit of the matrix, its cells in the order of the items."""

    unit: Unit
    cells: tuple[Cell, ...]

    @property
    def lacking(self) -> int:
        """How many items are late, missing or incomplete."""
        wanting = (State.LATE, State.MISSING, State.PARTIAL)
        return sum(cell.state in wanting for cell in self.cells)

    @property
    def done(self) -> int:
        return sum(cell.state in (State.DONE, State.ENDED) for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """Units × items on a day."""

    listing: rules.Listing
    items: tuple[rules.Item, ...]
    rows: tuple[Row, ...]

    def count(self, state: State) -> int:
        return sum(cell.state == state for row in self.rows for cell in row.cells)


def matrix(
    *,
    within: Unit,
    today: date,
    year: int | None = None,
    list_key: str = "",
    is_demo: bool | None = None,
) -> Matrix | None:
    """Return communes × items in one statement: as it stands now, or of one year.

    A year is shown in the communes and in the list of its last day; with `list_key` what was
    published under an earlier list counts for the items it became. None where no list held.
    """
    on = min(today, date(year, 12, 31)) if year else today
    book = rules.book()
    listing = book.list_of(list_key) or book.main(level=Unit.Level.COMMUNE, on=on)
    if listing is None:
        return None
    found = units.communes(within, on=on)
    read = _read(found, _lists_into(listing, year), today=today, year=year, is_demo=is_demo)
    rows = tuple(
        Row(unit, _cells(listing, by_item, today=today, is_now=year is None))
        for unit, by_item in read
    )
    return Matrix(listing, listing.items, rows)


def state_of(unit: Unit, *, today: date, list_key: str = "") -> list[Standing]:
    """Return how each item of a unit's list stands today, in the order of the law; one query."""
    book = rules.book()
    on = min(today, unit.valid_to) if unit.valid_to else today
    listing = book.list_of(list_key) or book.main(level=unit.level, on=on)
    if listing is None:
        return []
    read = _read(Unit.objects.filter(pk=unit.pk), (listing,), today=today, year=None)
    cells = _cells(listing, read[0][1] if read else {}, today=today, is_now=True)
    return [Standing(item, cell) for item, cell in zip(listing.items, cells, strict=True)]


def _lists_into(listing: rules.Listing, year: int | None) -> tuple[rules.Listing, ...]:
    """For a year, add the earlier lists whose items became items of this one."""
    if year is None:
        return (listing,)
    book = rules.book()
    earlier = [
        one
        for one in book.lists.values()
        if one.key != listing.key and any(book.mapped(one, listing).values())
    ]
    return (listing, *earlier)


def _cells(
    listing: rules.Listing,
    by_item: Mapping[tuple[str, str], Cell],
    *,
    today: date,
    is_now: bool,
) -> tuple[Cell, ...]:
    summed: dict[str, Cell] = {}
    for (list_key, item_key), cell in by_item.items():
        for key in _becomes(list_key, item_key, listing):
            summed[key] = summed[key] + cell if key in summed else cell
    return tuple(
        summed.get(item.key, Cell()).judged(item, today=today, is_now=is_now)
        for item in listing.items
    )


def _becomes(list_key: str, item_key: str, listing: rules.Listing) -> Iterable[str]:
    if list_key == listing.key:
        return (item_key,)
    item = rules.book().item(list_key, item_key)
    return item.became if item else ()


def _read(
    found: "QuerySet[Unit]",
    lists: Iterable[rules.Listing],
    *,
    today: date,
    year: int | None,
    is_demo: bool | None = None,
) -> list[tuple[Unit, dict[tuple[str, str], Cell]]]:
    """Group publications by unit and item, units without any among them, in one statement."""
    wanted = Q(
        publications__list_key__in=[one.key for one in lists],
        publications__withdrawn_at__isnull=True,
    )
    if year is not None:
        wanted &= Q(publications__year=year)
    if is_demo is not None:
        wanted &= Q(publications__is_demo=is_demo)
    rows = (
        found.annotate(found=FilteredRelation("publications", condition=wanted))
        .values_list(
            "pk", "code", "kind", "name", "level", "sort_key", AT + "list_key", AT + "item_key"
        )
        .annotate(**_sums(today))
        .order_by("sort_key", "name", "pk")
    )
    grouped: dict[int, tuple[Unit, dict[tuple[str, str], Cell]]] = {}
    for pk, code, kind, name, level, _key, list_key, item_key, *sums in rows:
        if pk not in grouped:
            grouped[pk] = (Unit(pk=pk, code=code, kind=kind, name=name, level=level), {})
        if list_key is not None:
            grouped[pk][1][list_key, item_key] = Cell(*sums)
    return list(grouped.values())


def _sums(today: date) -> dict[str, Any]:
    """Name what is counted, in the order of the fields of `Cell`."""
    owed = Q(**{AT + "completed_on__isnull": True, AT + "id__isnull": False})
    done = Q(**{AT + "completed_on__isnull": False})
    stays = Q(**{AT + "shown_until__isnull": True}) | Q(**{AT + "shown_until__gte": today})
    return {
        "n_owed": Count(AT + "id", filter=owed),
        "n_late": Count(AT + "id", filter=owed & Q(**{AT + "due_on__lt": today})),
        "n_partial": Count(AT + "id", filter=owed & Q(**{AT + "shown_since__isnull": False})),
        "n_done": Count(AT + "id", filter=done),
        "n_there": Count(AT + "id", filter=done & stays),
        "first_due": Min(AT + "due_on", filter=owed),
        "last_day": Max(AT + "shown_until", filter=done),
        "next_due": Max(AT + "next_due_on", filter=done),
    }
