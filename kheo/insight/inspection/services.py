"""Freezes a report, and says what has changed since."""

import json
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import numbers
from kheo.insight.inspection import permissions, queries
from kheo.insight.inspection.filled import Cell, Line, Report
from kheo.insight.inspection.models import Snapshot
from kheo.insight.inspection.periods import Period, period
from kheo.insight.inspection.tables import Leaf, Table, forms

Frozen = dict[str, dict[str, list[str]]]


class NotOver(Exception):
    """The window has not ended; its numbers are still moving."""


@transaction.atomic
def freeze(
    *, unit: Unit, window: Period, submission_key: uuid.UUID, by: User, now: datetime
) -> Snapshot:
    """Keep all tables as they are now; the same press gives the same record. Raises NotOver."""
    today = timezone.localdate(now)
    if not permissions.may_report(by, unit, today=today):
        raise PermissionDenied
    if today < window.until:
        raise NotOver
    figures, sealed = _frozen(
        queries.build(
            tables=forms().tables.values(), unit=unit, period=window, user=None, today=today
        )
    )
    kept = {"salt": secrets.token_hex(16), "tables": sealed}
    snapshot, is_new = Snapshot.objects.get_or_create(
        submission_key=submission_key,
        defaults={
            "unit": unit,
            "window": window.code,
            "year": window.year,
            "since": window.since,
            "until": window.until,
            "figures": figures,
            "sealed": kept,
            "sha256": fingerprint(figures, kept),
            "at": now,
            "by": by,
        },
    )
    if is_new:
        log.record(
            action="inspection.frozen",
            on=f"inspection:{snapshot.pk}",
            at=now,
            by=by.username,
            unit_code=unit.code,
            detail={"window": window.code, "year": window.year, "sha256": snapshot.sha256},
        )
    return snapshot


def fingerprint(figures: Any, sealed: Any) -> str:
    """Give the SHA-256 of a frozen report, sealed numbers and salt included."""
    written = json.dumps([figures, sealed], ensure_ascii=False, sort_keys=True)
    return sha256(written.encode()).hexdigest()


def is_whole(snapshot: Snapshot) -> bool:
    """Say whether the frozen numbers are those that were fingerprinted."""
    return fingerprint(snapshot.figures, snapshot.sealed) == snapshot.sha256


def _frozen(report: Report) -> tuple[Frozen, Frozen]:
    figures: Frozen = {}
    sealed: Frozen = {}
    for key, filled in report.tables.items():
        for line in (*filled.lines, filled.total):
            row = _row_key(line, filled.total)
            figures.setdefault(key, {})[row] = [_plain(cell.open) for cell in line.cells]
            sealed.setdefault(key, {})[row] = [_plain(cell.sealed) for cell in line.cells]
    return figures, sealed


def _row_key(line: Line, total: Line) -> str:
    """Rows by the unit's code, which outlives the database; the total has a name of its own."""
    return "tong" if line is total or line.place is None else line.place.unit.code


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


# --- What has changed since -------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """One number that is no longer what was frozen."""

    table: Table
    row: str
    leaf: Leaf
    was: str
    now: str


def compare(snapshot: Snapshot, *, user: User, now: datetime) -> list[Difference]:
    """Say what today's records would give otherwise; sealed numbers in words for most readers."""
    today = timezone.localdate(now)
    report = queries.build(
        tables=forms().tables.values(),
        unit=snapshot.unit,
        period=period(snapshot.window, snapshot.year),
        user=user,
        today=today,
    )
    found: list[Difference] = []
    for key, filled in report.tables.items():
        for line in (*filled.lines, filled.total):
            row = _row_key(line, filled.total)
            name = "" if row == "tong" else str(line.place.unit if line.place else "")
            for at, cell in enumerate(line.cells):
                was = _was(snapshot, key, row, at, cell)
                if was == (cell.open, cell.sealed):
                    continue
                # That something under seal has changed is not told either.
                if cell.value is None and was[0] == cell.open:
                    continue
                text = _text(was, cell)
                found.append(Difference(filled.table, name, cell.leaf, text, cell.text))
    return found


def _was(
    snapshot: Snapshot, table: str, row: str, at: int, cell: Cell
) -> tuple[Decimal, Decimal | None]:
    """Read a frozen number; a row or column that was not there then was nothing."""
    told = snapshot.figures.get(table, {}).get(row, [])
    kept = snapshot.sealed["tables"].get(table, {}).get(row, [])
    shown = Decimal(told[at]) if at < len(told) else Decimal(0)
    hidden = Decimal(kept[at] or 0) if at < len(kept) else Decimal(0)
    return shown, hidden if cell.sealed is not None else None


def _text(was: tuple[Decimal, Decimal | None], cell: Cell) -> str:
    if cell.value is None:
        return f"{numbers.write(was[0].normalize())} +"
    return numbers.write((was[0] + (was[1] or 0)).normalize())
