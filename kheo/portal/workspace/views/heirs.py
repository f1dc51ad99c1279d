"""What divided units still owe: a person chooses who goes on with each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import is_officer
from kheo.foundation.duties import permissions, queries, services
from kheo.foundation.duties.queries import Orphan
from kheo.portal.workspace.forms import HeirForm


@never_cache
@login_required
@require_safe
def heirs(request: HttpRequest) -> HttpResponse:
    return _page(request, None)


@login_required
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    orphan = next((one for one in _orphans(request) if one.duty.pk == pk), None)
    if orphan is None:
        raise Http404
    form = HeirForm(request.POST, orphan=orphan)
    if form.is_valid():
        unit = form.cleaned_data["unit"]
        try:
            services.succeed_to(orphan.duty, unit=unit, by=_officer(request), now=timezone.now())
        except services.DutyError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(unit)s nhận việc này.") % {"unit": unit})
            return redirect("workspace:heirs")
    return _page(request, form, pk)


def _page(request: HttpRequest, posted: HeirForm | None, pk: int = 0) -> HttpResponse:
    reader, today = _officer(request), timezone.localdate()
    rows = [
        {
            "orphan": orphan,
            "form": posted if posted and orphan.duty.pk == pk else HeirForm(orphan=orphan),
            # An administrator of units gives it on without reading whose matter it is.
            "may_read": permissions.may_read(reader, orphan.duty, today=today),
        }
        for orphan in _orphans(request)
    ]
    return render(request, "workspace/heirs.html", {"rows": rows, "today": today})


def _orphans(request: HttpRequest) -> list[Orphan]:
    return queries.awaiting_heir(_officer(request), timezone.localdate())


def _officer(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not is_officer(request.user):
        raise PermissionDenied(_("Chỉ cán bộ đang giữ chức vụ xem trang này."))
    return request.user
