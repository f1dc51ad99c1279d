"""The book: written at the counter, searched, printed, exported."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kheo.foundation import paging, sheets
from kheo.foundation.documents import queries as documents
from kheo.foundation.documents import services as storing
from kheo.foundation.duties.services import DutyError
from kheo.foundation.units.models import Body
from kheo.oversee.receptions import queries, rules, services
from kheo.oversee.receptions.forms import (
    MatterForm,
    PromiseForm,
    RefuseForm,
    ResultForm,
    VisitForm,
)
from kheo.oversee.receptions.models import Matter, Session, Ticket, Visit
from kheo.oversee.receptions.views import shared

LONGEST_SEARCH = 200
ROWS = 50


@never_cache
@require_GET
@login_required
def book(request: HttpRequest) -> HttpResponse:
    user = shared.officer(request)
    today = timezone.localdate()
    text = request.GET.get("q", "")[:LONGEST_SEARCH]
    found = queries.book(user, today=today, text=text)
    page = queries.page(found, after=request.GET.get(paging.CURSOR, ""), size=ROWS)
    context = {
        "page": page,
        "text": text,
        **paging.links(request, page),
        "bodies": queries.bodies_of(user, today),
        "today": today,
    }
    return render(request, "receptions/book.html", context)


# --- Writing ----------------------------------------------------------------------------------


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, body: int) -> HttpResponse:
    found = shared.body_of(request, body)
    now = timezone.localtime()
    session, ticket = _place(request, found)
    initial = _initial(now, session, ticket)
    if request.method != "POST":
        form = VisitForm(unit=found.unit, initial=initial)
        return _enter_page(request, found, form, session, ticket)
    form = VisitForm(request.POST, request.FILES, unit=found.unit)
    visit = _entered(request, found, form, session, ticket) if form.is_valid() else None
    if visit is None:
        return _enter_page(request, found, form, session, ticket)
    messages.success(request, _("Đã vào sổ, số %(number)s.") % {"number": visit})
    return redirect(visit)


def _place(request: HttpRequest, body: Body) -> tuple[Session | None, Ticket | None]:
    """Read the sitting and the number that the page was opened from."""
    ticket = _one(request.GET.get("so", ""))
    if ticket is not None:
        own = Ticket.objects.select_related("session__unit", "session__body", "booking")
        held = get_object_or_404(own, pk=ticket, session__body=body)
        return held.session, held
    pk = _one(request.GET.get("buoi", ""))
    if pk is None:
        return None, None
    return get_object_or_404(Session.objects.for_lists(), pk=pk, body=body), None


def _one(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 18 else None


def _initial(now: datetime, session: Session | None, ticket: Ticket | None) -> dict[str, Any]:
    initial: dict[str, Any] = {"on": now.date(), "at": now.time()}
    if session is not None:
        initial["is_online"] = session.mode == Session.Mode.ONLINE
        if session.on != now.date():
            initial |= {"on": session.on, "at": session.starts_at}
    if ticket is not None and ticket.booking is not None:
        initial |= {"name": ticket.booking.name, "phone": ticket.booking.phone}
        initial["is_online"] = initial["is_online"] or ticket.booking.wants_online
    return initial


def _enter_page(
    request: HttpRequest,
    body: Body,
    form: VisitForm,
    session: Session | None,
    ticket: Ticket | None,
) -> HttpResponse:
    name = str(form["name"].value() or "")
    context = {
        "body": body,
        "form": form,
        "session": session,
        "ticket": ticket,
        "earlier": queries.earlier_of(body.unit, name),
        "chosen": str(form["earlier"].value() or ""),
        "group_from": rules.groups().from_people,
        "query": request.META.get("QUERY_STRING", ""),
    }
    return render(request, "receptions/enter.html", context)


def _entered(
    request: HttpRequest,
    body: Body,
    form: VisitForm,
    session: Session | None,
    ticket: Ticket | None,
) -> Visit | None:
    data, now, user = form.cleaned_data, timezone.now(), shared.officer(request)
    came = services.Came(
        body=body,
        receiver=user,
        received_at=form.received_at(),
        session=session,
        ticket=ticket,
        is_online=data["is_online"],
        name=data["name"],
        address=data["address"],
        identity=data["identity"],
        phone=data["phone"],
        people=data["people"],
        speakers=form.names(),
    )
    try:
        with _stored(form, user, now) as files:
            return services.enter(
                came=came,
                told=_told(form, files),
                submission_key=data["submission_key"],
                by=user,
                now=now,
            )
    except services.TooManySpeakers as refusal:
        form.add_error("speakers", str(refusal))
    except storing.Refused as refusal:
        form.add_error("scans", str(refusal))
    except (services.ReceptionError, DutyError) as refusal:
        form.add_error(None, str(refusal))
    return None


def _stored(form: MatterForm, by: Any, now: datetime) -> Any:
    subject = f"draft:{form.cleaned_data['submission_key']}"
    return storing.storing(
        form.cleaned_data["scans"], holder=services.DRAFTS, subject=subject, by=by, now=now
    )


def _told(form: MatterForm, files: Any) -> services.Told:
    data = form.cleaned_data
    return services.Told(
        kind=Matter.Kind(data["kind"]),
        content=data["content"],
        earlier_bodies=data["earlier_bodies"],
        papers=data["papers"],
        earlier=data["earlier"],
        files=files,
        submission_key=uuid.uuid5(data["submission_key"], "matter"),
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, body: int) -> HttpResponse:
    found = shared.body_of(request, body)
    session, ticket = _place(request, found)
    form = RefuseForm(request.POST or None)
    if form.is_valid():
        user, now = shared.officer(request), timezone.now()
        came = services.Came(
            body=found,
            receiver=user,
            received_at=now,
            session=session,
            ticket=ticket,
            name=form.cleaned_data["name"],
        )
        try:
            visit = services.refuse(
                came=came,
                ground=form.cleaned_data["ground"],
                note=form.cleaned_data["note"],
                submission_key=form.cleaned_data["submission_key"],
                by=user,
                now=now,
            )
        except services.ReceptionError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(visit)
    return render(request, "receptions/refuse.html", {"body": found, "form": form})


# --- One visit --------------------------------------------------------------------------------


def _visit(request: HttpRequest, pk: int) -> Visit:
    found = Visit.objects.select_related("unit", "body", "receiver", "leader", "delegated_by")
    visit = get_object_or_404(found, pk=pk)
    shared.demand(request, visit.unit)
    return visit


def _matter(request: HttpRequest, pk: int) -> Matter:
    found = Matter.objects.select_related("visit__unit", "visit__body", "duty")
    matter = get_object_or_404(found, pk=pk)
    shared.demand(request, matter.visit.unit)
    return matter


@never_cache
@require_GET
@login_required
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    return _visit_page(request, _visit(request, pk))


def _visit_page(
    request: HttpRequest, shown: Visit, at: int = 0, form: Form | None = None
) -> HttpResponse:
    """Show a visit; `form` with its errors belongs to the matter `at`, 0 to a further one."""
    matters = shown.matters.select_related("petition", "duty", "earlier__visit")
    rows = [
        _row(matter, shown, form if matter.pk == at else None)
        for matter in matters.prefetch_related("promises__duty__person").order_by("pk")
    ]
    ground = next((g for g in rules.refusals() if g.code == shown.refusal_ground), None)
    context = {
        "visit": shown,
        "rows": rows,
        "ground": ground,
        "further": form
        if isinstance(form, MatterForm)
        else MatterForm(unit=shown.unit, auto_id="more_%s"),
        "is_further_open": isinstance(form, MatterForm),
        "today": timezone.localdate(),
    }
    return render(request, "receptions/visit.html", context)


def _row(matter: Matter, shown: Visit, form: Form | None) -> dict[str, Any]:
    own = f"m{matter.pk}_%s"
    return {
        "matter": matter,
        "files": list(documents.of(matter.subject)),
        "result_form": form if isinstance(form, ResultForm) else ResultForm(auto_id=own),
        "promise_form": form
        if isinstance(form, PromiseForm)
        else PromiseForm(body=shown.body, auto_id=f"p{own}"),
        "is_result_open": isinstance(form, ResultForm),
        "is_promise_open": isinstance(form, PromiseForm),
    }


@never_cache
@login_required
@require_POST
def add_matter(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _visit(request, pk)
    form = MatterForm(request.POST, request.FILES, unit=shown.unit, auto_id="more_%s")
    if form.is_valid():
        user, now = shared.officer(request), timezone.now()
        try:
            with _stored(form, user, now) as files:
                services.add_matter(visit=shown, told=_told(form, files), by=user, now=now)
        except storing.Refused as refusal:
            form.add_error("scans", str(refusal))
        except (services.ReceptionError, DutyError) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(shown)
    return _visit_page(request, shown, form=form)


@never_cache
@login_required
@require_POST
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    matter = _matter(request, pk)
    form = ResultForm(request.POST, auto_id=f"m{pk}_%s")
    if form.is_valid():
        try:
            services.tell_result(
                matter=matter,
                handling=Matter.Handling(form.cleaned_data["handling"]),
                text=form.cleaned_data["text"],
                by=shared.officer(request),
                now=timezone.now(),
            )
        except (services.ReceptionError, DutyError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi kết quả đã báo."))
            return redirect(matter.visit)
    return _visit_page(request, matter.visit, matter.pk, form)


@never_cache
@login_required
@require_POST
def promise(request: HttpRequest, pk: int) -> HttpResponse:
    matter = _matter(request, pk)
    form = PromiseForm(request.POST, body=matter.visit.body, auto_id=f"pm{pk}_%s")
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.promise(
                matter=matter,
                text=data["words"],
                until=data["until"],
                person=data["person"],
                submission_key=data["submission_key"],
                by=shared.officer(request),
                now=timezone.now(),
            )
        except services.DayMissing as refusal:
            form.add_error("until", str(refusal))
        except (services.ReceptionError, DutyError, PermissionDenied) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Lời hứa đã thành việc có hạn, có người làm."))
            return redirect(matter.visit)
    return _visit_page(request, matter.visit, matter.pk, form)


@never_cache
@require_GET
@login_required
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _visit(request, pk)
    context = {
        "visit": shown,
        "matters": shown.matters.prefetch_related("promises__duty__person").order_by("pk"),
    }
    return render(request, "receptions/minutes.html", context)


# --- Export -----------------------------------------------------------------------------------


@never_cache
@require_GET
@login_required
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Stream the book as CSV that spreadsheets open; a denounced matter is TC and a code."""
    user, today = shared.officer(request), timezone.localdate()
    text = request.GET.get("q", "")[:LONGEST_SEARCH]
    visits = queries.book(user, today=today, text=text)
    lines = _lines(visits.iterator(chunk_size=sheets.LINES_AT_ONCE))
    return sheets.download("so-tiep-cong-dan.csv", lines)


