"""The day itself: who is there, who is called to which counter, the screen on the wall."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kheo.foundation.fields.sending import new_key
from kheo.oversee.receptions import queries, rules, services
from kheo.oversee.receptions.models import Booking, Session
from kheo.oversee.receptions.views import shared

MOST_COUNTERS = 20
SHOWN = 6


@never_cache
@require_GET
def display(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the numbers that are called, large, without a name; asks again by itself."""
    session = get_object_or_404(Session.objects.public().for_lists(), pk=pk)
    called = queries.called(session)[:SHOWN]
    context = {
        "session": session,
        "called": called,
        "seconds": rules.custom().display_seconds,
        "now": timezone.now(),
    }
    part = "_called" if request.headers.get("HX-Request") else "display"
    return render(request, f"receptions/{part}.html", context)


@never_cache
@require_GET
@login_required
def day(request: HttpRequest, pk: int) -> HttpResponse:
    session = shared.session_of(request, pk)
    counter = _counter(request.GET.get("ban", ""))
    tickets = queries.tickets(session)
    here = next((t for t in tickets if t.counter == counter and t.done_at is None), None)
    today = timezone.localdate()
    context = {
        "session": session,
        "bookings": queries.of_day(session),
        "tickets": tickets,
        "here": here,
        "waiting_count": sum(ticket.called_at is None for ticket in tickets),
        "counter": counter,
        "key": new_key(),
        "today": today,
        "is_today": session.on == today,
        "is_running": session.state in (Session.State.POSTED, Session.State.HELD),
        "may_draw": session.is_by_lot
        and session.drawn_at is None
        and not session.takes_entries(now=timezone.now()),
    }
    return render(request, "receptions/day.html", context)


def _counter(typed: str) -> int:
    number = int(typed) if typed.isdecimal() and len(typed) < 3 else 1
    return min(max(number, 1), MOST_COUNTERS)


def _back(session: Session, counter: int) -> HttpResponse:
    response = redirect("receptions:day", session.pk)
    response["Location"] += f"?ban={counter}"
    return response


@login_required
@require_POST
def walk_in(request: HttpRequest, pk: int) -> HttpResponse:
    session = shared.session_of(request, pk)
    try:
        key = uuid.UUID(request.POST.get("submission_key", ""))
    except ValueError:
        key = uuid.uuid4()
    try:
        ticket = services.walk_in(
            session=session, submission_key=key, by=shared.officer(request), now=timezone.now()
        )
    except services.ReceptionError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Số thứ tự: %(n)s") % {"n": ticket.number})
    return _back(session, _counter(request.POST.get("ban", "")))


@login_required
@require_POST
def arrive(request: HttpRequest, pk: int) -> HttpResponse:
    booking = get_object_or_404(Booking.objects.select_related("session__unit"), pk=pk)
    shared.demand(request, booking.session.unit)
    try:
        ticket = services.arrive(booking=booking, by=shared.officer(request), now=timezone.now())
    except services.ReceptionError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("%(code)s: số %(n)s") % {"code": booking.code, "n": ticket.number}
        )
    return _back(booking.session, _counter(request.POST.get("ban", "")))


@login_required
@require_POST
def call(request: HttpRequest, pk: int) -> HttpResponse:
    session = shared.session_of(request, pk)
    counter = _counter(request.POST.get("ban", ""))
    after = request.POST.get("after", "0")
    try:
        ticket = services.call_next(
            session=session,
            counter=counter,
            after=int(after) if after.isdecimal() and len(after) < 18 else 0,
            by=shared.officer(request),
            now=timezone.now(),
        )
    except services.ReceptionError as refusal:
        messages.error(request, str(refusal))
    else:
        if ticket is None:
            messages.info(request, _("Không còn ai chờ."))
    return _back(session, counter)


@login_required
@require_POST
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    session = shared.session_of(request, pk)
    try:
        services.conclude(session=session, by=shared.officer(request), now=timezone.now())
    except services.ReceptionError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi: buổi tiếp đã diễn ra."))
    return redirect("receptions:day", session.pk)


@login_required
@require_POST
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    session = shared.session_of(request, pk)
    try:
        services.draw(session=session, by=shared.officer(request), now=timezone.now())
    except services.ReceptionError as refusal:
        messages.error(request, str(refusal))
    return redirect("receptions:draw", session.pk)
