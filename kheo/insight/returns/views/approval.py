"""Pages of those who approve: the desk, one return, opening again, the history of a cell."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kheo.foundation import paging
from kheo.foundation.accounts import doors
from kheo.foundation.accounts.models import User
from kheo.foundation.refusals import Refusal
from kheo.insight.returns import permissions, services
from kheo.insight.returns.errors import EndRefused
from kheo.insight.returns.forms.approval import Decision, ReopenForm, chosen
from kheo.insight.returns.models import Return
from kheo.insight.returns.queries import approval, desk, timeliness
from kheo.insight.returns.queries import review as reviewing

GIVE_BACK = "tra-lai"


@never_cache
@require_GET
@login_required
def approvals(request: HttpRequest) -> HttpResponse:
    """Show what waits at my level."""
    user = doors.officer(request, permissions.APPROVE)
    today, group = timezone.localdate(), request.GET.get("nhom", "")
    page = paging.page(desk.waiting(user, today, group), request.GET.get(paging.CURSOR, ""))
    context = {
        "rows": desk.judged(page.items),
        "groups": desk.groups(user, today),
        "group": group,
        "today": today,
        **paging.links(request, page),
    }
    return render(request, "returns/approvals.html", context)


@require_POST
@login_required
def approve_many(request: HttpRequest) -> HttpResponse:
    """Approve those that were ticked and have nothing wrong; say which were left."""
    user, now = doors.officer(request, permissions.APPROVE), timezone.now()
    seen = chosen(request.POST.getlist("chon"))
    asked = desk.waiting(user, timezone.localdate(now)).filter(pk__in=seen)
    done, left = 0, list[str]()
    for one in desk.judged(list(asked)):
        why = _approved(one, user, now, seen[one.ret.pk])
        done += not why
        if why:
            left.append(f"{one.ret.unit}: {why}")
    _tell_many(request, done, left, is_idle=not seen)
    group = request.POST.get("nhom", "")
    query = f"?{urlencode({'nhom': group})}" if group else ""
    return redirect(reverse("returns:approvals") + query)


def _approved(one: desk.Waiting, user: User, now: datetime, revision: int) -> str:
    """Approve a return; say why not."""
    if not one.is_clean:
        return _("còn chỗ cần xem từng báo cáo.")
    try:
        services.approve(ret=one.ret, by=user, now=now, revision=revision)
    except (Refusal, PermissionDenied) as refusal:
        return str(refusal)
    return ""


def _tell_many(request: HttpRequest, done: int, left: list[str], *, is_idle: bool) -> None:
    if is_idle:
        messages.warning(request, _("Chưa chọn báo cáo nào."))
    if done:
        said = ngettext("Đã duyệt %(count)s báo cáo.", "Đã duyệt %(count)s báo cáo.", done)
        messages.success(request, said % {"count": done})
    for line in left:
        messages.warning(request, line)


# --- One return -------------------------------------------------------------------------------


@never_cache
@login_required
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one return to whoever decides on it; its one form approves or gives back."""
    ret, user, now = _opened(request, pk)
    if request.method != "POST":
        return _page(request, ret, user, now)
    sent = Decision.read(request.POST)
    try:
        if request.POST.get("lam") == GIVE_BACK:
            services.give_back(
                ret=ret, remarks=sent.remarks, by=user, now=now, revision=sent.revision
            )
            messages.success(request, _("Đã trả lại, kèm nhận xét."))
        else:
            services.approve(ret=ret, by=user, now=now, revision=sent.revision)
            messages.success(request, _("Đã duyệt báo cáo của %(unit)s.") % {"unit": ret.unit})
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _page(request, _found(pk), user, now, sent.remarks)
    return redirect("returns:approvals")


def _page(
    request: HttpRequest,
    ret: Return,
    user: User,
    now: datetime,
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    unit = approval.waits_at(ret)
    may_decide = unit is not None and permissions.may_decide(user, unit)
    is_own = may_decide and user.pk in approval.contributors(ret)
    read = reviewing.review(ret)
    for line in read.lines:
        line.typed = (typed or {}).get(line.place.key, "")
    context = {
        "ret": ret,
        "review": read,
        "steps": reviewing.steps(ret),
        "standing": timeliness.standing(ret, now),
        "may_decide": may_decide,
        "is_own": is_own,
        "may_reopen": _may_reopen(user, ret, now),
        "today": timezone.localdate(now),
        "typed": (typed or {}).get("", ""),
    }
    return render(request, "returns/approval.html", context)


@never_cache
@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    ret, user, now = _opened(request, pk)
    if not permissions.may_decide(user, approval.way(ret)[-1]):
        raise PermissionDenied(_("Chỉ nơi duyệt cuối cùng mở lại được báo cáo này."))
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.reopen(ret=ret, by=user, now=now, **form.cleaned_data)
        except EndRefused as refusal:
            form.add_error("until", str(refusal))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã mở lại báo cáo."))
            return redirect("returns:return", pk=pk)
    context = {
        "ret": ret,
        "form": form,
        "may_reopen": approval.may_be_reopened(ret, now),
        "standing": timeliness.standing(ret, now),
        "today": timezone.localdate(now),
    }
    return render(request, "returns/approval_reopen.html", context)


@never_cache
@require_GET
@login_required
def history(request: HttpRequest, pk: int, place: str) -> HttpResponse:
    """Show who set a cell to what, when and how."""
    ret = _found(pk)
    if not permissions.may_see(request.user, ret):
        raise PermissionDenied(_("Báo cáo này chỉ dành cho nơi gửi và nơi duyệt."))
    assert ret.version is not None
    asked = ret.version.asked.places.get(place)
    page = paging.page(reviewing.history(ret, place), request.GET.get(paging.CURSOR, ""))
    if asked is None and not page.items:
        raise Http404
    context = {
        "ret": ret,
        "place": asked,
        "label": asked.label if asked else place,
        "decimals": asked.row.decimals if asked else 0,
        "changes": page.items,
        "remarks": ret.remarks.filter(place=place).select_related("by"),
        **paging.links(request, page),
    }
    return render(request, "returns/approval_history.html", context)


def _found(pk: int) -> Return:
    owed = Return.objects.owed().select_related(
        "unit", "form__owner", "version", "duty", "sent_by", "entered_by", "approved_by"
    )
    found: Return = get_object_or_404(owed, pk=pk)
    return found


def _opened(request: HttpRequest, pk: int) -> tuple[Return, User, datetime]:
    """Find a return for somebody on its way up, or refuse."""
    user = doors.officer(request, permissions.APPROVE)
    ret = _found(pk)
    if not any(permissions.may_decide(user, unit) for unit in approval.way(ret)):
        raise PermissionDenied(_("Bạn không duyệt số liệu của đơn vị này."))
    return ret, user, timezone.now()


def _may_reopen(user: User, ret: Return, now: datetime) -> bool:
    last = approval.way(ret)[-1]
    return permissions.may_decide(user, last) and approval.may_be_reopened(ret, now)