def _lines(visits: Iterator[Visit]) -> Iterator[list[object]]:
    yield [
        _("Số"),
        _("Ngày"),
        _("Họ tên"),
        _("Địa chỉ"),
        _("Nội dung"),
        _("Số người"),
        _("Đoàn"),
        _("Loại"),
        _("Cơ quan đã giải quyết"),
        _("Lần"),
        _("Xử lý"),
        _("Kết quả"),
        _("Buổi tiếp"),
        _("Người tiếp"),
        _("Đơn"),
    ]
    for one in visits:
        matters = list(one.matters.all())
        yield [
            one,
            f"{timezone.localtime(one.received_at):%d/%m/%Y %H:%M}",
            one.who,
            one.address,
            " | ".join(m.sealed_code or m.content for m in matters),
            one.people,
            _("có") if one.is_group else "",
            " | ".join(str(m.get_kind_display()) for m in matters),
            " | ".join(m.earlier_bodies for m in matters if m.earlier_bodies),
            " | ".join(_("tiếp lại") if m.is_repeated else _("lần đầu") for m in matters),
            " | ".join(str(m.get_handling_display()) for m in matters if m.handling),
            " | ".join(m.result for m in matters if m.result),
            one.get_kind_display(),
            one.leader or one.receiver,
            " | ".join(m.petition.code for m in matters if m.petition),
        ]
