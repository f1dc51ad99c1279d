"""The page of a body that was asked for a part: what it is asked, and nothing of whose it is."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kheo.foundation import tongues
from kheo.foundation.documents import services as storing
from kheo.foundation.documents import uploads
from kheo.foundation.duties import permissions
from kheo.foundation.duties import queries as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.duties.services import DutyError
from kheo.oversee.petitions import services
from kheo.oversee.petitions.forms import GiveForm


def _child(request: HttpRequest, pk: int) -> Duty:
    found = Duty.objects.with_names().select_related("parent__body", "parent__person")
    child = get_object_or_404(found, pk=pk, kind=services.HELP)
    if not permissions.may_read(_by(request), child, today=timezone.localdate()):
        raise PermissionDenied(_("Bạn không xem được việc của cơ quan này."))
    return child


@never_cache
@login_required
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    child = _child(request, pk)
    may_work = permissions.may_work(_by(request), child, today=timezone.localdate())
    return _page(request, child, GiveForm() if may_work and child.closed_at is None else None)


def _page(request: HttpRequest, child: Duty, form: GiveForm | None) -> HttpResponse:
    today, language = timezone.localdate(), tongues.current()
    is_open = child.closed_at is None
    context = {
        "child": child,
        # Whoever asked speaks for itself; the sender behind it is nobody's business here.
        "asking": child.parent,
        "proof": list(child.proof.all()),
        "reasons": duties.explanation(child, language),
        "cautions": duties.cautions(child, language),
        "left": duties.remaining(child, today).words(language) if is_open else "",
        "was_called_back": child.outcome == Duty.Outcome.WITHDRAWN,
        "today": today,
        "form": form,
    }
    return render(request, "petitions/help.html", context)


@login_required
@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    child, form = _child(request, pk), GiveForm(request.POST, request.FILES)
    form.is_valid()
    for refusal in uploads.refused(request, "papers"):
        form.add_error("papers", str(refusal))
    if form.is_valid() and _given(request, child, form):
        messages.success(request, _("Đã gửi kết quả cho %s.") % _asking(child))
        return redirect("petitions:help", pk=pk)
    return _page(request, _child(request, pk), form)


def _given(request: HttpRequest, child: Duty, form: GiveForm) -> bool:
    now = timezone.now()
    try:
        with storing.storing(
            form.cleaned_data["papers"],
            holder=services.HELP,
            subject=child.subject,
            by=_by(request),
            now=now,
        ) as files:
            services.give_help(
                child=child,
                result=form.cleaned_data["result"],
                files=files,
                by=_by(request),
                now=now,
            )
    except storing.Refused as refusal:
        form.add_error("papers", str(refusal))
    except PermissionDenied:
        form.add_error(None, _("Việc này đã giao cho người khác."))
    except DutyError as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def _asking(child: Duty) -> str:
    return str(child.parent.body) if child.parent else ""


def _by(request: HttpRequest) -> Any:
    return request.user
