"""Who sits in which post, and the page on which somebody leaves one and another follows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kheo.foundation.accounts import permissions
from kheo.foundation.accounts.models import Appointment, User
from kheo.foundation.accounts.services import AccountsError
from kheo.foundation.duties import queries as duties
from kheo.portal.workspace import queries, services
from kheo.portal.workspace.forms import LeaveForm

PAGE = 25
LONGEST_SEARCH = 100


@never_cache
@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    reader, today = _administrator(request), timezone.localdate()
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found = Paginator(queries.sitting(reader, today=today, text=text), PAGE)
    context = {
        "page": found.get_page(request.GET.get("trang")),
        "text": text,
        "today": today,
        "orphans": len(duties.awaiting_heir(reader, today)),
    }
    return render(request, "workspace/people.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    by, today = _administrator(request), timezone.localdate()
    sitting = Appointment.objects.select_related("person", "post__body__unit")
    appointment = get_object_or_404(sitting, pk=pk)
    if not permissions.may(by, "units.manage", appointment.post.body.unit, today=today):
        raise PermissionDenied(_("Bạn không quản lý cơ quan, chức vụ ở đơn vị này."))
    form = LeaveForm(request.POST or None, leaving=appointment.person)
    if form.is_valid() and (done := _left(form, appointment, by)) is not None:
        messages.success(request, done)
        return redirect("workspace:people")
    held = queries.held_duties(appointment.person)
    context = {"appointment": appointment, "form": form, "held": held, "today": today}
    return render(request, "workspace/leave.html", context)


def _left(form: LeaveForm, appointment: Appointment, by: User) -> str | None:
    data = form.cleaned_data
    try:
        moved = services.end_appointment(
            appointment,
            until=data["until"],
            successor=data["successor"],
            by=by,
            now=timezone.now(),
        )
    except AccountsError as refusal:
        form.add_error(None, str(refusal))
        return None
    told = ngettext("%(n)s việc đã chuyển đi", "%(n)s việc đã chuyển đi", moved) % {"n": moved}
    return f"{appointment.person}: {_('đã ghi ngày thôi chức vụ')}; {told}."


def _administrator(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not permissions.may_anywhere(user, "units.manage"):
        raise PermissionDenied(_("Chỉ người quản trị đơn vị xem trang này."))
    return user
