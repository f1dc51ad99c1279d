"""The handler's page: everything about one petition, and the answer that closes it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kheo.foundation import tongues
from kheo.foundation.documents import queries as documents
from kheo.foundation.documents import services as storing
from kheo.foundation.documents import uploads
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties.models import Duty
from kheo.foundation.duties.services import DutyError
from kheo.foundation.units import fields as bodies
from kheo.oversee.petitions import permissions, queries, services
from kheo.oversee.petitions.forms import (
    AnswerForm,
    AskForm,
    CallBackForm,
    EnterWithdrawalForm,
    HelpForm,
    ProgressForm,
)
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries import Reader

# A handler who may not act on this one hears why beside the words, which stay.
REFUSALS = (services.PetitionError, DutyError, PermissionDenied)


def _petition(pk: int, user: Any, *, to_answer: bool = True) -> Petition:
    found = Petition.objects.select_related(*queries.NEEDED)
    petition = get_object_or_404(found, pk=pk)
    allowed = permissions.may_work_in_unit if to_answer else permissions.may_read
    if not allowed(user, petition, today=timezone.localdate()):
        raise PermissionDenied(_("Bạn không làm việc này ở đơn vị đang giải quyết."))
    return petition


@never_cache
@login_required
@require_GET
def work(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _petition(pk, request.user, to_answer=False))


def _publishable(petition: Petition) -> QuerySet[StoredFile]:
    """List the proof, each with the copy that everybody gets."""
    return documents.originals(petition.subject, services.PROOF)


def _page(request: HttpRequest, petition: Petition, **more: Any) -> HttpResponse:
    today = timezone.localdate()
    may_answer = permissions.may_answer(request.user, petition, today=today)
    may_triage = permissions.may_triage(request.user, petition, today=today)
    tracking = queries.tracking(
        petition, reader=Reader.OFFICER, today=today, language=tongues.current()
    )
    is_worked = may_answer and petition.is_open
    context = {
        "petition": petition,
        "tracking": tracking,
        "today": today,
        "publishable": _publishable(petition) if may_answer else [],
        "may_triage": may_triage,
        "is_worked": is_worked,
        "closing": queries.closing(petition),
        "bodies": bodies.names(today) if is_worked else [],
        **(_offered(petition) if is_worked else {}),
        **({"withdrawal_form": EnterWithdrawalForm()} if may_triage and petition.is_open else {}),
        **more,
    }
    return render(request, "petitions/work.html", context)


def _offered(petition: Petition) -> dict[str, Form]:
    offered: dict[str, Form] = {
        "answer_form": AnswerForm(petition=petition),
        "progress_form": ProgressForm(),
        "call_back_form": CallBackForm(),
    }
    if petition.has_contact:
        offered["ask_form"] = AskForm()
    if petition.duty.progress != Duty.Progress.SUSPENDED:
        offered["help_form"] = HelpForm(petition=petition)
    return offered


@login_required
@require_POST
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    petition, form = _petition(pk, request.user), ProgressForm(request.POST)
    if _is_done(request, petition, form, services.progress):
        return _went_well(request, pk, _("Đã ghi tiến độ."))
    return _page(request, _petition(pk, request.user), progress_form=form)


def _is_done(
    request: HttpRequest,
    petition: Petition,
    form: Form,
    service: Callable[..., object],
    **more: object,
) -> bool:
    """Do what a form asks for; what is refused is said in the form."""
    if not form.is_valid():
        return False
    try:
        service(petition=petition, by=_by(request), now=timezone.now(), **form.cleaned_data, **more)
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _went_well(request: HttpRequest, pk: int, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("petitions:work", pk=pk)


@login_required
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    petition, form = _petition(pk, request.user), AskForm(request.POST)
    if _is_done(request, petition, form, services.ask_sender):
        return _went_well(request, pk, _("Đã hỏi người gửi."))
    return _page(request, _petition(pk, request.user), ask_form=form)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    petition = _petition(pk, request.user)
    form = AnswerForm(request.POST, request.FILES, petition=petition)
    refused = uploads.refused(request, "proof")
    form.is_valid()
    if refused:
        # The lack of proof is then not the writer's fault; only the refusal is said.
        form.errors.pop("proof", None)
        for refusal in refused:
            form.add_error("proof", str(refusal))
    if form.is_valid() and _answered(request, petition, form):
        said = _("Đã trả lời %s. Người gửi được báo tin.") % petition.code
        return _went_well(request, pk, said)
    return _page(request, _petition(pk, request.user), answer_form=form)


def _answered(request: HttpRequest, petition: Petition, form: AnswerForm) -> bool:
    now, data = timezone.now(), form.cleaned_data
    try:
        with storing.storing(
            data["proof"],
            holder=services.PROOF,
            subject=petition.subject,
            by=_by(request),
            now=now,
        ) as proof:
            services.answer(
                petition=petition,
                text=data["text"],
                outcome=Duty.Outcome(data["outcome"]),
                refusal_ground=data["refusal_ground"],
                absorbed=data["absorbed"],
                proof=proof,
                no_proof_reason=data["no_proof_reason"],
                by=_by(request),
                now=now,
            )
    except storing.Refused as refusal:
        form.add_error("proof", str(refusal))
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


@login_required
@require_POST
def ask_help(request: HttpRequest, pk: int) -> HttpResponse:
    petition = _petition(pk, request.user)
    form = HelpForm(request.POST, petition=petition)
    if _is_done(request, petition, form, services.ask_help):
        return _went_well(request, pk, _("Đã nhờ %s.") % form.cleaned_data["body"])
    return _page(request, _petition(pk, request.user), help_form=form)


@login_required
@require_POST
def call_back(request: HttpRequest, pk: int, child: int) -> HttpResponse:
    petition, form = _petition(pk, request.user), CallBackForm(request.POST)
    asked = get_object_or_404(Duty, pk=child, parent=petition.duty_id)
    if _is_done(request, petition, form, services.call_help_back, child=asked):
        return _went_well(request, pk, _("Đã rút lời nhờ."))
    return _page(request, _petition(pk, request.user), called=asked.pk, call_back_form=form)


@login_required
@require_POST
def enter_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    petition = _petition(pk, request.user, to_answer=False)
    form = EnterWithdrawalForm(request.POST)
    if _is_done(request, petition, form, services.withdraw):
        return _went_well(request, pk, _("Đã ghi người gửi rút %s.") % petition.code)
    petition = _petition(pk, request.user, to_answer=False)
    return _page(request, petition, withdrawal_form=form)


def _by(request: HttpRequest) -> Any:
    return request.user
