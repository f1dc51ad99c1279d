"""Pages on forms: the list, one form with its versions and who owes it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kheo.foundation.accounts import doors
from kheo.foundation.accounts.models import User
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.insight.returns import errors, periods, permissions, queries, senders, services
from kheo.insight.returns.definition import Definition
from kheo.insight.returns.forms import AssignForm, FormForm
from kheo.insight.returns.models import Assignment, Form, FormVersion


def asked(request: HttpRequest, key: str) -> tuple[Form, User]:
    """Find a form that the officer may define, or refuse."""
    user = doors.officer(request, permissions.DEFINE)
    form = get_object_or_404(Form.objects.select_related("owner__unit"), key=key)
    if not permissions.may_define(user, form):
        raise PermissionDenied(_("Biểu này do nơi khác lập."))
    return form, user


@never_cache
@require_GET
@login_required
def forms(request: HttpRequest) -> HttpResponse:
    user = doors.officer(request, permissions.DEFINE)
    may_make = queries.makers(user, today=timezone.localdate()).exists()
    if not may_make:
        raise PermissionDenied(_("Biểu số liệu do cán bộ tổng hợp của tỉnh lập."))
    return render(request, "returns/forms.html", {"forms": queries.overview()})


@never_cache
@login_required
def create(request: HttpRequest) -> HttpResponse:
    user = doors.officer(request, permissions.DEFINE)
    makers = queries.makers(user, today=timezone.localdate())
    form = FormForm(request.POST or None, makers=makers, initial={"owner": makers.first()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = services.create_form(
                title=data["title"], basis=data["basis"], owner=data["owner"], by=user,
                now=timezone.now(),
            )  # fmt: skip
        except errors.FormRefused as refusal:
            form.add_error("title", str(refusal))
        else:
            return redirect("returns:draft", key=made.key)
    return fill(request, form, title=_("Lập biểu mới"), back_url=reverse("returns:forms"))


def fill(
    request: HttpRequest, form: Any, *, title: str, back_url: str, **more: Any
) -> HttpResponse:
    """Show a page that asks one thing."""
    context = {"form": form, "title": title, "back_url": back_url, "submit": _("Lưu"), **more}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "returns/fill.html", context, status=status)


@never_cache
@require_GET
@login_required
def form(request: HttpRequest, key: str) -> HttpResponse:
    found, _user = asked(request, key)
    versions = list(found.versions.select_related("published_by"))
    published = next((one for one in versions if one.is_published), None)
    context = {
        "form": found,
        "versions": versions,
        "published": published,
        "draft": next((one for one in versions if not one.is_published), None),
        "assignments": [_said(one) for one in _assignments(found)],
        "unchecked": any(
            periods.kind(one.period_kind).confidence == "low" for one in _assignments(found)
        ),
    }
    return render(request, "returns/form.html", context)


def _assignments(found: Form) -> list[Assignment]:
    return list(found.assignments.select_related("unit").order_by("until", "since", "pk"))


def _said(one: Assignment) -> dict[str, Any]:
    """Say in words who owes it and when the next is due."""
    kind = periods.kind(one.period_kind)
    today = timezone.localdate()
    following = next(kind.windows(max(today, one.since), date(today.year + 2, 12, 31)), None)
    return {
        "row": one,
        "sender": senders.sender(one.sender).label,
        "kind": kind.label,
        "next": following if one.until is None else None,
        "due_on": following.dates().due_on if following else None,
    }


@never_cache
@login_required
def describe(request: HttpRequest, key: str) -> HttpResponse:
    found, user = asked(request, key)
    shown = FormForm(request.POST or None, initial={"title": found.title, "basis": found.basis})
    if request.method == "POST" and shown.is_valid():
        data = shown.cleaned_data
        try:
            services.describe_form(
                form=found, title=data["title"], basis=data["basis"], by=user, now=timezone.now()
            )
        except errors.FormRefused as refusal:
            shown.add_error("title", str(refusal))
        else:
            return redirect(found)
    return fill(request, shown, title=_("Đổi tên, căn cứ"), back_url=found.get_absolute_url())


@require_POST
@login_required
def use(request: HttpRequest, key: str) -> HttpResponse:
    """Put a form out of use, or into use again."""
    found, user = asked(request, key)
    if found.is_active:
        services.retire(form=found, by=user, now=timezone.now())
        messages.success(request, _("Biểu thôi dùng từ kỳ sau. Báo cáo đang mở vẫn phải gửi."))
    else:
        services.restore(form=found, by=user, now=timezone.now())
        messages.success(request, _("Biểu được dùng lại."))
    return redirect(found)


@never_cache
@login_required
def assign(request: HttpRequest, key: str) -> HttpResponse:
    found, user = asked(request, key)
    today, home = timezone.localdate(), _home(found)
    shown = AssignForm(request.POST or None, home=home, today=today, initial={"since": today})
    if request.method == "POST" and shown.is_valid():
        data = shown.cleaned_data
        try:
            services.assign(
                form=found, sender=data["sender"], unit=data["within"],
                period_kind=data["period_kind"], since=data["since"], by=user, now=timezone.now(),
            )  # fmt: skip
        except errors.FormRefused as refusal:
            shown.add_error("sender", str(refusal))
        else:
            messages.success(request, _("Đã ghi nơi gửi. Kỳ nào gần hết sẽ tự mở báo cáo."))
            return redirect(found)
    lead = _("Mỗi nơi gửi một báo cáo cho mỗi kỳ; báo cáo và việc phải làm tự mở trước hạn.")
    back_url = found.get_absolute_url()
    return fill(request, shown, title=_("Ai gửi, kỳ nào"), back_url=back_url, lead=lead)


def _home(found: Form) -> Unit:
    home = found.owner.unit if found.owner else units.here(on=timezone.localdate())
    if home is None:
        raise Http404(_("Chưa có danh sách đơn vị."))
    return home


@require_POST
@login_required
def end_assignment(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    found, user = asked(request, key)
    one = get_object_or_404(found.assignments, pk=pk)
    services.end_assignment(assignment=one, by=user, now=timezone.now())
    messages.success(request, _("Từ kỳ sau thôi gửi. Báo cáo đang mở vẫn phải gửi."))
    return redirect(found)


@never_cache
@require_GET
@login_required
def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show a version as units see it."""
    found, _user = asked(request, key)
    one = get_object_or_404(found.versions, number=number)
    return render(request, "returns/version.html", preview(found, one))


def preview(found: Form, one: FormVersion) -> dict[str, Any]:
    definition: Definition = one.asked
    return {
        "form": found,
        "version": one,
        "grid": queries.layout(definition, {}),
        "rules": definition.rules,
    }
