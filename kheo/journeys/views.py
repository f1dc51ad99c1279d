"""Pages of acts that span two apps: what was said at a reception goes on its way."""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kheo.foundation.accounts.models import User
from kheo.foundation.duties.services import DutyError
from kheo.foundation.fields.words import Words
from kheo.foundation.units.models import Body
from kheo.journeys import reception_to_petition as journey
from kheo.oversee.complaints.errors import ComplaintError
from kheo.oversee.petitions.services import PetitionError, RoutingError
from kheo.oversee.receptions import permissions, services
from kheo.oversee.receptions.models import Matter, Session, Ticket


class PetitionForm(forms.Form):
    """What a petition needs that the book does not ask."""

    wants_public = forms.BooleanField(
        label=gettext_lazy("Người đến đồng ý công khai nội dung (không công khai tên)"),
        required=False,
    )


class ComplaintForm(PetitionForm):
    """What a complaint must say besides."""

    against_whom = Words(
        label=gettext_lazy("Khiếu nại ai, cơ quan nào"),
        missing=gettext_lazy("Xin ghi người, cơ quan bị khiếu nại."),
        max_length=200,
    )
    request = Words(
        label=gettext_lazy("Yêu cầu giải quyết thế nào"),
        missing=gettext_lazy("Xin ghi yêu cầu của người khiếu nại."),
        max_length=2000,
        lines=3,
    )

    def grievance(self) -> journey.Grievance:
        return journey.Grievance(
            against_whom=self.cleaned_data["against_whom"], request=self.cleaned_data["request"]
        )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def petition(request: HttpRequest, pk: int) -> HttpResponse:
    found = Matter.objects.select_related("visit__unit", "visit__body", "petition")
    matter = get_object_or_404(found, pk=pk)
    user = _officer(request, matter.visit.body)
    if matter.petition is not None:
        return redirect(matter.visit)
    form = _form(matter, request)
    if form.is_valid() and _became(form, matter, user, request):
        return redirect(matter.visit)
    return render(request, "receptions/become.html", {"matter": matter, "form": form})


def _form(matter: Matter, request: HttpRequest) -> PetitionForm:
    kind = ComplaintForm if matter.kind == Matter.Kind.COMPLAINT else PetitionForm
    return kind(request.POST if request.method == "POST" else None)


def _became(form: PetitionForm, matter: Matter, user: User, request: HttpRequest) -> bool:
    try:
        made = journey.become_petition(
            matter=matter,
            wants_public=form.cleaned_data["wants_public"],
            grievance=form.grievance() if isinstance(form, ComplaintForm) else None,
            by=user,
            now=timezone.now(),
        )
    except (
        services.ReceptionError,
        PetitionError,
        ComplaintError,
        RoutingError,
        DutyError,
        PermissionDenied,
    ) as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Đã thành đơn mã %(code)s.") % {"code": made.code})
    return True


@never_cache
@login_required
@require_POST
def denounce(request: HttpRequest, body: int) -> HttpResponse:
    """Take a denouncer to the appointed officer, whatever else stood in the form."""
    found = get_object_or_404(Body.objects.select_related("unit"), pk=body)
    user = _officer(request, found)
    now = timezone.now()
    ticket = _ticket(request, found)
    session = ticket.session if ticket else _session(request, found)
    came = services.Came(body=found, receiver=user, received_at=now, session=session, ticket=ticket)
    try:
        visit = journey.hand_over_denouncer(
            came=came, submission_key=_key(request), by=user, now=now
        )
    except services.ReceptionError as refusal:
        messages.error(request, str(refusal))
        return redirect("receptions:enter", found.pk)
    return redirect(visit)


def _key(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("submission_key", ""))
    except ValueError:
        return uuid.uuid4()


def _ticket(request: HttpRequest, body: Body) -> Ticket | None:
    pk = request.GET.get("so", "")
    if not (pk.isdecimal() and len(pk) < 18):
        return None
    own = Ticket.objects.select_related("session__unit", "session__body", "booking")
    return get_object_or_404(own, pk=int(pk), session__body=body)


def _session(request: HttpRequest, body: Body) -> Session | None:
    pk = request.GET.get("buoi", "")
    if not (pk.isdecimal() and len(pk) < 18):
        return None
    return get_object_or_404(Session.objects.for_lists(), pk=int(pk), body=body)


def _officer(request: HttpRequest, body: Body) -> User:
    user = request.user
    today = timezone.localdate()
    if not isinstance(user, User) or not permissions.may_manage(user, body.unit, today=today):
        raise PermissionDenied(_("Bạn không giữ sổ tiếp công dân của đơn vị này."))
    return user
