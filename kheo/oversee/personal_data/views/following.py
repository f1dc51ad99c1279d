"""What the sender sees with code and key: dates, steps, the answer; and the way back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kheo.foundation import qr, tongues
from kheo.oversee.personal_data import limits, permissions, queries, reading, rules, services
from kheo.oversee.personal_data.forms import FindForm
from kheo.oversee.personal_data.models import Request


def _wait() -> str:
    return _("Gõ sai khóa quá nhiều lần. Xin đợi một giờ rồi mở lại.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Open a request; the key is posted, so that it stands in no history but the sender's own."""
    form = FindForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found = _found(request, form)
        if found is not None:
            return redirect(services.link(found))
    return render(request, "personal_data/find.html", {"form": form})


def _found(request: HttpRequest, form: FindForm) -> Request | None:
    code, secret = form.cleaned_data["code"], form.cleaned_data["khoa"]
    if limits.has_to_wait(request, code):
        form.add_error(None, _wait())
        return None
    found = Request.objects.filter(code=code).first()
    if found is not None and permissions.holds_slip(found, secret):
        return found
    limits.count_wrong(request, code)
    form.add_error(None, _("Không thấy mã và khóa này. Xin xem lại giấy hẹn."))
    return None


def _opened(request: HttpRequest, code: str) -> Request:
    """Return the request of who holds its key; say the same of a code that nobody has."""
    rows = Request.objects.select_related("unit", "answered_by")
    rows = rows.select_related("duty__body", "duty__head", "duty__person", "acknowledgement")
    found = rows.filter(code=code).first()
    if limits.has_to_wait(request, code):
        raise PermissionDenied(_wait())
    if found is None or not permissions.holds_slip(found, reading.secret_in(request)):
        limits.count_wrong(request, code)
        raise PermissionDenied(_("Trang này chỉ mở được bằng mã và khóa trên giấy hẹn."))
    return found


@never_cache
@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    found = _opened(request, code)
    today = timezone.localdate()
    sign, answer = queries.clocks(found, today=today, language=tongues.current())
    link = services.link(found)
    context = {
        "request_": found,
        "sign": sign,
        "answer": answer,
        "events": queries.events(found),
        "ways": rules.book().ways,
        "custom": rules.book().custom,
        "secret": services.secret_of(found),
        "link": link,
        "qr": qr.drawn(link),
        "today": today,
    }
    return render(request, "personal_data/page.html", context)


@never_cache
@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Request, code=_opened(request, code).code)
    try:
        services.withdraw(request=found, secret=reading.secret_in(request), now=timezone.now())
    except services.RequestError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã rút yêu cầu."))
    return redirect(services.link(found))
