"""Signing in at a conference with one's own phone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kheo.know.dissemination import door, services
from kheo.know.dissemination.forms import SignInForm
from kheo.know.dissemination.models import Conference
from kheo.know.dissemination.views import shared


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the code of the door once, then the form for hours: the hall may have no signal."""
    conference, now = shared.conference_of(pk), timezone.now()
    if request.method != "POST":
        code = request.GET.get("ma", "")
        if not door.is_fresh(conference, code, now=now):
            return _page(request, conference, problem=str(services.DoorClosed()), status=403)
        return _page(request, conference, SignInForm(), admitted=door.admit(conference, now=now))
    form, admitted = SignInForm(request.POST), request.POST.get("ve", "")[: door.LONGEST]
    if not form.is_valid():
        return _page(request, conference, form, admitted=admitted)
    try:
        _attendance, is_new = services.sign_in(
            conference=conference, person=form.person(), admitted=admitted, now=now
        )
    except services.DisseminationError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, conference, form, admitted=admitted, status=403)
    done = "moi" if is_new else "roi"
    return redirect(f"{request.path}xong/?{done}")


@never_cache
@require_http_methods(["GET", "HEAD"])
def signed(request: HttpRequest, pk: int) -> HttpResponse:
    conference = shared.conference_of(pk)
    said = (
        _("Bạn đã ghi tên từ trước. Chỉ tính một lần.")
        if "roi" in request.GET
        else _("Đã ghi tên. Mời bạn vào họp.")
    )
    return render(request, "dissemination/signed.html", {"conference": conference, "said": said})


def _page(
    request: HttpRequest,
    conference: Conference,
    form: SignInForm | None = None,
    *,
    admitted: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"conference": conference, "form": form, "admitted": admitted, "problem": problem}
    return render(request, "dissemination/sign_in.html", context, status=status)
