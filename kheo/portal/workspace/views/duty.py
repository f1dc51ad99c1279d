"""One duty: who, what, how far, which result, who answers, and the head's acts on it."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kheo.foundation import tongues
from kheo.foundation.accounts.models import User
from kheo.foundation.duties import permissions
from kheo.foundation.duties.models import Duty
from kheo.foundation.duties.services import DutyError
from kheo.foundation.units import fields as bodies
from kheo.portal.workspace import queries, services
from kheo.portal.workspace.forms import (
    AssignForm,
    ExtendForm,
    HandOverForm,
    ResumeForm,
    SuspendForm,
)
from kheo.portal.workspace.queries import Dossier

ActForm = AssignForm | ExtendForm | HandOverForm | SuspendForm | ResumeForm


@never_cache
@login_required
@require_safe
def duty(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _dossier(request, pk))


@login_required
@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = _dossier(request, pk)
    _demand(dossier.may_assign, _("Bạn không giao việc ở đơn vị phải giải quyết."))
    form = AssignForm(request.POST, officers=dossier.officers)
    return _act(request, pk, "assign_form", form, services.assign, _("Đã giao việc."))


@login_required
@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = _dossier(request, pk)
    _demand(dossier.may_assign, _("Bạn không chuyển việc của đơn vị này."))
    form = HandOverForm(request.POST)
    done = _("Đã chuyển việc; người gửi được báo.")
    return _act(request, pk, "hand_over_form", form, services.hand_over, done)


@login_required
@require_POST
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = _dossier(request, pk)
    _demand_dates(dossier)
    form = ExtendForm(request.POST, grounds=dossier.grounds, today=timezone.localdate())
    return _act(request, pk, "extend_form", form, services.extend, _("Đã gia hạn."))


@login_required
@require_POST
def suspend(request: HttpRequest, pk: int) -> HttpResponse:
    _demand_dates(_dossier(request, pk))
    form = SuspendForm(request.POST, today=timezone.localdate())
    return _act(request, pk, "suspend_form", form, services.suspend, _("Đã tạm dừng tính hạn."))


@login_required
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    _demand_dates(_dossier(request, pk))
    form = ResumeForm(request.POST)
    return _act(request, pk, "resume_form", form, services.resume, _("Đã tiếp tục tính hạn."))


def _act(
    request: HttpRequest,
    pk: int,
    name: str,
    form: ActForm,
    act: Callable[..., None],
    done: str,
) -> HttpResponse:
    """Do it and go back to the page, or show the form again with what stands in the way."""
    if form.is_valid():
        try:
            act(Duty(pk=pk), **form.words, by=_officer(request), now=timezone.now())
        except DutyError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return _after(request, pk)
    return _page(request, _dossier(request, pk), **{name: form})


def _after(request: HttpRequest, pk: int) -> HttpResponse:
    """Go back to the duty, or to the list when it is in hands this officer does not see into."""
    found = Duty.objects.with_names().get(pk=pk)
    if permissions.may_read(_officer(request), found, today=timezone.localdate()):
        return redirect("workspace:duty", pk=pk)
    return redirect("workspace:mine")


def _page(request: HttpRequest, dossier: Dossier, **posted: Form) -> HttpResponse:
    today = timezone.localdate()
    names = bodies.names(today) if dossier.may_assign and dossier.is_open else []
    context = {"dossier": dossier, "duty": dossier.duty, "today": today, "bodies": names}
    return render(request, "workspace/duty.html", context | _offered(dossier, today) | posted)


def _offered(dossier: Dossier, today: date) -> dict[str, Form]:
    """The acts that would not be refused as things stand."""
    offered: dict[str, Form] = {}
    if dossier.may_assign and dossier.is_open:
        start = {"to": dossier.duty.person_id}
        offered["assign_form"] = AssignForm(officers=dossier.officers, initial=start)
        if not dossier.is_suspended:
            offered["hand_over_form"] = HandOverForm()
    if dossier.may_move:
        offered["suspend_form"] = SuspendForm(today=today)
        if dossier.has_grounds_left:
            offered["extend_form"] = ExtendForm(grounds=dossier.grounds, today=today)
    if dossier.may_extend and dossier.is_suspended:
        offered["resume_form"] = ResumeForm()
    return offered


def _dossier(request: HttpRequest, pk: int) -> Dossier:
    found = get_object_or_404(Duty.objects.with_names().select_related("body__unit"), pk=pk)
    reader, today = _officer(request), timezone.localdate()
    is_allowed = permissions.may_read(reader, found, today=today)
    _demand(is_allowed, _("Bạn không xem được việc của đơn vị này."))
    return queries.dossier(found, reader=reader, today=today, language=tongues.current())


def _demand_dates(dossier: Dossier) -> None:
    _demand(dossier.may_extend, _("Bạn không gia hạn, tạm dừng việc ở đơn vị này."))


def _demand(is_allowed: bool, sentence: str) -> None:
    if not is_allowed:
        raise PermissionDenied(sentence)


def _officer(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
