"""The officers' list, the counter, and the page on which a request is settled."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kheo.foundation import paging, qr, tongues
from kheo.foundation.accounts.models import User
from kheo.foundation.duties.services import DutyError
from kheo.foundation.refusals import Refusal
from kheo.oversee.personal_data import permissions, queries, rules, services
from kheo.oversee.personal_data.forms import AnswerForm, ExtendForm, RegisterForm
from kheo.oversee.personal_data.models import Request
from kheo.oversee.personal_data.queries import Cut
from kheo.oversee.personal_data.views import shared

Form = AnswerForm | ExtendForm
# What is done with one button, and what is said afterwards.
PLAIN: dict[str, tuple[Callable[..., Request], Promise]] = {
    "bao-nhan": (services.acknowledge, gettext_lazy("Đã báo nhận.")),
    "moi-den-quay": (services.ask_identity, gettext_lazy("Đã mời người yêu cầu đến quầy.")),
    "da-doi-chieu": (services.check_identity, gettext_lazy("Đã ghi: giấy tờ đã được đối chiếu.")),
    "truong-hop": (services.find_case, gettext_lazy("Đã tính lại hạn.")),
}
FORMS: dict[str, tuple[type[Form], Callable[..., Request], Promise]] = {
    "tra-loi": (AnswerForm, services.answer, gettext_lazy("Đã trả lời.")),
    "gia-han": (ExtendForm, services.extend, gettext_lazy("Đã gia hạn.")),
}


@never_cache
@require_GET
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    user = shared.officer(request)
    typed = request.GET.get("tinh-trang", "")
    cut = Cut(typed) if typed in set(Cut) else Cut.OPEN
    after = request.GET.get(paging.CURSOR, "")
    page = paging.page(queries.handled_by(user, today=today, cut=cut), after)
    context = {
        "page": page,
        "cut": cut,
        "tabs": [
            {"label": one.label, "url": _address(one), "count": None, "is_current": one == cut}
            for one in Cut
        ],
        "today": today,
        **paging.links(request, page),
    }
    return render(request, "personal_data/desk.html", context)


def _address(cut: Cut) -> str:
    return f"{reverse('personal_data:desk')}?{urlencode({'tinh-trang': cut.value})}"


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    user = shared.officer(request)
    if request.method != "POST":
        return _counter(request, RegisterForm(today=today, initial={"received_on": today}))
    form = RegisterForm(request.POST, today=today)
    made = _entered(form, user) if form.is_valid() else None
    if made is None:
        return _counter(request, form)
    messages.success(request, _("Đã vào sổ. In giấy hẹn cho người yêu cầu."))
    return redirect("personal_data:work", pk=made.pk)


def _entered(form: RegisterForm, user: User) -> Request | None:
    now = timezone.now()
    try:
        return services.register(
            asked=form.asked(),
            submission_key=form.key(),
            channel=Request.Channel(form.cleaned_data["channel"]),
            received_at=form.received_at(now),
            by=user,
            now=now,
        )
    except services.RequestError as refusal:
        form.add_error(refusal.field or None, str(refusal))
    except PermissionDenied as refusal:
        form.add_error("commune", str(refusal))
    return None


def _counter(request: HttpRequest, form: RegisterForm) -> HttpResponse:
    context = {"form": form, "communes": shared.communes(form.today)}
    return render(request, "personal_data/register.html", context)


def _handled(request: HttpRequest, pk: int) -> tuple[Request, User]:
    user = shared.officer(request)
    rows = Request.objects.select_related("unit", "answered_by", "identity_checked_by")
    rows = rows.select_related("duty__body", "duty__head", "duty__person", "acknowledgement")
    found = get_object_or_404(rows, pk=pk)
    if not permissions.may_handle(user, found.unit, today=timezone.localdate()):
        raise PermissionDenied(_("Yêu cầu này của đơn vị khác."))
    return found, user


@never_cache
@require_GET
@login_required
def work(request: HttpRequest, pk: int) -> HttpResponse:
    found, _user = _handled(request, pk)
    return _work_page(request, found)


def _work_page(request: HttpRequest, found: Request, sent: Form | None = None) -> HttpResponse:
    today = timezone.localdate()
    sign, answer = queries.clocks(found, today=today, language=tongues.current())
    link = services.link(found)
    context = {
        "request_": found,
        "sign": sign,
        "answer": answer,
        "events": queries.events(found),
        "answer_form": sent if isinstance(sent, AnswerForm) else AnswerForm(),
        "extend_form": _extend_form(request, found, sent),
        "may_find_case": bool(found.rule.case) and answer.duty.due.inputs.case != found.rule.case,
        "doubtful": [one for one in rules.book().grounds.values() if one.is_doubtful],
        "secret": services.secret_of(found),
        "link": link,
        "qr": qr.drawn(link),
        "today": today,
    }
    return render(request, "personal_data/work.html", context)


def _extend_form(request: HttpRequest, found: Request, sent: Form | None) -> ExtendForm | None:
    if found.duty.due.extensions:
        return None
    if not permissions.may_extend(request.user, found, today=timezone.localdate()):
        return None
    return sent if isinstance(sent, ExtendForm) else ExtendForm()


@never_cache
@require_POST
@login_required
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    found, user = _handled(request, pk)
    if act in PLAIN:
        return _plain(request, found, user, act)
    if act not in FORMS:
        raise Http404
    kind, service, said = FORMS[act]
    form = kind(request.POST)
    if form.is_valid():
        data = dict(form.cleaned_data)
        if "answer" in data:
            data["text"] = data.pop("answer")
        try:
            service(request=found, by=user, now=timezone.now(), **data)
        except (services.RequestError, DutyError) as refusal:
            field = getattr(refusal, "field", "")
            form.add_error(field if field in form.fields else None, str(refusal))
    if form.errors:
        return _work_page(request, _handled(request, pk)[0], form)
    messages.success(request, str(said))
    return redirect("personal_data:work", pk=pk)


def _plain(request: HttpRequest, found: Request, user: User, act: str) -> HttpResponse:
    service, said = PLAIN[act]
    try:
        service(request=found, by=user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(said))
    return redirect("personal_data:work", pk=found.pk)
