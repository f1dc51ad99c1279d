"""The clerk's pages: the desk, the counter, and where each petition goes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may_anywhere
from kheo.foundation.accounts.queries import officers_who_may, units_where
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties.services import DutyError
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions import drafts, permissions, queries, services
from kheo.oversee.petitions.forms import RedirectForm, RegisterForm, RerouteForm, TriageForm
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries import Reader
from kheo.oversee.petitions.views import shared
from kheo.oversee.petitions.views.sending import receipt_of

LONGEST_SEARCH = 200


@never_cache
@require_GET
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    user = _officer(request, "petitions.read")
    text = request.GET.get("q", "")[:LONGEST_SEARCH]
    shows_all = "tat-ca" in request.GET or bool(text)
    found = (
        queries.readable(user, today=today, text=text)
        if shows_all
        else queries.waiting(user, today=today)
    )
    page = queries.page(found, after=request.GET.get("sau", ""))
    kept = {"tat-ca": "1"} if shows_all else {}
    context = {
        "page": page,
        "shows_all": shows_all,
        "text": text,
        "today": today,
        "may_register": may_anywhere(user, "petitions.register", today=today),
        "older_url": _more(kept, text, page.next) if page.next else "",
    }
    return render(request, "petitions/desk.html", context)


def _more(kept: dict[str, str], text: str, after: str) -> str:
    return f"?{urlencode({**kept, **({'q': text} if text else {}), 'sau': after})}"


def _officer(request: HttpRequest, capability: str) -> User:
    user = request.user
    if not isinstance(user, User) or not may_anywhere(user, capability):
        raise PermissionDenied(_("Tài khoản của bạn không có quyền mở trang này."))
    return user


# --- The counter ------------------------------------------------------------------------------


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    user = _officer(request, "petitions.register")
    if request.method != "POST":
        own = units_where(user, "petitions.register", today).first()
        is_commune = own is not None and own.level == Unit.Level.COMMUNE
        start = {"received_on": today, "commune": own.full_name if own and is_commune else ""}
        return _counter_page(request, RegisterForm(today=today, initial=start), [])
    form = RegisterForm(request.POST, request.FILES, today=today)
    form.is_valid()
    held = drafts.take(request, form, now=now)
    petition = _registered(form, held, user) if form.is_valid() else None
    return redirect(receipt_of(petition)) if petition else _counter_page(request, form, held)


def _registered(form: RegisterForm, held: list[StoredFile], user: User) -> Petition | None:
    now = timezone.now()
    try:
        return services.register(
            letter=form.letter(),
            submission_key=form.key(),
            channel=Petition.Channel(form.cleaned_data["channel"]),
            received_at=form.received_at(now),
            photos=held,
            by=user,
            now=now,
        )
    except services.RoutingError as refusal:
        form.add_error("commune", str(refusal))
    except PermissionDenied as refusal:
        form.add_error("commune", str(refusal))
    except (DutyError, services.PetitionError) as refusal:
        form.add_error(None, str(refusal))
    return None


def _counter_page(request: HttpRequest, form: RegisterForm, held: list[StoredFile]) -> HttpResponse:
    context = {"form": form, "held": held, "communes": shared.communes(timezone.localdate())}
    return render(request, "petitions/register.html", context)


# --- Where it goes ----------------------------------------------------------------------------


def _petition(pk: int, user: Any) -> Petition:
    found = Petition.objects.select_related(*queries.NEEDED)
    petition = get_object_or_404(found, pk=pk)
    if not permissions.may_triage(user, petition, today=timezone.localdate()):
        raise PermissionDenied(_("Bạn không phân loại được phản ánh của đơn vị này."))
    return petition


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def triage(request: HttpRequest, pk: int) -> HttpResponse:
    petition = _petition(pk, request.user)
    if request.method != "POST":
        return _triage_page(request, petition)
    form = _triage_form(petition, request.POST)
    if form.is_valid() and _done(form, services.triage, petition, request, **form.cleaned_data):
        messages.success(request, _("Đã phân loại %s.") % petition.code)
        return redirect("petitions:desk")
    return _triage_page(request, petition, triage_form=form)


@login_required
@require_POST
def reroute(request: HttpRequest, pk: int) -> HttpResponse:
    petition = _petition(pk, request.user)
    form = RerouteForm(request.POST, today=timezone.localdate())
    if form.is_valid() and _done(
        form,
        services.reroute,
        petition,
        request,
        to=form.to,
        reason=form.cleaned_data["reason"],
    ):
        messages.success(request, _("Đã chuyển %s.") % petition.code)
        return redirect("petitions:desk")
    return _triage_page(request, petition, reroute_form=form)


@login_required
@require_POST
def point_elsewhere(request: HttpRequest, pk: int) -> HttpResponse:
    petition = _petition(pk, request.user)
    form = RedirectForm(request.POST)
    if form.is_valid() and _done(form, services.redirect, petition, request, **form.cleaned_data):
        messages.success(request, _("Đã hướng dẫn người gửi %s.") % petition.code)
        return redirect("petitions:desk")
    return _triage_page(request, petition, redirect_form=form)


def _done(form: Form, act: Any, petition: Petition, request: HttpRequest, **said: Any) -> bool:
    """Call one service; what it refuses is said on top of the form, which keeps its words."""
    try:
        act(petition=petition, by=request.user, now=timezone.now(), **said)
    except (services.PetitionError, services.RoutingError, DutyError) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _triage_form(petition: Petition, data: Any = None) -> TriageForm:
    today = timezone.localdate()
    handlers = officers_who_may("petitions.answer", petition.unit, today=today)
    start = {
        "is_public": petition.is_public or petition.wants_public,
        "public_title": petition.public_title or petition.heading,
        "public_text": petition.public_text or petition.text,
        "are_photos_public": petition.are_photos_public,
        "handler": petition.duty.person_id,
    }
    return TriageForm(data, handlers=handlers, initial=start)


def _triage_page(request: HttpRequest, petition: Petition, **forms: Form) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    tracking = queries.tracking(
        petition, reader=Reader.OFFICER, today=today, language=get_language() or "vi"
    )
    similar = queries.similar(
        text=petition.text, unit=petition.unit, now=now, public_only=False, limit=4
    )
    context = {
        "petition": petition,
        "tracking": tracking,
        "similar": [one for one in similar if one.petition.pk != petition.pk],
        "communes": shared.communes(today),
        "today": today,
        "receipt_url": reverse("petitions:receipt", args=[petition.code]),
        "work_url": reverse("petitions:work", args=[petition.pk]),
        "triage_form": forms.get("triage_form") or _triage_form(petition),
        "reroute_form": forms.get("reroute_form") or RerouteForm(today=today),
        "redirect_form": forms.get("redirect_form") or RedirectForm(),
    }
    return render(request, "petitions/triage.html", context)
