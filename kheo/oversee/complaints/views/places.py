"""The page on which administrators say which communes are remote, and by which decision."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kheo.foundation.accounts.models import User
from kheo.foundation.units.services import BasisMissing
from kheo.oversee.complaints import queries, services
from kheo.oversee.complaints.forms import RemoteForm
from kheo.oversee.complaints.views import shared


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remote(request: HttpRequest) -> HttpResponse:
    user, today = shared.officer(request, "units.manage"), timezone.localdate()
    form = RemoteForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_bound and form.is_valid() and _set(form, user):
        messages.success(request, _("Đã ghi. Vụ việc đang giải quyết giữ nguyên thời hạn."))
        return redirect("complaints:remote")
    context = {
        "form": form,
        "places": queries.remote_places(user, today=today),
        "communes": shared.communes(today),
    }
    return render(request, "complaints/remote.html", context)


def _set(form: RemoteForm, user: User) -> bool:
    data = form.cleaned_data
    try:
        services.set_remote(
            unit=data["found_unit"],
            is_remote=data["is_remote"],
            basis=data["basis"],
            by=user,
            now=timezone.now(),
        )
    except (PermissionDenied, BasisMissing) as refusal:
        form.add_error("commune", str(refusal))
        return False
    return True
