"""Everything that fills in a return: typed, pasted, taken from Excel or from records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.foundation.vietnamese.text import clean
from kheo.insight.returns import permissions, typed
from kheo.insight.returns.definition import Place
from kheo.insight.returns.errors import NotEditable
from kheo.insight.returns.models import Cell, CellChange, Return
from kheo.insight.returns.queries import entry
from kheo.insight.returns.typed import Expected, Unclear

LONGEST_WORDS: Final = 1000
_SOURCES: Final = {
    CellChange.How.TYPED: Cell.Source.TYPED,
    CellChange.How.EXCEL: Cell.Source.EXCEL,
    CellChange.How.RECORDS: Cell.Source.RECORDS,
}


@dataclass(frozen=True)
class Unread:
    """What was typed into a cell and is no number that fits it; it is not kept here."""

    place: str
    typed: str
    words: str


@dataclass(frozen=True)
class Clash:
    """A cell that somebody else has changed since; theirs stands until one decides."""

    place: str
    typed: str
    value: Decimal | None
    by: str
    at: datetime


@dataclass(frozen=True)
class Saved:
    """What changed since one last read the return, by whomever, and what was not taken."""

    revision: int
    cells: dict[str, Decimal | None]
    problems: tuple[Unread, ...] = ()
    clashes: tuple[Clash, ...] = ()


@transaction.atomic
def fill(
    *,
    ret: Return,
    by: User,
    now: datetime,
    revision: int,
    values: Mapping[str, str | None],
    how: str = CellChange.How.TYPED,
    reasons: Mapping[str, str] | None = None,
    explanations: Mapping[str, str] | None = None,
) -> Saved:
    """Keep what was typed into cells, and what records know of the others.

    `revision` is what the officer had read. Cells that somebody else changed meanwhile are kept
    as they are and told as clashes, unless the officer did not touch them. Raises NotEditable.
    """
    ret = _locked(ret, by, now)
    work = _Filling(ret, by, now, how)
    work.take_values(values, revision)
    work.take_records()
    work.take_words(reasons or {}, "override_reason")
    work.take_words(explanations or {}, "explanation")
    work.store()
    cells = entry.changed_since(ret, revision)
    return Saved(ret.revision, cells, tuple(work.problems), tuple(work.clashes))


def take_records(*, ret: Return, by: User, now: datetime) -> Saved:
    """Bring the cells that records know up to date; called before a return is sent."""
    return fill(ret=ret, by=by, now=now, revision=ret.revision, values={})


def _locked(ret: Return, by: User, now: datetime) -> Return:
    """Take the row, so that two savings follow one another; refuse whoever may not type."""
    if not permissions.may_enter(by, ret):
        raise PermissionDenied(_("Bạn không nhập số liệu của đơn vị này."))
    fresh = (
        Return.objects.select_for_update(of=("self",))
        .select_related("version", "form", "unit")
        .get(pk=ret.pk)
    )
    if reason := entry.why_not_editable(fresh, now):
        raise NotEditable(reason)
    return fresh


class _Filling:
    """One saving: gathers what changes, and stores it in a fixed number of statements."""

    def __init__(self, ret: Return, by: User, now: datetime, how: str) -> None:
        assert ret.version is not None
        self.ret, self.by, self.now, self.how = ret, by, now, how
        self.places = ret.version.asked.places
        # What is stored, and what will be.
        self.rows = {cell.place: cell for cell in ret.cells.all()}
        self.before = {key: cell.value for key, cell in self.rows.items()}
        self.cells = dict(self.rows)
        self.recorded = entry.recorded(ret)
        self.changes: dict[str, CellChange] = {}
        self.touched: set[str] = set()
        self.problems: list[Unread] = []
        self.clashes: list[Clash] = []

    # --- What is taken ---

    def take_values(self, values: Mapping[str, str | None], revision: int) -> None:
        since = _by_place(entry.changes_since(self.ret, revision)) if values else {}
        for key, text in values.items():
            place = self.places.get(key)
            if place is None:
                self._refuse(key, text, _("Biểu hiện nay không còn ô này."))
                continue
            try:
                value = typed.read(text or "", Expected.of(place))
            except Unclear as unclear:
                self._refuse(key, text, str(unclear))
                continue
            if not self._clashes(key, text, value, since.get(key, [])):
                self._set(place, value, self.how)

    def _refuse(self, key: str, text: str | None, words: str) -> None:
        self.problems.append(Unread(key, text or "", words))

    def _clashes(
        self, key: str, text: str | None, value: Decimal | None, since: list[CellChange]
    ) -> bool:
        """Say whether a value is not to be set: untouched by the officer, or changed by another."""
        others = [one for one in since if one.by_id != self.by.pk]
        if not others or value == self._value(key):
            return False
        if value == since[0].old:
            return True
        last = since[-1]
        name = last.by.full_name or last.by.username
        self.clashes.append(Clash(key, text or "", self._value(key), name, last.at))
        return True

    def take_records(self) -> None:
        """Fill in what records know, where nobody typed; follow them where they were taken."""
        for key, one in self.recorded.items():
            cell = self.cells.get(key)
            if cell is None or cell.source == Cell.Source.RECORDS:
                self._set(self.places[key], one.value, CellChange.How.RECORDS)

    def take_words(self, words: Mapping[str, str], name: str) -> None:
        for key, text in words.items():
            cell = self.cells.get(key)
            said = clean(text).strip()[:LONGEST_WORDS]
            if cell is not None and getattr(cell, name) != said:
                setattr(cell, name, said)
                self.touched.add(key)

    def _value(self, key: str) -> Decimal | None:
        cell = self.cells.get(key)
        return cell.value if cell else None

    def _set(self, place: Place, value: Decimal | None, how: str) -> None:
        if value == self._value(place.key):
            return
        record = self.recorded.get(place.key)
        if record is not None and value == record.value:
            how = CellChange.How.RECORDS
        self.changes[place.key] = CellChange(
            origin=self.ret, row=place.row.key, column=place.column.key,
            old=self.before.get(place.key), new=value, how=how, by=self.by, at=self.now,
        )  # fmt: skip
        if value is None:
            del self.cells[place.key]
            return
        cell = self.rows.get(place.key) or _cell(self.ret, place)
        cell.value, cell.source = value, _SOURCES[CellChange.How(how)]
        if how == CellChange.How.RECORDS:
            cell.override_reason = ""
        self.cells[place.key] = cell

    # --- What is stored ---

    def store(self) -> None:
        if not self.changes and not self.touched:
            return
        is_first = self.ret.entered_by_id is None
        self.ret.revision += 1
        self.ret.entered_by, self.ret.entered_at = self.by, self.now
        self.ret.save(update_fields=["revision", "entered_by", "entered_at"])
        self._store_cells()
        for change in self.changes.values():
            change.revision = self.ret.revision
        CellChange.objects.bulk_create(
            change for change in self.changes.values() if change.old != change.new
        )
        if is_first or self.how == CellChange.How.EXCEL:
            log.record(
                action="return.filled", on=f"return:{self.ret.pk}", by=self.by.username,
                at=self.now, unit_code=self.ret.unit.code,
                detail={"cells": len(self.changes), "how": str(self.how)},
            )  # fmt: skip

    def _store_cells(self) -> None:
        gone = [cell.pk for key, cell in self.rows.items() if key not in self.cells]
        if gone:
            self.ret.cells.filter(pk__in=gone).delete()
        keys = self.changes.keys() | self.touched
        Cell.objects.bulk_create(
            [cell for key, cell in self.cells.items() if key in keys],
            update_conflicts=True,
            update_fields=["value", "source", "override_reason", "explanation"],
            unique_fields=["pk"],
        )


def _by_place(changes: Iterable[CellChange]) -> dict[str, list[CellChange]]:
    found: dict[str, list[CellChange]] = {}
    for change in changes:
        found.setdefault(change.place, []).append(change)
    return found


def _cell(ret: Return, place: Place) -> Cell:
    address = place.address
    return Cell(
        origin=ret, row=place.row.key, column=place.column.key, indicator=address.indicator,
        breakdown=address.breakdown, level=address.level,
    )  # fmt: skip
