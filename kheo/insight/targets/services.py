"""Everything that changes a target: set, changed for a reason, taken back; many at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.figures.addresses import Address
from kheo.foundation.log import services as log
from kheo.foundation.refusals import said
from kheo.foundation.tongues import kept
from kheo.foundation.units.models import Unit
from kheo.insight.returns.models import Cell, Return
from kheo.insight.targets import catalogue, permissions
from kheo.insight.targets.errors import (
    AlreadySet,
    BasisMissing,
    ChangedMeanwhile,
    NotANumber,
    NotAPeriod,
    ReasonMissing,
    Withdrawn,
)
from kheo.insight.targets.models import LONGEST_BASIS, Change, Target

_MOST = {"%": Decimal(100), "‰": Decimal(1000)}
_TABLE = gettext_lazy("Giao lại bằng bảng nhiều xã, phường: %(basis)s")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is asked of a unit, without the unit."""

    address: Address
    period_start: date
    period_end: date
    aim: str = Target.Aim.AT_LEAST
    basis: str = ""
    document: OfficialDocument | None = None


@dataclass(frozen=True)
class Many:
    """What became of a table: how many were new, were changed, stood as they are."""

    added: int
    changed: int
    same: int


@transaction.atomic
def set_target(
    *,
    unit: Unit,
    plan: Plan,
    planned: Decimal,
    by: User,
    now: datetime,
    taken_from: Cell | None = None,
) -> Target:
    """Set a target of a unit; the same one twice is one.

    Raises AlreadySet, NotAPeriod, NotANumber or BasisMissing.
    """
    _demand(by, unit, now)
    basis = _checked(plan, planned)
    standing = _standing([unit], plan).get(unit.pk)
    if standing is not None:
        if (standing.planned, standing.aim) == (planned, plan.aim):
            return standing
        raise AlreadySet
    try:
        with transaction.atomic():
            return _add(unit, plan, planned, basis, by, now, taken_from)
    except IntegrityError as taken:
        raise AlreadySet from taken


@transaction.atomic
def change(
    *,
    target: Target,
    planned: Decimal,
    aim: str,
    reason: str,
    seen: int,
    by: User,
    now: datetime,
    basis: str = "",
    document: OfficialDocument | None = None,
) -> Target:
    """Say another number, for a reason; `seen` is how many changes the officer knew of.

    Raises ChangedMeanwhile, Withdrawn, NotANumber or ReasonMissing.
    """
    target = _locked(target, by, now)
    if target.changes.count() != seen:
        raise ChangedMeanwhile
    reason = said(reason, ReasonMissing)
    _check_number(target.address, planned)
    _keep(target, Change.Kind.CHANGED, reason, by, now)
    target.planned, target.aim = planned, aim
    if basis:
        target.basis, target.document = basis[:LONGEST_BASIS], document
    target.save(update_fields=["planned", "aim", "basis", "document"])
    _write(target, "target.changed", by, now)
    return target


@transaction.atomic
def withdraw(*, target: Target, reason: str, by: User, now: datetime) -> Target:
    """Take a target back, for a reason; what it said stays in its history.

    Raises Withdrawn or ReasonMissing.
    """
    target = _locked(target, by, now)
    reason = said(reason, ReasonMissing)
    _keep(target, Change.Kind.WITHDRAWN, reason, by, now)
    target.withdrawn_at = now
    target.save(update_fields=["withdrawn_at"])
    _write(target, "target.withdrawn", by, now)
    return target


@transaction.atomic
def set_many(*, plan: Plan, numbers: Mapping[int, Decimal], by: User, now: datetime) -> Many:
    """Set one number of many units for one period at once: all of it, or nothing.

    Raises NotAPeriod, NotANumber or BasisMissing.
    """
    found = Unit.objects.in_bulk(numbers)
    for unit in found.values():
        _demand(by, unit, now)
    standing = _standing(found.values(), plan)
    added = changed = same = 0
    for pk, unit in found.items():
        basis, planned, target = _checked(plan, numbers[pk]), numbers[pk], standing.get(pk)
        if target is None:
            _add(unit, plan, planned, basis, by, now, None)
            added += 1
        elif (target.planned, target.aim) == (planned, plan.aim):
            same += 1
        else:
            _keep(target, Change.Kind.CHANGED, kept(_TABLE, basis=basis)[:500], by, now)
            target.planned, target.aim = planned, plan.aim
            target.basis, target.document = basis, plan.document
            target.save(update_fields=["planned", "aim", "basis", "document"])
            _write(target, "target.changed", by, now)
            changed += 1
    return Many(added, changed, same)


