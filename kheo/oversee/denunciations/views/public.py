"""Pages for everybody: where to go, how to be called back, and what was concluded."""

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.oversee.denunciations import law, queries, services
from kheo.oversee.denunciations.forms import OnlineForm, SignalForm
from kheo.oversee.denunciations.views.glass import behind_glass, sealed


@behind_glass
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        "guide",
        is_called_back=bool(_receiving()),
        is_online=settings.KHEO_DENUNCIATIONS_ONLINE,
    )


# No token: that would set a cookie, and whoever sends this form has nothing to be misused.
@behind_glass
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def signal(request: HttpRequest) -> HttpResponse:
    receiving = _receiving()
    form = SignalForm(request.POST or None, units=receiving)
    if request.method == "POST" and form.is_valid():
        try:
            services.send(now=timezone.now(), **form.cleaned_data)
        except services.DenunciationError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _page(request, "signal_sent")
    return _page(request, "signal", form=form, is_open=bool(receiving))


@behind_glass
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def online(request: HttpRequest) -> HttpResponse:
    if not settings.KHEO_DENUNCIATIONS_ONLINE:
        raise Http404(_("Nơi này không nhận tố cáo qua mạng."))
    form = OnlineForm(request.POST or None, units=_receiving())
    if request.method == "POST" and form.is_valid():
        try:
            case = services.receive_online(
                deposition=form.deposition(),
                submission_key=form.cleaned_data["submission_key"],
                now=timezone.now(),
            )
        except services.DenunciationError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _page(request, "online_sent", code=case.code)
    return _page(request, "online", form=form)


@require_safe
def conclusions(request: HttpRequest) -> HttpResponse:
    found = queries.conclusions(today=timezone.localdate())
    return _page(request, "conclusions", found=found[:100])


@require_safe
def conclusion(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = queries.conclusions(today=timezone.localdate())
    return _page(request, "conclusion", found=get_object_or_404(found, key=key))


def _receiving() -> list[Unit]:
    today = timezone.localdate()
    here = units.here(on=today)
    return queries.receiving_units(here, today=today) if here else []


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    book = law.book()
    context |= {"quick_exit": book.quick_exit, "emergency": book.emergency}
    context["guide_url"] = reverse("denunciations:guide")
    response = render(request, f"denunciations/{name}.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    return sealed(response)
