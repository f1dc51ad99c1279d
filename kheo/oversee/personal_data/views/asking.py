"""From "what do you want" to the slip in the hand, one question after the other."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kheo.oversee.personal_data import limits, reading, rules, services
from kheo.oversee.personal_data.forms import STEPS, RequestForm
from kheo.oversee.personal_data.models import Request
from kheo.oversee.personal_data.views import shared


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    if request.method != "POST":
        start = {"about": request.GET.get(reading.ABOUT, "")[:300], "right": _right(request)}
        return _page(request, RequestForm(today=today, initial=start), 0)
    form = RequestForm(request.POST, today=today)
    form.is_valid()
    wanted = _wanted(request)
    wrong = _first_wrong(form, STEPS[:wanted])
    if wrong is not None:
        return _page(request, form, wrong)
    if wanted < len(STEPS):
        return _page(request, form, wanted, is_tried=False)
    made = _received(request, form)
    if made is None:
        return _page(request, form, _first_wrong(form, STEPS) or len(STEPS) - 1)
    messages.success(request, _("Đã nhận. Xin giữ mã và khóa dưới đây."))
    return redirect(services.link(made))


def _right(request: HttpRequest) -> str:
    asked = request.GET.get("loai", "")
    return asked if asked in rules.book().rights else ""


def _wanted(request: HttpRequest) -> int:
    """Read which step comes next; what makes no sense is the end, where everything is checked."""
    typed = request.POST.get("den", "")
    return min(int(typed), len(STEPS)) if typed.isdecimal() and len(typed) < 3 else len(STEPS)


def _first_wrong(form: RequestForm, steps: Sequence[Sequence[str]]) -> int | None:
    return next((at for at, names in enumerate(steps) if set(names) & set(form.errors)), None)


def _received(request: HttpRequest, form: RequestForm) -> Request | None:
    if not limits.is_allowed(request):
        form.add_error(
            None, _("Nơi bạn đang dùng mạng gửi quá nhiều. Xin đợi một giờ rồi gửi lại.")
        )
    if not form.is_valid():
        return None
    try:
        return services.receive(asked=form.asked(), submission_key=form.key(), now=timezone.now())
    except services.RequestError as refusal:
        form.add_error(refusal.field or None, str(refusal))
    return None


def _page(
    request: HttpRequest, form: RequestForm, step: int, *, is_tried: bool = True
) -> HttpResponse:
    names = STEPS[step]
    about = form["about"].value() or ""
    code = form["right"].value() or ""
    _forget_errors(form, names if is_tried else ())
    context = {
        "form": form,
        "step": step,
        "number": step + 1,
        "of": len(STEPS),
        "next": step + 1,
        "is_last": step + 1 == len(STEPS),
        "carried": _carried(form, names),
        "right": rules.book().rights.get(code),
        "holder": reading.holder_of(about, on=form.today) if step == 1 else None,
        "communes": shared.communes(form.today) if step == 1 else [],
        "custom": rules.book().custom,
    }
    return render(request, "personal_data/new.html", context)


def _forget_errors(form: RequestForm, names: Sequence[str]) -> None:
    """Show only what stands in the way of this step."""
    for name in [*form.errors]:
        if name not in names and not (name == "__all__" and names == STEPS[-1]):
            del form.errors[name]


def _carried(form: RequestForm, names: Sequence[str]) -> list[tuple[str, str]]:
    """Give what the other steps hold, so that nothing typed is lost."""
    others = [bound for bound in form if bound.name not in (*names, "submission_key", "website")]
    pairs = [(bound.html_name, _said(bound.value())) for bound in others]
    return [(name, value) for name, value in pairs if value]


def _said(value: object) -> str:
    return "on" if value is True else str(value or "")
