"""The clerk's pages: the desk, the counter, and where each petition goes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kheo.foundation import tongues
from kheo.foundation.accounts import doors
from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import officers_who_may, units_where
from kheo.foundation.documents import queries as documents
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.documents.redaction import Piece
from kheo.foundation.duties.services import DutyError
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions import drafts, permissions, publishing, queries, services
from kheo.oversee.petitions.forms import (
    MOST_PARTS,
    RedirectForm,
    RegisterForm,
    RerouteForm,
    SortForm,
    TriageForm,
    TurnForm,
    UnjoinForm,
)
from kheo.oversee.petitions.models import LONGEST_TITLE, Petition
from kheo.oversee.petitions.queries import Reader
from kheo.oversee.petitions.sorting import sorting
from kheo.oversee.petitions.views import shared
from kheo.oversee.petitions.views.sending import receipt_of


def officer(request: HttpRequest, capability: str) -> User:
    """Return who asks when there is somewhere where that person may; refuse others."""
    return doors.officer(request, capability)


# --- The counter ------------------------------------------------------------------------------


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    user = officer(request, "petitions.register")
    if request.method != "POST":
        own = units_where(user, "petitions.register", today).first()
        is_commune = own is not None and own.level == Unit.Level.COMMUNE
        start = {"received_on": today, "commune": own.full_name if own and is_commune else ""}
        return _counter_page(request, RegisterForm(today=today, initial=start), [])
    form = RegisterForm(request.POST, request.FILES, today=today)
    form.is_valid()
    held = drafts.take(request, form, now=now)
    scans = drafts.take_scans(request, form, now=now)
    petition = _registered(form, held, scans, user) if form.is_valid() else None
    if petition is None:
        return _counter_page(request, form, [*held, *scans])
    return redirect(receipt_of(petition))


def _registered(
    form: RegisterForm, held: list[StoredFile], scans: list[StoredFile], user: User
) -> Petition | None:
    now = timezone.now()
    try:
        return services.register_and_start(
            letter=form.letter(),
            submission_key=form.key(),
            channel=Petition.Channel(form.cleaned_data["channel"]),
            received_at=form.received_at(now),
            photos=held,
            scans=scans,
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


def petition_of(pk: int, user: Any) -> Petition:
    """Find a petition for its clerk; refuse others."""
    found = Petition.objects.select_related(*queries.NEEDED)
    petition = get_object_or_404(found, pk=pk)
    if not permissions.may_triage(user, petition, today=timezone.localdate()):
        raise PermissionDenied(_("Bạn không phân loại được phản ánh của đơn vị này."))
    return petition


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def triage(request: HttpRequest, pk: int) -> HttpResponse:
    petition = petition_of(pk, request.user)
    if request.method != "POST":
        return triage_page(request, petition)
    form = _triage_form(petition, request.POST)
    if form.is_valid() and done(form, services.triage, petition, request, **form.cleaned_data):
        messages.success(request, _("Đã phân loại %s.") % petition.code)
        return redirect("petitions:desk")
    return triage_page(request, petition, triage_form=form)


@login_required
@require_POST
def reroute(request: HttpRequest, pk: int) -> HttpResponse:
    petition = petition_of(pk, request.user)
    form = RerouteForm(request.POST, today=timezone.localdate())
    if form.is_valid() and done(
        form,
        services.reroute,
        petition,
        request,
        to=form.to,
        reason=form.cleaned_data["reason"],
    ):
        messages.success(request, _("Đã chuyển %s.") % petition.code)
        return redirect("petitions:desk")
    return triage_page(request, petition, reroute_form=form)


@login_required
@require_POST
def point_elsewhere(request: HttpRequest, pk: int) -> HttpResponse:
    petition = petition_of(pk, request.user)
    form = RedirectForm(request.POST)
    if form.is_valid() and done(form, services.redirect, petition, request, **form.cleaned_data):
        messages.success(request, _("Đã hướng dẫn người gửi %s.") % petition.code)
        return redirect("petitions:desk")
    return triage_page(request, petition, redirect_form=form)


def done(form: Form, act: Any, petition: Petition, request: HttpRequest, **said: Any) -> bool:
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
        "public_title": petition.public_title
        or publishing.proposed(petition, petition.heading)[:LONGEST_TITLE],
        "public_text": petition.public_text or publishing.proposed(petition, petition.text),
        "are_photos_public": petition.are_photos_public,
        "handler": petition.duty.person_id,
    }
    return TriageForm(data, handlers=handlers, initial=start)


def sort_form(petition: Petition, data: Any = None) -> SortForm:
    """Offer the conditions of its kind, and the actions that those chosen so far allow."""
    chosen = data.getlist("conditions") if data is not None else []
    actions = sorting().allowed(chosen)
    return SortForm(data, kind=petition.kind, actions=actions, today=timezone.localdate())


def triage_page(request: HttpRequest, petition: Petition, **forms: Form) -> HttpResponse:
    """Show a petition with everything a clerk can decide about it."""
    now = timezone.now()
    today = timezone.localdate(now)
    user = officer(request, "petitions.triage")
    tracking = queries.tracking(
        petition, reader=Reader.OFFICER, today=today, language=tongues.current()
    )
    sorts = forms.get("sort_form") or sort_form(petition)
    context = {
        "petition": petition,
        "tracking": tracking,
        "scans": documents.of(petition.subject, services.SCANS),
        "similar": queries.duplicates(petition, user, now=now) if petition.is_open else [],
        "competent": queries.competent(petition) if petition.is_open else [],
        "joined": queries.joined_with(petition),
        "decisions": petition.classifications.select_related("by"),
        "marked": publishing.marked(petition),
        "telling": _telling(petition, forms.get("triage_form")),
        "publishable": documents.originals(petition.subject, services.PHOTOS, services.SCANS),
        "sorting_due": queries.sorting_due(petition),
        "communes": shared.communes(today),
        "today": today,
        "sort_form": sorts,
        "needs": _needs(sorts),
        "parts": [(sorts[f"part_{n}"], sorts[f"part_kind_{n}"]) for n in range(1, MOST_PARTS + 1)],
        "turn_form": forms.get("turn_form") or TurnForm(kind=petition.kind),
        "unjoin_form": forms.get("unjoin_form") or UnjoinForm(),
        "triage_form": forms.get("triage_form") or _triage_form(petition),
        "reroute_form": forms.get("reroute_form") or RerouteForm(today=today),
        "redirect_form": forms.get("redirect_form") or RedirectForm(),
    }
    return render(request, "petitions/triage.html", context)


def _telling(petition: Petition, form: Form | None) -> list[Piece]:
    """List what in the words just typed may not be published."""
    if form is None:
        return []
    typed = (form.data.get(name, "") for name in ("public_title", "public_text"))
    return publishing.telling(petition, *typed)


def _needs(form: Form) -> set[str]:
    """Say what the offered actions may ask for, so that no other field is shown."""
    law = sorting()
    actions = [key for key, _label in form.fields["action"].choices]  # type: ignore[attr-defined]
    needed = {need for key in actions for need in law.actions[key].needs}
    chosen: Any = form.data
    asks = form.is_bound and law.asks_what_is_missing(chosen.getlist("conditions"))
    return needed | ({"missing"} if asks else set())