@transaction.atomic
def adopt_returned(*, by: User, now: datetime) -> int:
    """Make targets of the returned numbers that are plans, as data/planned.yaml names them.

    Returns how many are new; may be repeated.
    """
    added = 0
    for planned in catalogue.planned():
        cells = Cell.objects.filter(
            indicator=planned.returned, origin__in=_counting()
        ).select_related("origin__unit")
        for cell in cells:
            plan = Plan(
                address=Address.parse(planned.measures),
                period_start=date(planned.first_year, 1, 1),
                period_end=cell.origin.period_end,
                basis=(cell.origin.source_title or str(cell.origin))[:LONGEST_BASIS],
            )
            if not _standing([cell.origin.unit], plan):
                _add(cell.origin.unit, plan, cell.value, plan.basis, by, now, cell)
                added += 1
    return added


def _counting() -> QuerySet[Return]:
    return Return.objects.counting()


def _add(
    unit: Unit,
    plan: Plan,
    planned: Decimal,
    basis: str,
    by: User,
    now: datetime,
    taken_from: Cell | None,
) -> Target:
    made = Target.objects.create(
        unit=unit,
        indicator=plan.address.indicator,
        breakdown=plan.address.breakdown,
        level=plan.address.level,
        period_start=plan.period_start,
        period_end=plan.period_end,
        planned=planned,
        aim=plan.aim,
        document=plan.document,
        basis=basis,
        taken_from=taken_from,
        set_by=by,
        set_at=now,
    )
    _write(made, "target.set", by, now)
    return made


def _checked(plan: Plan, planned: Decimal) -> str:
    if plan.period_end < plan.period_start:
        raise NotAPeriod
    _check_number(plan.address, planned)
    return said(plan.basis or str(plan.document or ""), BasisMissing)[:LONGEST_BASIS]


def _check_number(address: Address, planned: Decimal) -> None:
    known = catalogue.indicator(address)
    most = _MOST.get(str(known.unit_of_count))
    if planned < 0 or (most is not None and planned > most):
        raise NotANumber


def _standing(units: Iterable[Unit], plan: Plan) -> dict[int, Target]:
    """Find the targets of this number and period, locked until the end of the transaction."""
    found = (
        Target.objects.standing()
        .select_for_update(of=("self",))
        .filter(
            unit__in=[unit.pk for unit in units],
            indicator=plan.address.indicator,
            breakdown=plan.address.breakdown,
            level=plan.address.level,
            period_start=plan.period_start,
            period_end=plan.period_end,
        )
    )
    return {target.unit_id: target for target in found.select_related("unit")}


def _locked(target: Target, by: User, now: datetime) -> Target:
    rows = Target.objects.select_for_update(of=("self",)).select_related("unit")
    target = rows.get(pk=target.pk)
    _demand(by, target.unit, now)
    if target.withdrawn_at is not None:
        raise Withdrawn
    return target


def _demand(by: User, unit: Unit, now: datetime) -> None:
    if not permissions.may_set(by, unit, today=timezone.localdate(now)):
        raise PermissionDenied(_("Bạn không có quyền giao chỉ tiêu cho đơn vị này."))


def _keep(target: Target, kind: str, reason: str, by: User, now: datetime) -> None:
    Change.objects.create(
        target=target,
        kind=kind,
        planned=target.planned,
        aim=target.aim,
        basis=target.basis,
        reason=reason,
        by=by,
        at=now,
    )


def _write(target: Target, action: str, by: User, now: datetime) -> None:
    log.record(
        action=action,
        on=target.subject,
        by=by.username,
        at=now,
        unit_code=target.unit.code,
        detail={"indicator": target.indicator, "planned": f"{target.planned.normalize():f}"},
    )
