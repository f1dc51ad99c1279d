"""The clerk's decisions about a paper: what was found in it and what is done about it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kheo.oversee.petitions import services
from kheo.oversee.petitions.forms import SortForm, TurnForm, UnjoinForm
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.sorting import sorting
from kheo.oversee.petitions.views import office


@require_POST
@login_required
def sort(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the conditions first; with an action chosen, carry it out."""
    petition = office.petition_of(pk, request.user)
    form = office.sort_form(petition, request.POST)
    if "lai" in request.POST or "reason" not in request.POST:
        # Only the conditions count yet: show what they allow, and blame nobody for the rest.
        for name in set(form.errors) - {"conditions"}:
            del form.errors[name]
        return office.triage_page(request, petition, sort_form=form)
    if form.is_valid() and office.done(
        form, services.classify, petition, request, decision=form.decision()
    ):
        return _after(request, petition, form)
    return office.triage_page(request, petition, sort_form=form)


def _after(request: HttpRequest, petition: Petition, form: SortForm) -> HttpResponse:
    action = sorting().actions[form.cleaned_data["action"]]
    if action.hands_to:
        return redirect(f"{action.hands_to}:take_over", pk=petition.pk)
    messages.success(
        request, _("%(code)s: %(action)s.") % {"code": petition.code, "action": action.label}
    )
    if action.letter:
        path = reverse("documents:compose", args=["petition", petition.pk, action.letter])
        return redirect(path)
    return redirect("petitions:desk")


@require_POST
@login_required
def turn(request: HttpRequest, pk: int) -> HttpResponse:
    petition = office.petition_of(pk, request.user)
    form = TurnForm(request.POST, kind=petition.kind)
    if form.is_valid():
        data: dict[str, Any] = form.cleaned_data
        to = Petition.Kind(data["to"])
        if office.done(form, services.turn, petition, request, to=to, reason=data["reason"]):
            told = {"code": petition.code, "kind": to.label}
            messages.success(request, _("%(code)s nay là %(kind)s.") % told)
            return redirect("petitions:triage", pk=pk)
    return office.triage_page(request, petition, turn_form=form)


@require_POST
@login_required
def unjoin(request: HttpRequest, pk: int) -> HttpResponse:
    petition = office.petition_of(pk, request.user)
    form = UnjoinForm(request.POST)
    if form.is_valid() and office.done(
        form, services.unjoin, petition, request, **form.cleaned_data
    ):
        messages.success(request, _("%s được giải quyết riêng.") % petition.code)
        return redirect("petitions:triage", pk=pk)
    return office.triage_page(request, petition, unjoin_form=form)
