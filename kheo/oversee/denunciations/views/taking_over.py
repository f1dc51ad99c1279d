"""The clerk's page that moves a petition into a box when it turns out to be a denunciation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from kheo.foundation.duties.services import DutyError
from kheo.oversee.denunciations import permissions, services
from kheo.oversee.denunciations.views.glass import behind_glass, officer
from kheo.oversee.petitions import permissions as petition_permissions
from kheo.oversee.petitions.models import Petition


@behind_glass
@csrf_protect
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    petition, refusal = _petition(request, pk), ""
    if request.method == "POST":
        try:
            services.take_over(petition=petition, by=officer(request), now=timezone.now())
        except (services.DenunciationError, DutyError) as error:
            refusal = str(error)
        else:
            messages.success(request, _("Đã chuyển vào niêm phong; ở đây không còn lại gì."))
            return redirect("petitions:desk")
    context = {"petition": petition, "refusal": refusal}
    return render(request, "denunciations/take_over.html", context)


def _petition(request: HttpRequest, pk: int) -> Petition:
    petition = get_object_or_404(Petition.objects.select_related("unit"), pk=pk)
    today = timezone.localdate()
    is_clerk = petition_permissions.may_triage(request.user, petition, today=today)
    if not (is_clerk or permissions.may_enter(request.user, petition.unit, today=today)):
        raise PermissionDenied(str(services.Closed()))
    return petition
