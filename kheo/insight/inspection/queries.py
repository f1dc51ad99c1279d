"""Fills the tables: a few grouped statements for the whole province, however many units it has."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.figures.indicators import Row
from kheo.foundation.figures.ledgers import Counts, Ledger
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.insight.inspection import masking, periods, permissions, places, sheets
from kheo.insight.inspection.filled import Cell, Filled, Line, Report
from kheo.insight.inspection.masking import Mask
from kheo.insight.inspection.periods import Period
from kheo.insight.inspection.places import Place, Places
from kheo.insight.inspection.tables import LEDGERS, Heading, Leaf, Part, Table, forms

PAGE = 50
ZERO = Decimal(0)


class UnknownRow(LookupError):
    """The table has no such row or column."""


@dataclass(frozen=True)
class _Counted:
    """Every number of the ledgers in one window, by unit of the record."""

    counts: dict[str, Counts]

    def by_row(self, ledger: str, laid: Places) -> dict[int, dict[str, Decimal]]:
        """Add up by row; every row is there."""
        rows: dict[int, dict[str, Decimal]] = {place.unit.pk: {} for place in laid.rows}
        for unit, found in self.counts[ledger].items():
            if unit in laid.row_of:
                row = rows[laid.row_of[unit]]
                for name, value in found.items():
                    row[name] = row.get(name, ZERO) + value
        return rows


def build(
    *, tables: Iterable[Table], unit: Unit, period: Period, user: User | None, today: date
) -> Report:
    """Fill tables of one window for a province or one of its communes.

    Units are those of the window's last day; small numbers of denunciations are told to those only
    who handle or decide denunciations there. Without a user nobody is told.
    """
    wanted = list(tables)
    keys = sorted({key for table in wanted for key in table.ledgers})
    now, before = _count(keys, period, wanted), _count(keys, period.year_before, wanted)
    recorded = {pk for one in (now, before) for counts in one.counts.values() for pk in counts}
    laid = places.lay_out(_province(unit, period.last), recorded, on=period.last)
    masks = {key: _mask(LEDGERS[key], now, before, period, laid) for key in keys}
    filler = _Filler(laid, masks, _sees(user, today))
    is_whole = unit.pk == laid.province.pk
    chosen = laid.rows if is_whole else [place for place in laid.rows if place.unit.pk == unit.pk]
    if not chosen:
        raise UnknownRow(unit.code)
    return Report(
        period=period,
        places=laid,
        place=chosen[0],
        is_whole=is_whole,
        tables={
            table.key: filler.table(table, chosen, now, before, is_whole=is_whole)
            for table in wanted
        },
    )


def _province(unit: Unit, on: date) -> Unit:
    """Return the province a unit lies in."""
    found = Unit.objects.filter(pk=unit.ancestors[0]).first()
    return found or unit


def _count(keys: list[str], period: Period, tables: list[Table]) -> _Counted:
    """Count each ledger in one statement; sealed ones whole, because any small number hides all."""
    asked: dict[str, set[str]] = {key: set() for key in keys}
    for table in tables:
        for leaf in table.leaves:
            for part in leaf.parts:
                asked[part.ledger].add(part.tally)
    return _Counted(
        {
            key: LEDGERS[key].by_unit(
                period.since, period.until, None if LEDGERS[key].is_sealed else sorted(asked[key])
            )
            for key in keys
        }
    )


def _mask(ledger: Ledger, now: _Counted, before: _Counted, period: Period, laid: Places) -> Mask:
    """Decide how a sealed ledger is told, over the window, the year before and their quarters."""
    if not ledger.is_sealed:
        return masking.OPEN
    parts = [*period.parts, *period.year_before.parts]
    quarters = [_Counted({ledger.key: ledger.by_unit(p.since, p.until)}) for p in parts]
    windows = [one.by_row(ledger.key, laid).values() for one in (now, before, *quarters)]
    return masking.decide(windows)


def _sees(user: User | None, today: date) -> Callable[[Ledger, Unit], bool]:
    known: dict[tuple[str, int], bool] = {}

    def sees(ledger: Ledger, unit: Unit) -> bool:
        if not ledger.is_sealed:
            return True
        key = (ledger.key, unit.pk)
        if key not in known:
            known[key] = user is not None and permissions.may_see_exact(
                user, ledger, unit, today=today
            )
        return known[key]

    return sees


@dataclass(frozen=True)
class _Filler:
    """Puts numbers into cells, each as its reader may see it."""

    laid: Places
    masks: dict[str, Mask]
    sees: Callable[[Ledger, Unit], bool]

    def table(
        self, table: Table, chosen: list[Place], now: _Counted, before: _Counted, *, is_whole: bool
    ) -> Filled:
        rows = {key: now.by_row(key, self.laid) for key in table.ledgers}
        earlier = {key: before.by_row(key, self.laid) for key in table.ledgers}
        whole = None if is_whole else chosen[0]
        return Filled(
            table=table,
            lines=[self._line(table, place, rows) for place in chosen],
            total=self._line(table, whole, rows),
            before=self._line(table, whole, earlier),
        )

    def _line(
        self, table: Table, place: Place | None, rows: dict[str, dict[int, dict[str, Decimal]]]
    ) -> Line:
        wanted = [place.unit.pk] if place else [one.unit.pk for one in self.laid.rows]

        def add(parts: tuple[Part, ...]) -> Decimal:
            return sum(
                (rows[p.ledger][pk].get(p.tally, ZERO) for p in parts for pk in wanted), ZERO
            )

        return Line(place, [self._cell(leaf, place, add) for leaf in table.leaves])

    def _cell(
        self, leaf: Leaf, place: Place | None, add: Callable[[tuple[Part, ...]], Decimal]
    ) -> Cell:
        sealed = leaf.sealed_parts
        return Cell(
            leaf=leaf,
            open=add(leaf.open_parts),
            sealed=add(sealed) if sealed else None,
            is_masked=any(self._is_masked(part.ledger, place) for part in sealed),
        )

    def _is_masked(self, ledger: str, place: Place | None) -> bool:
        mask = self.masks[ledger]
        is_said = mask.rows if place else mask.total
        unit = place.unit if place else self.laid.province
        return is_said and not self.sees(LEDGERS[ledger], unit)


# --- Rows behind a cell -----------------------------------------------------------------------


@dataclass(frozen=True)
class Behind:
    """The records behind one cell: a page of one ledger, and whether one is closed."""

    leaf: Leaf
    place: Place | None
    ledger: str
    ledgers: list[str]
    rows: list[Row]
    older: int | None
    has_sealed: bool


def behind(
    *, table: Table, number: int, row: str, period: Period, unit: Unit, user: User, today: date,
    part: int = 0, before: int | None = None, size: int = PAGE,
) -> Behind:  # fmt: skip
    """List the records behind a cell, one page of one ledger; sealed ones for their readers only.

    Raises UnknownRow.
    """
    leaf = next((one for one in table.leaves if one.number == number), None)
    if leaf is None:
        raise UnknownRow(str(number))
    ledgers = {LEDGERS[one.ledger] for one in leaf.parts}
    recorded = {pk for one in ledgers for pk in one.units(period.since, period.until)}
    laid = places.lay_out(_province(unit, period.last), recorded, on=period.last)
    place = _place(laid, row, unit)
    answers = place.unit if place else laid.province
    every = list(dict.fromkeys(one.ledger for one in leaf.parts))
    shown = [
        key for key in every if permissions.may_see_exact(user, LEDGERS[key], answers, today=today)
    ]
    if not shown:
        return Behind(leaf, place, every[0], [], [], None, has_sealed=True)
    chosen = shown[part if 0 <= part < len(shown) else 0]
    ledger = LEDGERS[chosen]
    names = [one.tally for one in leaf.parts if one.ledger == chosen]
    inside = laid.units_of(place.unit.pk if place else None)
    found = ledger.behind(names, period.since, period.until, inside)
    records = list((found.filter(pk__lt=before) if before else found)[: size + 1])
    opens = permissions.may_open(user, ledger, answers, today=today)
    rows = [ledger.row(record) for record in records[:size]]
    return Behind(
        leaf=leaf,
        place=place,
        ledger=chosen,
        ledgers=shown,
        rows=[one if opens else Row(one.label, "") for one in rows],
        older=records[size - 1].pk if len(records) > size else None,
        has_sealed=len(shown) < len(every),
    )


def _place(laid: Places, row: str, unit: Unit) -> Place | None:
    """Find the row; whoever may report one commune only finds no other."""
    is_whole = unit.pk == laid.province.pk
    if row == "tong" and is_whole:
        return None
    wanted = unit.pk if row == "tong" else int(row) if row.isdecimal() else 0
    place = laid.place(wanted)
    if place is None or not is_whole and wanted != unit.pk:
        raise UnknownRow(row)
    return place


def units_to_choose(user: User, period: Period, *, today: date) -> list[Unit]:
    """Return the province and its communes of the window's last day that the user may report."""
    home = units.here(on=period.last)
    if home is None:
        return []
    every = [home, *units.communes(home, on=period.last)]
    reach = [one.path for one in units_where(user, "inspection.report", today)]
    # Units of an old window belong to those who report for what they became: asked all at once.
    heirs = units.became([unit for unit in every if unit.valid_to is not None], on=today)

    def is_theirs(unit: Unit) -> bool:
        now = [unit, *(part.unit for part in heirs.get(unit.pk, []))]
        return any(one.path.startswith(path) for one in now for path in reach)

    return [unit for unit in every if is_theirs(unit)]


