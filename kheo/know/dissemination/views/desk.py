"""The officer's work with conferences: announce, show the code, take the list, say what came."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kheo.foundation import paging, qr, sheets
from kheo.foundation.accounts.models import User
from kheo.foundation.documents import queries as documents
from kheo.foundation.documents import services as storing
from kheo.foundation.documents import uploads
from kheo.foundation.units import fields as units
from kheo.know.dissemination import door, rules, services
from kheo.know.dissemination.forms import (
    ConferenceForm,
    ListForm,
    MaterialsForm,
    NumberForm,
    ReasonForm,
    ResultForm,
)
from kheo.know.dissemination.forms.conferences import typed_of
from kheo.know.dissemination.models import Attendance, Conference
from kheo.know.dissemination.models.conferences import MATERIALS
from kheo.know.dissemination.queries import conferences
from kheo.know.dissemination.views import shared
from kheo.know.dissemination.views.public import door_link

# How many names the page of a conference shows; the sheet has them all.
MOST_NAMES = 200
# Read from the back of a hall.
QR_SCALE = 6


@never_cache
@require_GET
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    user, now = shared.officer(request), timezone.now()
    after = request.GET.get(paging.CURSOR, "")
    page = paging.page(conferences.desk(user, now=now), after)
    context = {
        "conferences": page.items,
        **paging.links(request, page),
        "unclosed": [] if after else conferences.unclosed(user, now=now)[: paging.SIZE],
    }
    return render(request, "dissemination/desk.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    user = shared.officer(request)
    form = ConferenceForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = services.announce(
                body=data["body"],
                plan=form.plan(),
                submission_key=data["submission_key"],
                by=user,
                now=timezone.now(),
            )
        except (services.DisseminationError, PermissionDenied) as refusal:
            form.add_error("body", str(refusal))
        else:
            messages.success(request, _("Đã đăng hội nghị."))
            return redirect("dissemination:work", made.pk)
    return render(request, "dissemination/add.html", {"form": form, "bodies": _bodies()})


def _bodies() -> list[str]:
    return units.names(timezone.localdate())


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    conference = shared.conference_of(pk)
    user = shared.demand(request, conference.unit)
    form = ConferenceForm(request.POST or None, initial=typed_of(conference))
    if form.is_valid():
        seen = shared.moment(request.POST.get("seen", "")) or conference.made_at
        try:
            services.edit(
                conference=conference, plan=form.plan(), seen=seen, by=user, now=timezone.now()
            )
        except services.DisseminationError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã sửa."))
            return redirect("dissemination:work", pk)
    context = {"form": form, "bodies": _bodies(), "conference": conference}
    context["seen"] = request.POST.get("seen") if form.errors else conference.changed_at.isoformat()
    if form.errors and form.non_field_errors():
        # Whoever saw an old state has read now that there is a newer one.
        context["seen"] = shared.conference_of(pk).changed_at.isoformat()
    return render(request, "dissemination/add.html", context)


@never_cache
@require_GET
@login_required
def work(request: HttpRequest, pk: int) -> HttpResponse:
    conference = shared.conference_of(pk)
    shared.demand(request, conference.unit)
    return _work_page(request, conference)


def _work_page(
    request: HttpRequest, conference: Conference, wrong: dict[str, Form] | None = None
) -> HttpResponse:
    now, law = timezone.now(), rules.attendance()
    context: dict[str, object] = {
        "conference": conference,
        "kind": rules.conference_kinds().get(conference.kind, conference.kind),
        "names": conferences.names(conference)[:MOST_NAMES],
        "files": documents.originals(conference.subject, MATERIALS),
        "is_over": conference.starts_at <= now,
        "is_door_open": law.is_open(conference.starts_at, now),
        "forget_on": timezone.localdate(conference.starts_at + law.names_kept),
        "result_form": ResultForm(initial={"text": conference.result}),
        "reason_form": ReasonForm(),
        "number_form": NumberForm(initial={"people": conference.unnamed}),
        "list_form": ListForm(),
        "materials_form": MaterialsForm(),
    }
    status = 422 if wrong else 200
    return render(request, "dissemination/work.html", context | (wrong or {}), status=status)


@never_cache
@login_required
@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Do one thing with a conference: held, called off, a number, a list, papers, a name off."""
    conference = shared.conference_of(pk)
    user = shared.demand(request, conference.unit)
    if act not in _ACTS:
        raise Http404
    name, form, do = _ACTS[act](request, conference, user, timezone.now())
    if form.is_valid():
        try:
            messages.success(request, do())
        except (services.DisseminationError, storing.Refused) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("dissemination:work", pk)
    return _work_page(request, shared.conference_of(pk), {name: form})


