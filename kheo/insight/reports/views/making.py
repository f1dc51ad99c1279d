"""Pages on reports in the making: ask, watch, read over, freeze, approve."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kheo.foundation import paging
from kheo.foundation.accounts import doors
from kheo.foundation.accounts.models import User
from kheo.foundation.documents import storage
from kheo.insight.reports import blocks, definitions, permissions, queries, services, shown
from kheo.insight.reports.errors import ReportError
from kheo.insight.reports.forms import MakeForm
from kheo.insight.reports.models import Making, Snapshot
from kheo.insight.reports.periods import last_day

_RIGHTS = ("reports.read", "reports.write", "reports.approve")


@never_cache
@login_required
@require_GET
def makings(request: HttpRequest) -> HttpResponse:
    user, today = doors.officer(request, *_RIGHTS), timezone.localdate()
    page = paging.page(queries.makings(user, today=today), request.GET.get(paging.CURSOR, ""))
    context = {"makings": page.items, **paging.links(request, page)}
    return render(request, "reports/makings.html", context)


@never_cache
@login_required
def new(request: HttpRequest) -> HttpResponse:
    user, today = doors.officer(request, "reports.write"), timezone.localdate()
    form = _form(request, user, today)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "reports/make.html", {"form": form}, status=status)
    data = form.cleaned_data
    since, until = data["tu"], last_day(data["den"])
    version = queries.usable(data["mau"])
    report = (
        queries.definition(version, since=since, until=until)
        if version
        else definitions.all_reports()[data["mau"]]
    )
    made = services.ask(
        report=report, version=version, unit=form.units[data["don_vi"]], since=since, until=until,
        submission_key=data["submission_key"], by=user, now=timezone.now(),
    )  # fmt: skip
    return redirect(made)


def _form(request: HttpRequest, user: User, today: date) -> MakeForm:
    # Units of the first day too: one that ended within the period is named with its heirs.
    days = [_day(request.POST.get(name, ""), today) for name in ("den", "tu")]
    offered = [queries.units_to_choose(user, on=day, today=today) for day in dict.fromkeys(days)]
    choice = {unit.code: unit for units in reversed(offered) for unit in units}
    return MakeForm(
        request.POST or None,
        templates=queries.choices(user, today=today),
        choice=list(choice.values()),
        today=today,
        initial={"mau": request.GET.get("mau", "")},
    )


def _day(typed: str, today: date) -> date:
    """Return the day whose units are offered: the last of the period, or today."""
    month, _slash, year = typed.strip().partition("/")
    if month.isdecimal() and year.isdecimal() and 1 <= int(month) <= 12 and 1900 < int(year) < 2200:
        return min(last_day(date(int(year), int(month), 1)), today)
    return today


def _found(request: HttpRequest, pk: int) -> Making:
    made = queries.making(pk)
    if made is None:
        raise Http404(_("Không có báo cáo này."))
    if not permissions.may_see(request.user, made.unit):
        raise PermissionDenied(_("Báo cáo này của đơn vị ngoài quyền xem của bạn."))
    return made


@never_cache
@login_required
@require_GET
def made(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    context = _context(request, found)
    if found.state == Making.State.READY and found.word:
        read = blocks.read(storage.absolute(found.word.path).read_bytes())
        context["blocks"] = shown.of_page(read.blocks, {})
    return render(request, "reports/made.html", context)


def _context(request: HttpRequest, found: Making) -> dict[str, Any]:
    snapshot = Snapshot.objects.filter(making=found).select_related(
        "frozen_by", "approved_by", "making__word", "making__pdf", "making__excel", "making__unit",
        "making__version__file", "making__version__template",
    ).first()  # fmt: skip
    context: dict[str, Any] = {
        "made": found,
        "snapshot": snapshot,
        "may_write": permissions.may_write(request.user, found.unit),
        "is_over": timezone.localdate() > found.until,
    }
    if snapshot:
        context["is_whole"] = services.is_whole(snapshot)
        context["differences"] = services.compare(snapshot)
        context["may_approve"] = (
            permissions.may_approve(request.user, found.unit)
            and request.user.pk not in (found.by_id, snapshot.frozen_by_id)
            and snapshot.approved_by_id is None
        )
    return context


@never_cache
@login_required
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    response = render(request, "reports/_progress.html", {"made": found})
    if not found.is_moving:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    services.cancel(making=found, by=doors.officer(request, "reports.write"), now=timezone.now())
    return redirect(found)


@login_required
@require_POST
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    try:
        services.freeze(
            making=found, by=doors.officer(request, "reports.write"), now=timezone.now()
        )
    except ReportError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, _("Đã chốt. Người có quyền duyệt báo cáo xem và duyệt bản chốt này.")
        )
    return redirect(found)


@login_required
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    snapshot = Snapshot.objects.filter(making=found).first()
    if snapshot is None:
        raise Http404(_("Báo cáo này chưa chốt."))
    try:
        services.approve(
            snapshot=snapshot, by=doors.officer(request, "reports.approve"), now=timezone.now()
        )
    except ReportError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã duyệt báo cáo."))
    return redirect(found)