# --- As annexes of other reports --------------------------------------------------------------


@dataclass(frozen=True)
class PaperTable:
    """A table in words, ready for a sheet: nothing under seal is told in numbers."""

    form: str
    title: str
    window: str
    depth: int
    heads: tuple[tuple[Heading, ...], ...]
    parts: list[tuple[int, int]]
    rows: list[tuple[str, list[str], bool]]
    notes: list[str]


def table_names() -> list[str]:
    """Name the tables as their forms are numbered: 01/TCD, …"""
    return [table.form for table in forms().tables.values()]


def for_paper(
    names: Iterable[str], *, unit: Unit, since: date, until: date, today: date
) -> dict[str, PaperTable]:
    """Fill tables by form number for the window nearest to [since, until); raises UnknownRow."""
    by_name = {table.form: table for table in forms().tables.values()}
    wanted = list(names)
    if unknown := [name for name in wanted if name not in by_name]:
        raise UnknownRow(unknown[0])
    report = build(
        tables=[by_name[name] for name in wanted],
        unit=unit,
        period=periods.nearest(since, until),
        user=None,
        today=today,
    )
    return {name: _on_paper(report, by_name[name].key, today) for name in wanted}


def _on_paper(report: Report, key: str, today: date) -> PaperTable:
    filled = report.tables[key]
    words = sheets.words(report, filled, today=today)
    return PaperTable(
        form=filled.table.form,
        title=filled.table.label,
        window=words.window,
        depth=filled.table.depth,
        heads=filled.table.head,
        parts=list(sheets.parts(filled)),
        rows=list(sheets.rows(report, filled, 1, len(filled.table.leaves))),
        notes=words.notes,
    )
