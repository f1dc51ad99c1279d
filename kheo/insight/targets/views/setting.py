"""Setting targets: of one unit, of many communes at once, changing one, taking one back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.register import queries as register
from kheo.foundation.refusals import Refusal
from kheo.foundation.units.models import Unit
from kheo.insight.targets import permissions, queries, services
from kheo.insight.targets.errors import AlreadySet
from kheo.insight.targets.forms import (
    ChangeForm,
    Grid,
    NumberForm,
    OneForm,
    WayForm,
    WithdrawForm,
    period_of_year,
)
from kheo.insight.targets.models import Target


def _officer(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not permissions.may_set_anywhere(
        user, today=timezone.localdate()
    ):
        raise PermissionDenied(_("Giao chỉ tiêu là việc của người đứng đầu và người được giao."))
    return user


def _document(user: User, typed: str) -> OfficialDocument | None:
    """Find the one document of the register that is meant; none when it is not sure."""
    found = register.found_by_number(user, typed, today=timezone.localdate(), limit=2)
    return found[0] if len(found) == 1 else None


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def single(request: HttpRequest) -> HttpResponse:
    user, today = _officer(request), timezone.localdate()
    choice = queries.units_to_set(user, today=today)
    data = request.POST if request.method == "POST" else None
    initial = {**period_of_year(today), "chi_so": request.GET.get("chi-so", "")}
    number = NumberForm(data, initial=initial)
    form = OneForm(data, units=choice, initial={"don_vi": request.GET.get("don-vi", "")})
    if data is not None and number.is_valid() and form.is_valid():
        made = _set(request, user, number, form)
        if made is not None:
            return redirect(made)
    return _page(request, "targets/set.html", {"number": number, "form": form}, data)


def _set(request: HttpRequest, user: User, number: NumberForm, form: OneForm) -> Target | None:
    plan = form.plan(number, _document(user, form.cleaned_data["can_cu"]))
    try:
        made = services.set_target(
            unit=form.unit,
            plan=plan,
            planned=form.cleaned_data["muc"],
            by=user,
            now=timezone.now(),
        )
    except AlreadySet as refused:
        number.add_error("chi_so", str(refused))
        return None
    except Refusal as refused:
        form.add_error("muc", str(refused))
        return None
    messages.success(request, _("Đã giao chỉ tiêu."))
    return made


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def many(request: HttpRequest) -> HttpResponse:
    """First the number and the period, then a cell for each commune."""
    user, today = _officer(request), timezone.localdate()
    communes = [
        unit for unit in queries.units_to_set(user, today=today) if unit.level == Unit.Level.COMMUNE
    ]
    if not communes:
        raise PermissionDenied(_("Bạn chưa được giao chỉ tiêu cho xã, phường nào."))
    data = request.POST if request.method == "POST" else None
    asked = data if data is not None else request.GET if "chi_so" in request.GET else None
    number = NumberForm(asked, initial=period_of_year(today))
    context: dict[str, Any] = {"number": number, "is_first": True}
    if asked is None or not number.is_valid():
        return _page(request, "targets/many.html", context, asked)
    form = WayForm(data)
    grid = Grid(communes, data, known=_known(communes, number) if data is None else None)
    if data is not None and form.is_valid() and grid.is_valid:
        if not grid.numbers:
            grid.wrong.append(_("Chưa ghi mức giao cho xã, phường nào."))
        elif (done := _set_many(request, user, number, form, grid)) is not None:
            return done
    context |= {"form": form, "grid": grid, "is_first": False}
    return _page(request, "targets/many.html", context, data)


def _known(communes: list[Unit], number: NumberForm) -> dict[int, Any]:
    data = number.cleaned_data
    return queries.planned_of(communes, number.address, data["tu"], data["den"])


def _set_many(
    request: HttpRequest, user: User, number: NumberForm, form: WayForm, grid: Grid
) -> HttpResponse | None:
    plan = form.plan(number, _document(user, form.cleaned_data["can_cu"]))
    try:
        done = services.set_many(plan=plan, numbers=grid.numbers, by=user, now=timezone.now())
    except Refusal as refused:
        grid.wrong.append(str(refused))
        return None
    messages.success(
        request,
        _("Đã giao mới %(added)s, sửa %(changed)s, giữ nguyên %(same)s xã, phường.")
        % {"added": done.added, "changed": done.changed, "same": done.same},
    )
    return redirect("targets:list")


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    user, found = _own(request, pk)
    data = request.POST if request.method == "POST" else None
    form = ChangeForm(data, initial=_as_it_is(found))
    if data is not None and form.is_valid():
        given = form.cleaned_data
        is_same_basis = given["can_cu"] == found.basis
        document = found.document if is_same_basis else _document(user, given["can_cu"])
        try:
            services.change(
                target=found,
                planned=given["muc"],
                aim=given["huong"],
                reason=given["ly_do"],
                seen=given["da_xem"],
                basis=given["can_cu"],
                document=document,
                by=user,
                now=timezone.now(),
            )
        except Refusal as refused:
            form.add_error("muc", str(refused))
        else:
            messages.success(request, _("Đã sửa chỉ tiêu. Mức cũ và lý do nằm trong lịch sử."))
            return redirect(found)
    context = {"form": form, "target": found, "withdraw": WithdrawForm()}
    return _page(request, "targets/change.html", context, data)


def _as_it_is(found: Target) -> dict[str, Any]:
    return {
        "huong": found.aim,
        "muc": found.planned,
        "can_cu": found.basis,
        "da_xem": found.changes.count(),
    }


@never_cache
@require_POST
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    user, found = _own(request, pk)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            services.withdraw(
                target=found, reason=form.cleaned_data["ly_do"], by=user, now=timezone.now()
            )
        except Refusal as refused:
            form.add_error("ly_do", str(refused))
        else:
            messages.success(request, _("Đã thôi giao chỉ tiêu này."))
            return redirect("targets:list")
    context = {"form": ChangeForm(initial=_as_it_is(found)), "target": found, "withdraw": form}
    return render(request, "targets/change.html", context, status=422)


def _own(request: HttpRequest, pk: int) -> tuple[User, Target]:
    user = _officer(request)
    try:
        found = queries.target(pk)
    except Target.DoesNotExist as missing:
        raise Http404(_("Không có chỉ tiêu này.")) from missing
    if not permissions.may_set(user, found.unit, today=timezone.localdate()):
        raise PermissionDenied(_("Bạn không có quyền giao chỉ tiêu cho đơn vị này."))
    return user, found


def _page(request: HttpRequest, template: str, context: dict[str, Any], data: Any) -> HttpResponse:
    return render(request, template, context, status=200 if data is None else 422)
