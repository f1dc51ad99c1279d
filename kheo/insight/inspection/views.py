"""Pages on the inspectorate's tables: choose, read, open a cell, take away, freeze."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kheo.foundation.accounts.models import User
from kheo.foundation.units.models import Unit
from kheo.insight.inspection import excel, periods, permissions, queries, services, sheets, word
from kheo.insight.inspection.filled import Filled, Report
from kheo.insight.inspection.forms import ReportForm, UnitForm
from kheo.insight.inspection.models import Snapshot
from kheo.insight.inspection.periods import Period
from kheo.insight.inspection.tables import Table
from kheo.insight.inspection.tables import forms as forms_of_the_law

EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Asked:
    """What the reader chose; without a unit the choice was wrong and the forms say why."""

    user: User
    form: ReportForm
    units: UnitForm | None
    period: Period | None = None
    unit: Unit | None = None

    @property
    def context(self) -> dict[str, Any]:
        return {"form": self.form, "units": self.units}

    @property
    def query(self) -> str:
        assert self.period and self.unit
        told: dict[str, str | int] = {
            "ky": self.period.code,
            "nam": self.period.year,
            "don-vi": self.unit.code,
        }
        return urlencode(told)


def _asked(request: HttpRequest, given: Any) -> Asked:
    """Read window and unit; refuse who reports nowhere."""
    today = timezone.localdate()
    user = request.user
    if not isinstance(user, User) or not permissions.may_report_anywhere(user, today=today):
        raise PermissionDenied(_("Biểu thanh tra chỉ dành cho cán bộ được giao lập biểu."))
    form = ReportForm(given, usual=periods.current(today))
    if not form.is_valid():
        return Asked(user, form, None)
    choice = queries.units_to_choose(user, form.period, today=today)
    if not choice:
        raise PermissionDenied(_("Kỳ này không có đơn vị nào trong quyền lập biểu của bạn."))
    units = UnitForm(given, units=choice)
    if not units.is_valid():
        return Asked(user, form, units)
    return Asked(user, form, units, form.period, units.unit)


@never_cache
@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    asked = _asked(request, request.GET)
    law = forms_of_the_law()
    context = {**asked.context, "tables": law.tables.values(), "unchecked": law.unchecked.label}
    if asked.unit is None or asked.period is None:
        return render(request, "inspection/list.html", context, status=422)
    context |= {
        "period": asked.period,
        "unit": asked.unit,
        "query": asked.query,
        "is_over": timezone.localdate() >= asked.period.until,
        "key": uuid.uuid4(),
        "snapshots": Snapshot.objects.filter(
            unit=asked.unit, window=asked.period.code, year=asked.period.year
        ).select_related("by"),
    }
    return render(request, "inspection/list.html", context)


@never_cache
@require_GET
@login_required
def table(request: HttpRequest, key: str) -> HttpResponse:
    one = _table(key)
    asked = _asked(request, request.GET)
    if asked.unit is None:
        context = {**asked.context, "table": one}
        return render(request, "inspection/table.html", context, status=422)
    report = _build(asked, [one])
    filled = report.tables[key]
    context = {
        **asked.context,
        "table": one,
        "report": report,
        "filled": filled,
        "lines": _lines(report, filled),
        "notes": sheets.notes(report, filled),
        "query": asked.query,
        "tables": forms_of_the_law().tables.values(),
    }
    return render(request, "inspection/table.html", context)


def _lines(report: Report, filled: Filled) -> list[dict[str, Any]]:
    """Give each line its name, and each cell that counts something the way to its records."""
    lines = [*filled.lines, *([filled.total] if report.is_whole else [])]
    return [
        {
            "name": sheets.name_of(line),
            "is_total": line is filled.total,
            "cells": [
                (cell, sheets.rows_url(report, filled, line, cell.leaf) if cell.opens else "")
                for cell in line.cells
            ],
        }
        for line in lines
    ]


@never_cache
@require_GET
@login_required
def rows(request: HttpRequest, key: str) -> HttpResponse:
    one, asked, given = _table(key), _asked(request, request.GET), request.GET
    if asked.unit is None or asked.period is None:
        raise Http404(_("Không có kỳ hoặc đơn vị này."))
    row = given.get("dong", "tong")
    try:
        behind = queries.behind(
            table=one,
            number=_whole(given.get("cot")) or 0,
            row=row,
            period=asked.period,
            unit=asked.unit,
            user=asked.user,
            today=timezone.localdate(),
            part=_whole(given.get("phan")) or 0,
            before=_whole(given.get("truoc")),
        )
    except queries.UnknownRow as unknown:
        raise Http404(_("Biểu không có ô này.")) from unknown
    kept = f"{asked.query}&{urlencode({'dong': row, 'cot': str(behind.leaf.number)})}"
    at = behind.ledgers.index(behind.ledger) if behind.ledgers else 0
    context = {
        "table": one,
        "behind": behind,
        "period": asked.period,
        "unit": asked.unit,
        "back_url": f"{reverse('inspection:table', args=[key])}?{asked.query}",
        "tabs": _tabs(behind, kept, at),
        "older_url": f"?{kept}&phan={at}&truoc={behind.older}" if behind.older else "",
        "newer_url": f"?{kept}&phan={at}" if given.get("truoc") else "",
    }
    return render(request, "inspection/rows.html", context)


def _tabs(behind: queries.Behind, kept: str, at: int) -> list[dict[str, Any]]:
    if len(behind.ledgers) < 2:
        return []
    names = forms_of_the_law().ledgers
    return [
        {
            "label": names[key].label,
            "url": f"?{kept}&phan={number}",
            "is_current": number == at,
        }
        for number, key in enumerate(behind.ledgers)
    ]


@never_cache
@require_GET
@login_required
def workbook(request: HttpRequest) -> HttpResponse:
    report, name = _to_take(request)
    with override("vi"):
        content = excel.render(report, today=timezone.localdate())
    return _file(content, EXCEL_TYPE, f"{name}.xlsx")


@never_cache
@require_GET
@login_required
def document(request: HttpRequest) -> HttpResponse:
    report, name = _to_take(request)
    with override("vi"):
        content = word.render(report, today=timezone.localdate())
    return _file(content, WORD_TYPE, f"{name}.docx")


def _to_take(request: HttpRequest) -> tuple[Report, str]:
    asked, key = _asked(request, request.GET), request.GET.get("bieu", "")
    if asked.unit is None or asked.period is None:
        raise Http404(_("Không có kỳ hoặc đơn vị này."))
    chosen = [_table(key)] if key else list(forms_of_the_law().tables.values())
    name = f"bieu-{key or 'tat-ca'}-{asked.period.code}-{asked.period.year}-{asked.unit.code}"
    return _build(asked, chosen), name.lower()


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


@require_POST
@login_required
def freeze(request: HttpRequest) -> HttpResponse:
    asked = _asked(request, request.POST)
    if asked.unit is None or asked.period is None:
        raise Http404(_("Không có kỳ hoặc đơn vị này."))
    try:
        made = services.freeze(
            unit=asked.unit,
            window=asked.period,
            submission_key=_key(request.POST.get("key", "")),
            by=asked.user,
            now=timezone.now(),
        )
    except services.NotOver:
        messages.error(request, _("Kỳ chưa kết thúc, số còn thay đổi nên chưa chốt được."))
        return redirect(f"{reverse('inspection:list')}?{asked.query}")
    messages.success(request, _("Đã chốt báo cáo."))
    return redirect(made)


@never_cache
@require_GET
@login_required
def snapshot(request: HttpRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    one = get_object_or_404(Snapshot.objects.select_related("unit", "by"), pk=pk)
    user = request.user
    if not isinstance(user, User) or not permissions.may_report(
        user, one.unit, today=timezone.localdate(now)
    ):
        raise PermissionDenied(_("Bản chốt này của đơn vị ngoài quyền lập biểu của bạn."))
    asked: dict[str, str | int] = {"ky": one.window, "nam": one.year, "don-vi": one.unit.code}
    context = {
        "snapshot": one,
        "period": periods.period(one.window, one.year),
        "is_whole": services.is_whole(one),
        "differences": services.compare(one, user=user, now=now),
        "back_url": f"{reverse('inspection:list')}?{urlencode(asked)}",
    }
    return render(request, "inspection/snapshot.html", context)


def _build(asked: Asked, chosen: list[Table]) -> Report:
    assert asked.unit and asked.period
    return queries.build(
        tables=chosen,
        unit=asked.unit,
        period=asked.period,
        user=asked.user,
        today=timezone.localdate(),
    )


def _table(key: str) -> Table:
    tables = forms_of_the_law().tables
    if key not in tables:
        raise Http404(_("Không có biểu này."))
    return tables[key]


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404(_("Trang đã cũ, xin mở lại.")) from None


def _whole(text: str | None) -> int | None:
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) <= 12
    return int(text) if is_number and text else None