Act = tuple[str, Form, Callable[[], str]]


def _hold(request: HttpRequest, conference: Conference, by: User, now: datetime) -> Act:
    form = ResultForm(request.POST)

    def do() -> str:
        text = form.cleaned_data["text"]
        services.hold(conference=conference, result=text, by=by, now=now)
        return _("Đã ghi là đã họp.")

    return "result_form", form, do


def _cancel(request: HttpRequest, conference: Conference, by: User, now: datetime) -> Act:
    form = ReasonForm(request.POST)

    def do() -> str:
        text = form.cleaned_data["text"]
        services.cancel(conference=conference, reason=text, by=by, now=now)
        return _("Đã ghi là không họp.")

    return "reason_form", form, do


def _number(request: HttpRequest, conference: Conference, by: User, now: datetime) -> Act:
    form = NumberForm(request.POST)

    def do() -> str:
        people = form.cleaned_data["people"]
        services.count_unnamed(conference=conference, people=people, by=by, now=now)
        return _("Đã ghi số người.")

    return "number_form", form, do


def _list(request: HttpRequest, conference: Conference, by: User, now: datetime) -> Act:
    form = ListForm(request.POST)

    def do() -> str:
        people = form.cleaned_data["people"]
        new = services.enter_list(conference=conference, people=people, by=by, now=now)
        said = ngettext("Đã ghi thêm %(n)s người.", "Đã ghi thêm %(n)s người.", new)
        return said % {"n": new}

    return "list_form", form, do


def _materials(request: HttpRequest, conference: Conference, by: User, now: datetime) -> Act:
    form = MaterialsForm(request.POST, request.FILES)
    if refused := uploads.refused(request, "uploads"):
        form.add_error("uploads", str(refused[0]))

    def do() -> str:
        files = form.cleaned_data["uploads"]
        services.add_materials(conference=conference, uploads=files, by=by, now=now)
        return _("Đã nhận tài liệu. Che chỗ cần che rồi công khai.")

    return "materials_form", form, do


def _strike(request: HttpRequest, conference: Conference, by: User, now: datetime) -> Act:
    key = request.POST.get("attendance", "")
    pk = int(key) if key.isdecimal() and len(key) < 18 else 0
    found = get_object_or_404(Attendance, pk=pk, conference=conference)

    def do() -> str:
        services.strike(attendance=found, by=by, now=now)
        return _("Đã bỏ tên.")

    return "strike_form", Form({}), do


_ACTS = {
    "da-hop": _hold,
    "khong-hop": _cancel,
    "so-nguoi": _number,
    "danh-sach": _list,
    "tai-lieu": _materials,
    "bo-ten": _strike,
}


@never_cache
@require_GET
@login_required
def show_door(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the code on the screen at the door; it asks for the next one by itself."""
    conference, now = shared.conference_of(pk), timezone.now()
    shared.demand(request, conference.unit)
    law = rules.attendance()
    is_open = law.is_open(conference.starts_at, now)
    link = door_link(conference, door.code(conference, now=now)) if is_open else ""
    context = {
        "conference": conference,
        "is_open": is_open,
        "qr": qr.drawn(link, scale=QR_SCALE) if link else "",
        "seconds": law.code_seconds // 2,
        "opens_at": conference.starts_at - law.opens_before,
    }
    name = "_door" if request.headers.get("HX-Request") else "door"
    return render(request, f"dissemination/{name}.html", context)


@never_cache
@require_GET
@login_required
def export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the names as a sheet, while they are kept."""
    conference = shared.conference_of(pk)
    shared.demand(request, conference.unit)
    return sheets.download(f"diem-danh-{pk}.csv", _lines(conference))


def _lines(conference: Conference) -> Iterator[list[object]]:
    yield [_("Họ tên"), _("Cơ quan, xã, thôn"), _("Ghi bằng"), _("Lúc")]
    for one in conferences.names(conference).iterator():
        at = timezone.localtime(one.signed_at)
        yield [one.name, one.organisation, one.get_way_display(), f"{at:%d/%m/%Y %H:%M}"]
