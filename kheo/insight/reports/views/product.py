"""Pages on the reports of the product: the list, a report with its checks, its Word file."""

from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kheo.foundation.accounts.keeping import kept_for_strangers
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese.text import fold
from kheo.insight.reports import blocks, permissions, services, shown
from kheo.insight.reports.definitions import Definition, all_reports
from kheo.insight.reports.filled import Built
from kheo.insight.reports.forms import PeriodForm

SECONDS_KEPT = 30
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@kept_for_strangers(SECONDS_KEPT)
def index(request: HttpRequest) -> HttpResponse:
    unit = _unit(timezone.localdate())
    readable = [
        one for one in all_reports().values() if permissions.may_read(request.user, one, unit)
    ]
    reports = services.entries(unit, readable)
    return render(request, "reports/list.html", {"reports": reports, "unit": unit})


@kept_for_strangers(SECONDS_KEPT)
def detail(request: HttpRequest, key: str) -> HttpResponse:
    report = _report(key)
    form = PeriodForm(request.GET, since=report.since, until=report.until)
    context: dict[str, object] = {"form": form, "report": report}
    if form.is_valid():
        built = _built(request, report, form.cleaned_data["tu"], form.cleaned_data["den"])
        context["built"] = built
        context["blocks"] = shown.of_page(blocks.read(built.word).blocks, built.charts)
    return render(request, "reports/detail.html", context, status=200 if form.is_valid() else 422)


def word_file(request: HttpRequest, key: str) -> HttpResponse:
    report = _report(key)
    form = PeriodForm(request.GET, since=report.since, until=report.until)
    if not form.is_valid():
        return render(request, "reports/detail.html", {"form": form, "report": report}, status=422)
    built = _built(request, report, form.cleaned_data["tu"], form.cleaned_data["den"])
    content = built.word
    name = f"{key}-{slugify(fold(built.unit.name))}.docx"
    return HttpResponse(
        content,
        content_type=WORD_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _report(key: str) -> Definition:
    if key not in all_reports():
        raise Http404(_("Không có báo cáo này."))
    return all_reports()[key]


def _unit(on: date) -> Unit:
    try:
        return services.unit_of(settings.KHEO_PROVINCE, on=on)
    except services.UnknownProvince as unknown:
        raise Http404(str(unknown)) from unknown


def _built(request: HttpRequest, report: Definition, since: date, until: date) -> Built:
    unit = _unit(services.last_day(until))
    if not permissions.may_read(request.user, report, unit):
        raise PermissionDenied(_("Báo cáo này chỉ dành cho cán bộ có quyền xem."))
    return services.build(
        report=report, unit=unit, since=since, until=until, now=timezone.now(),
        tells_small=permissions.may_see(request.user, unit),
    )  # fmt: skip
