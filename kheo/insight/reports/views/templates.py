"""Pages on templates: those of the product and of offices, their versions, the names of figures."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kheo.foundation.accounts import doors
from kheo.insight.reports import definitions, language, naming, permissions, queries, services
from kheo.insight.reports.forms import TemplateForm, VersionForm
from kheo.insight.reports.models import Template, TemplateVersion
from kheo.insight.reports.views.product import WORD_TYPE


@never_cache
@login_required
@require_GET
def templates(request: HttpRequest) -> HttpResponse:
    user, today = doors.officer(request, "reports.write"), timezone.localdate()
    context = {
        "templates": queries.templates(user, today=today),
        "shipped": [(one.key, one.titled("…")) for one in definitions.all_reports().values()],
    }
    return render(request, "reports/templates.html", context)


@never_cache
@login_required
def add_template(request: HttpRequest) -> HttpResponse:
    user, today = doors.officer(request, "reports.write"), timezone.localdate()
    choice = queries.units_to_choose(user, on=today, today=today)
    form = TemplateForm(request.POST or None, request.FILES or None, choice=choice)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "reports/template_new.html", {"form": form}, status=status)
    data = form.cleaned_data
    version = services.begin(
        title=data["title"], unit=form.units[data["unit"]], data=data["file"].read(),
        name=data["file"].name, by=user, now=timezone.now(),
    )  # fmt: skip
    _say(request, version)
    return redirect(version.template)


@never_cache
@login_required
def template(request: HttpRequest, key: str) -> HttpResponse:
    user = doors.officer(request, "reports.write")
    found = get_object_or_404(Template.objects.select_related("unit"), key=key)
    if not permissions.may_write(user, found.unit):
        raise PermissionDenied(_("Mẫu này của đơn vị ngoài quyền soạn báo cáo của bạn."))
    form = VersionForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        data = form.cleaned_data
        version = services.add_version(
            template=found, data=data["file"].read(), name=data["file"].name, note=data["note"],
            by=user, now=timezone.now(),
        )  # fmt: skip
        _say(request, version)
        return redirect(found)
    versions = found.versions.select_related("file", "sent_by").order_by("-number")[:50]
    context = {"template": found, "versions": versions, "form": form}
    return render(request, "reports/template.html", context, status=422 if form.is_bound else 200)


def _say(request: HttpRequest, version: TemplateVersion) -> None:
    if version.is_good:
        messages.success(request, _("Đã nhận mẫu. Mẫu dùng được."))
    else:
        words = _("Đã cất tệp, nhưng mẫu còn chỗ phải sửa, xem bên dưới.")
        messages.warning(request, words)


@login_required
@require_POST
def retire(request: HttpRequest, key: str) -> HttpResponse:
    user = doors.officer(request, "reports.write")
    found = get_object_or_404(Template.objects.select_related("unit"), key=key)
    services.retire(template=found, by=user, now=timezone.now())
    messages.success(request, _("Đã bỏ mẫu khỏi danh sách. Báo cáo đã lập vẫn còn."))
    return redirect("reports:templates")


@login_required
@require_GET
def shipped(request: HttpRequest, key: str) -> HttpResponse:
    doors.officer(request, "reports.write")
    if key not in definitions.all_reports():
        raise Http404(_("Không có mẫu này."))
    headers = {"Content-Disposition": f'attachment; filename="mau-{key}.docx"'}
    data = definitions.all_reports()[key].data
    return HttpResponse(data, content_type=WORD_TYPE, headers=headers)


@never_cache
@login_required
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    doors.officer(request, "reports.write")
    asked = request.GET.get("tim", "")[:120]
    found = naming.search(asked) if asked.strip() else []
    words = [(language.SHOWN[name], said) for name, said in language.WORDS.items()]
    context = {"asked": asked, "found": found, "words": words}
    return render(request, "reports/figures.html", context)
