"""The list of targets and the page of one."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kheo.foundation.accounts.keeping import keep
from kheo.foundation.charts import drawn
from kheo.foundation.units import queries as units
from kheo.foundation.units.fields import CommuneForm
from kheo.foundation.units.models import Unit
from kheo.insight.returns import queries as returns
from kheo.insight.targets import drawing, permissions, queries
from kheo.insight.targets.models import Target

SECONDS_KEPT = 60


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    home = units.here(on=today)
    if home is None:
        raise Http404(_("Chưa có danh sách xã, phường."))
    form, unit = _place(request, home, today)
    tell_all = permissions.may_read_all(request.user, unit, today=today)
    year = _year(request)
    found = queries.listed(unit=unit, year=year, tell_all=tell_all)
    page = Paginator(found, queries.PAGE).get_page(request.GET.get("trang"))
    context = {
        "unit": unit,
        "form": form,
        "communes": units.communes(home, on=today).only("kind", "name"),
        "year": year,
        "years": queries.years(unit),
        "page": page,
        "rows": queries.standings(list(page), today=today, tell_all=tell_all),
        "may_set": permissions.may_set_anywhere(request.user, today=today),
        "today": today,
    }
    response = render(request, "targets/list.html", context)
    return keep(request, response, seconds=SECONDS_KEPT)


def _place(request: HttpRequest, home: Unit, today: date) -> tuple[CommuneForm, Unit]:
    """Read the commune: typed by name, or a link's code; else the whole province."""
    code = request.GET.get("don-vi", "")
    data = {"commune": request.GET.get("commune", ""), "unit": request.GET.get("unit", "")}
    form = CommuneForm(data, today=today)
    form.is_valid()
    if data["commune"]:
        return form, form.found_unit(form.cleaned_data) or home
    if code and code.isalnum() and (found := units.subtree(home, on=today).filter(code=code)):
        return form, found[0]
    return form, home


def _year(request: HttpRequest) -> int | None:
    written = request.GET.get("nam", "")
    return int(written) if written.isdecimal() and len(written) == 4 else None


@require_safe
def target(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    found = _found(pk)
    if not permissions.may_read(request.user, found, today=today):
        raise PermissionDenied(_("Số liệu này chỉ dành cho cán bộ có quyền xem báo cáo."))
    tell_all = permissions.may_read_all(request.user, found.unit, today=today)
    standing = queries.standings([found], today=today, tell_all=tell_all)[0]
    way = queries.way(found, today=today, tell_all=tell_all)
    told = drawing.told(way, found, tell_all=tell_all)
    chart = drawing.chart(found, told)
    context = {
        "target": found,
        "standing": standing,
        "shown_plan": returns.shown(found.planned.normalize(), found.unit_of_count),
        "shown_reached": _shown(found, standing.reached),
        "shown_missing": _shown(found, standing.missing),
        "forecast": drawing.in_words(told.forecast, found),
        "drawn": drawn(chart),
        "changes": queries.changes(found),
        "may_set": permissions.may_set(request.user, found.unit, today=today),
        "today": today,
        **_below(request, found, today, tell_all=tell_all),
    }
    response = render(request, "targets/target.html", context)
    return keep(request, response, seconds=SECONDS_KEPT)


def _found(pk: int) -> Target:
    try:
        return queries.target(pk)
    except Target.DoesNotExist as missing:
        raise Http404(_("Không có chỉ tiêu này.")) from missing


def _shown(found: Target, value: Decimal | None) -> str:
    return "" if value is None else returns.shown(drawing.rounded(value), found.unit_of_count)


def _below(
    request: HttpRequest, found: Target, today: date, *, tell_all: bool
) -> dict[str, object]:
    if found.unit.level != Unit.Level.PROVINCE:
        return {"page": None, "rows": []}
    asked = request.GET.get("trang", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    page, rows = queries.below(found, today=today, number=number, tell_all=tell_all)
    return {"page": page, "rows": rows}
