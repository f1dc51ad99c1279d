"""Adds villages and lets units become other units."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from kheo.foundation.log import services as log
from kheo.foundation.units.models import Succession, Unit
from kheo.foundation.vietnamese import text

Parts = Sequence[tuple[Unit, Decimal]]


class NotACommune(Exception):
    """A village lies in a commune."""


class UnitExists(Exception):
    """The code is taken by another village."""


class NotOpen(Exception):
    """The unit has already ended."""


class BasisMissing(Exception):
    """A place is remote, or no longer so, by a decision that can be named."""


class SharesDoNotAddUp(Exception):
    """What became of a unit is the whole of it, no more and no less."""


@transaction.atomic
def add_village(
    *,
    commune: Unit,
    name: str,
    kind: str,
    by: str,
    now: datetime,
    code: str = "",
    since: date | None = None,
) -> Unit:
    """Add a village to a commune; the national list has no villages, so the code is ours."""
    if commune.level != Unit.Level.COMMUNE:
        raise NotACommune(_("Thôn, bản phải thuộc một xã, phường hoặc đặc khu."))
    # The commune's row lets two people number villages one after the other.
    Unit.objects.select_for_update().get(pk=commune.pk)
    code = code or _next_code(commune)
    if Unit.objects.filter(level=Unit.Level.VILLAGE, code=code, valid_from=since).exists():
        raise UnitExists(_("Mã %(code)s đã có.") % {"code": code})
    village = Unit(
        code=code,
        name=" ".join(text.clean(name).split()),
        kind=text.clean(kind).strip(),
        level=Unit.Level.VILLAGE,
        parent=commune,
        path=f"new {commune.code} {code}",
        valid_from=since,
    )
    village.spell()
    village.save()
    village.path = f"{commune.path}{village.pk}/"
    village.save(update_fields=["path", "changed_at"])
    _log("unit.added", village, by, now, name=village.full_name, commune=commune.code)
    return village


def _next_code(commune: Unit) -> str:
    taken = Unit.objects.filter(level=Unit.Level.VILLAGE, parent=commune).count()
    return f"{commune.code}-{taken + 1:03d}"


@transaction.atomic
def pass_on(
    *,
    unit: Unit,
    to: Parts,
    on: date,
    legal_basis: str,
    by: str,
    now: datetime,
    is_estimate: bool = False,
) -> list[Succession]:
    """End a unit and say what became of it: one part for a merger, several for a division.

    Raises NotOpen for a unit that has ended and SharesDoNotAddUp unless the parts make one.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.valid_to is not None:
        raise NotOpen(_("Đơn vị đã kết thúc ngày %(day)s.") % {"day": f"{unit.valid_to:%d/%m/%Y}"})
    if sum(share for _successor, share in to) != 1:
        raise SharesDoNotAddUp(_("Các phần phải cộng lại thành một."))
    unit.valid_to = on - timedelta(days=1)
    unit.save(update_fields=["valid_to", "changed_at"])
    made = [
        Succession.objects.create(
            predecessor=unit,
            successor=successor,
            on=on,
            share=share,
            is_estimate=is_estimate,
            legal_basis=legal_basis,
        )
        for successor, share in to
    ]
    codes = [successor.code for successor, _share in to]
    _log("unit.passed_on", unit, by, now, to=codes, on=on.isoformat(), basis=legal_basis)
    return made


@transaction.atomic
def mark_remote(*, unit: Unit, basis: str, by: str, now: datetime) -> Unit:
    """Let the longer periods for remote areas apply to a unit, under the decision that says so."""
    unit = _locked(unit)
    unit.is_remote, unit.remote_basis = True, _basis(basis)
    unit.save(update_fields=["is_remote", "remote_basis", "changed_at"])
    _log("unit.marked_remote", unit, by, now, basis=unit.remote_basis)
    return unit


@transaction.atomic
def unmark_remote(*, unit: Unit, basis: str, by: str, now: datetime) -> Unit:
    """End the longer periods from today, under a decision; what runs already keeps its dates."""
    unit = _locked(unit)
    unit.is_remote, unit.remote_basis = False, ""
    unit.save(update_fields=["is_remote", "remote_basis", "changed_at"])
    _log("unit.unmarked_remote", unit, by, now, basis=_basis(basis))
    return unit


def _locked(unit: Unit) -> Unit:
    return Unit.objects.select_for_update(of=("self",)).select_related("parent").get(pk=unit.pk)


def _basis(basis: str) -> str:
    if not text.clean(basis).strip():
        raise BasisMissing(_("Xin ghi số, ngày quyết định."))
    return text.clean(basis).strip()


def _log(action: str, unit: Unit, by: str, now: datetime, **detail: object) -> None:
    log.record(
        action=action, on=f"unit:{unit.pk}", by=by, at=now, unit_code=unit.code, detail=detail
    )
